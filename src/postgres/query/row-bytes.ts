import type pg from 'pg';
import { RowsTooLargeError, type TenantShare } from '../share.ts';

type RowMessage = { readonly length: number };

export type RowCounter = {
  /** Ends the count. False: it has ended by itself, and the failure was told. */
  stop(): boolean;
};

/** Takes the bytes of rows from what a share may still read, as they arrive over a connection that is lent to one statement. Calls
 *  `refuse` once with the first row that is too much, so that no more of them are kept in memory. */
export function countRows(
  { connection }: pg.PoolClient,
  share: TenantShare,
  reject: (error: RowsTooLargeError) => void,
): RowCounter {
  if (share.rowBytesLeft === Number.POSITIVE_INFINITY) return { stop: () => true };
  let isCounting = true;
  const count = ({ length }: RowMessage) => {
    share.rowBytesLeft -= length;
    if (share.rowBytesLeft >= 0 || !isCounting) return;
    stop();
    reject(new RowsTooLargeError('The rows of one answer are too large.'));
  };
  const stop = () => {
    connection.off('dataRow', count);
    const wasCounting = isCounting;
    isCounting = false;
    return wasCounting;
  };
  connection.on('dataRow', count);
  return { stop };
}
