import type { ConnectedAccountRow } from '../../repositories/connected-account.ts';

/** An ACTIVE account is EXPIRED from the moment of its `expiresAt` on, without anybody having to write that. */
export function statusAt(
  moment: Date,
  { storedStatus, expiresAt }: Pick<ConnectedAccountRow, 'storedStatus' | 'expiresAt'>,
): ConnectedAccountRow['storedStatus'] {
  return storedStatus === 'ACTIVE' && expiresAt !== null && expiresAt <= moment ? 'EXPIRED' : storedStatus;
}
