import { label, plainText } from '../../lib/text.ts';
import { violatedUniqueIndex } from '../../postgres/database.ts';
import type { ConnectedAccountRow } from '../../repositories/connected-account.ts';
import { ALIAS_INDEX } from '../../repositories/connected-account.ts';
import { DomainError } from '../core/errors.ts';
import { instantInput } from '../core/validation.ts';

/** The account of one user with one toolkit. Its status depends on the time: see `statusAt`. */
export type ConnectedAccount = ConnectedAccountRow;

export const connectedAccountStatuses = [
  'INITIATED',
  'ACTIVE',
  'FAILED',
  'EXPIRED',
  'INACTIVE',
  'REVOKED',
] as const;

export const accountUserId = plainText(256);
export const accountAlias = label(100);
export const accountStatusReason = label(500);
export const accountExpiresAt = instantInput;

/** Converts the violation of the unique index on aliases to a CONFLICT; rethrows any other error. */
export function explainConflict(error: unknown): never {
  if (violatedUniqueIndex(error) !== ALIAS_INDEX) throw error;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'ALIAS_TAKEN',
    field: 'alias',
    message: 'Another connected account of this user with this toolkit has this alias.',
    suggestedFix: 'Choose another alias, or delete the account that has it.',
  });
}

/** Throws CONFLICT for a revoked account, which cannot change. */
export function assertNotRevoked({ storedStatus }: ConnectedAccount): void {
  if (storedStatus !== 'REVOKED') return;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'ACCOUNT_REVOKED',
    message: 'The connected account was revoked.',
    suggestedFix: 'Delete it, and create a new one.',
  });
}
