import type { ProjectRow } from '../../repositories/project/project.ts';
import { DomainError } from '../core/errors.ts';
import type { ConnectedAccount } from './fields.ts';

/** With `is2FAEnabled` on, a request that names both an account and a user must name the owner of the account. Without a
 *  user there is nothing to check. Throws FORBIDDEN. */
export function requireOwner(
  { is2FAEnabled }: ProjectRow,
  account: ConnectedAccount,
  userId: string | null | undefined,
): void {
  if (!is2FAEnabled || userId == null || userId === account.userId) return;
  throw userMismatch('userId');
}

export function userMismatch(field: string): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'USER_MISMATCH',
    field,
    message: 'The connected account belongs to another user.',
    suggestedFix: 'Send the user that owns the account, or turn off is2FAEnabled in the project config.',
  });
}
