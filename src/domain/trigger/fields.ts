import type { TriggerRow } from '../../repositories/trigger.ts';
import type { ConnectedAccount } from '../connected-account/fields.ts';
import { DomainError } from '../core/errors.ts';
import { statusAt } from '../events/connected-account-status.ts';

/** What a connected account watches for. */
export type Trigger = TriggerRow;

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
