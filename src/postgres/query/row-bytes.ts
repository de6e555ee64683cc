import type pg from 'pg';
import { RowsTooLargeError, type TenantShare } from '../share.ts';

type RowMessage = { readonly length: number };

export type RowCounter = {
  /** Stops counting. False: it had stopped itself, and the failure was reported. */
  stop(): boolean;
};

/** Deducts row bytes from what a share may still read, as they arrive on a connection that runs one statement. Calls
 *  `reject` once with the first row that exceeds it, so that no more rows are buffered. */
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
    reject(new RowsTooLargeError('The rows of one response are too large.'));
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
