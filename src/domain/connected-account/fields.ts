import { violatedUniqueIndex } from '../../postgres/database.ts';
import type { ConnectedAccountRow } from '../../repositories/connected-account.ts';
import { ALIAS_INDEX } from '../../repositories/connected-account.ts';
import { DomainError } from '../core/errors.ts';
import { instantInput, label, plainText } from '../core/validation.ts';

/** The account of one user with one toolkit. Its status depends on the time: `statusAt` tells it. */
export type ConnectedAccount = ConnectedAccountRow;

export const connectedAccountStatuses = [
  'INITIATED',
  'ACTIVE',
  'FAILED',
  'EXPIRED',
  'INACTIVE',
  'REVOKED',
] as const;

export type ConnectedAccountStatus = (typeof connectedAccountStatuses)[number];

export const accountUserId = plainText(256);
export const accountAlias = label(100);
export const accountStatusReason = label(500);
export const accountExpiresAt = instantInput;

/** Turns the refusal of a unique index into a CONFLICT that speaks to the caller; throws everything else on. */
export function explainConflict(error: unknown): never {
  if (violatedUniqueIndex(error) !== ALIAS_INDEX) throw error;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'ALIAS_TAKEN',
    field: 'alias',
    message: 'Another connected account of this user in this toolkit has the alias.',
    suggestedFix: 'Choose another alias, or delete the account that has it.',
  });
}

/** Nothing of a revoked account changes any more. */
export function refuseRevoked({ storedStatus }: ConnectedAccount): void {
  if (storedStatus !== 'REVOKED') return;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'ACCOUNT_REVOKED',
    message: 'The connected account was revoked.',
    suggestedFix: 'Delete it, and create another one.',
  });
}
