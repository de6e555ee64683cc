import type pg from 'pg';
import { SLICE_BYTES, turns } from '../../lib/turn-queue.ts';
import { RowsTooLargeError, type TenantShare } from '../share.ts';

type RowMessage = { readonly length: number };

export type RowCounter = {
  /** Stops counting. False: it had stopped itself, and the failure was reported. */
  stop(): boolean;
};

/** Deducts row bytes from what a share may still read, as they arrive on a connection that runs one statement. Calls
 *  `reject` once with the first row that exceeds it, so that no more rows are buffered. Parses a slice of many rows in
 *  each turn of the organization, and reads nothing from the connection in between. */
export function countRows(
  { connection }: pg.PoolClient,
  share: TenantShare,
  reject: (error: RowsTooLargeError) => void,
): RowCounter {
  if (share.rowBytesLeft === Number.POSITIVE_INFINITY) return { stop: () => true };
  let isCounting = true;
  let sliceBytes = 0;
  let isPaused = false;
  const resume = () => {
    if (isPaused) connection.stream.resume();
    isPaused = false;
    sliceBytes = 0;
  };
  const count = ({ length }: RowMessage) => {
    share.rowBytesLeft -= length;
    sliceBytes += length;
    if (share.rowBytesLeft < 0) {
      if (stop()) reject(new RowsTooLargeError('The rows of one response are too large.'));
    } else if (sliceBytes >= SLICE_BYTES && !isPaused) {
      isPaused = true;
      connection.stream.pause();
      void turns.next(share.organizationId).then(resume);
    }
  };
  const stop = () => {
    connection.off('dataRow', count);
    const wasCounting = isCounting;
    isCounting = false;
    resume();
    return wasCounting;
  };
  connection.on('dataRow', count);
  return { stop };
}
