import type { TriggerRow } from '../../repositories/trigger.ts';
import type { ConnectedAccount } from '../connected-account/fields.ts';
import { DomainError } from '../core/errors.ts';
import { statusAt } from '../events/connected-account-status.ts';

/** A kind of event that a connected account watches. */
export type Trigger = TriggerRow;

/** Throws CONFLICT for an account that is not ACTIVE, and so delivers no events. */
export function requireActive(instant: Date, account: ConnectedAccount): void {
  const status = statusAt(instant, account);
  if (status === 'ACTIVE') return;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'ACCOUNT_NOT_ACTIVE',
    message: `The connected account is ${status}; a trigger needs one that is ACTIVE.`,
    suggestedFix: 'Activate the account first, or use another one.',
  });
}
