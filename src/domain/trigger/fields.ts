import { z } from 'zod';
import type { TriggerRow } from '../../data/trigger.ts';
import { type ConnectedAccount, statusAt } from '../connected-account/fields.ts';
import { DomainError } from '../errors.ts';

/** What a connected account watches for. */
export type Trigger = TriggerRow;

/** The name of an event, such as `github_commit`: stored and compared in lower case. */
export const triggerSlug = z
  .string({ error: 'cannot be null' })
  .transform((text) => text.toLowerCase())
  .pipe(
    z.string().regex(/^[a-z0-9_.-]{1,128}$/, 'must have 1 to 128 characters out of a-z, 0-9, _, - and .'),
  );

/** Throws CONFLICT for an account through which nothing would come. */
export function requireActive(moment: Date, account: ConnectedAccount): void {
  const status = statusAt(moment, account);
  if (status === 'ACTIVE') return;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'ACCOUNT_NOT_ACTIVE',
    message: `The connected account is ${status}, and a trigger needs one that is ACTIVE.`,
    suggestedFix: 'Make the account active first, or name another one.',
  });
}
