import type { ConnectedAccountRow } from '../../repositories/connected-account.ts';

/** Returns the status at an instant: an ACTIVE account is EXPIRED as of its `expiresAt`, without a write. */
export function statusAt(
  instant: Date,
  { storedStatus, expiresAt }: Pick<ConnectedAccountRow, 'storedStatus' | 'expiresAt'>,
): ConnectedAccountRow['storedStatus'] {
  return storedStatus === 'ACTIVE' && expiresAt !== null && expiresAt <= instant ? 'EXPIRED' : storedStatus;
}
