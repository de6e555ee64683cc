import { FairGate } from '../lib/fair-gate.ts';

/** The organization that statements run for, and its remaining read budget. */
export type TenantShare = {
  /** Empty: the process itself, the operator, and requests without a key. */
  readonly organizationId: string;
  /** Row bytes that may still be read for one response. */
  rowBytesLeft: number;
};

/** Share of the process itself: maintenance, workers, commands. */
export const PROCESS_SHARE: TenantShare = { organizationId: '', rowBytesLeft: Number.POSITIVE_INFINITY };

/** The row bytes of one response exceed the limit. */
export class RowsTooLargeError extends Error {
  override readonly name = 'RowsTooLargeError';
}

/** Smaller pools are shared in turn only, because a quarter of them is less than one connection. */
const DIVISIBLE_FROM = 4;

/** Creates the gate that shares connections between organizations. A part of the pool stays outside of it, for short
 *  reads and writes that share a connection, so that no organization can make them wait for its slow statements. Its
 *  queue is unbounded: requests are rejected before they begin, and then complete. */
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
