import type { ProjectRow } from '../../repositories/project/project.ts';
import { DomainError } from '../core/errors.ts';
import type { ConnectedAccount } from './fields.ts';

/** Where `is2FAEnabled` is on, whoever names an account and a user must name the one who owns it. Nobody named: nothing to
 *  check. Throws FORBIDDEN. */
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
    suggestedFix:
      'Name the user that owns the account, or turn is2FAEnabled off in the config of the project.',
  });
}
