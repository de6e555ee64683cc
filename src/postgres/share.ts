import { FairGate } from '../lib/fair-gate.ts';

/** The organization that statements are run for, and what they may still read. */
export type TenantShare = {
  /** Empty: the process itself, the operator, and requests without a key. */
  readonly organizationId: string;
  /** Bytes of rows that may still be read for one answer. */
  rowBytesLeft: number;
};

/** Statements of the process itself: upkeep, workers, commands. */
export const PROCESS_SHARE: TenantShare = { organizationId: '', rowBytesLeft: Number.POSITIVE_INFINITY };

/** More bytes of rows were read for one answer than may be. */
export class RowsTooLargeError extends Error {
  override readonly name = 'RowsTooLargeError';
}

/** Pools below this size are shared in turn only: a part of them would be none. */
const DIVISIBLE_FROM = 4;

/** Shares connections by organization. Some of the pool stay out of it, for reads and writes that share a connection: these are
 *  brief, and no organization can make them wait for its slow statements. Its queue has no bound: a request is refused before it
 *  begins, and then goes on. */
export function createConnectionGate(connectionsMax: number, waitMaxMs: number): FairGate {
  const slotsMax = withoutQuarter(connectionsMax);
  return new FairGate({
    slotsMax,
    aloneMax: withoutQuarter(slotsMax),
    sharedMax: Math.max(1, Math.floor(slotsMax / 2)),
    queueMax: Number.POSITIVE_INFINITY,
    waitMaxMs,
  });
}

const withoutQuarter = (count: number) => (count < DIVISIBLE_FROM ? count : count - Math.floor(count / 4));
