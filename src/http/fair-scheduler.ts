import type { Actor } from '../domain/core/actor.ts';
import { type DomainError, rateLimited } from '../domain/core/errors.ts';
import { sharedBy } from '../domain/core/request-context.ts';
import { FairGate, GateRefusal } from '../lib/fair-gate.ts';
import { turns } from '../lib/turn-queue.ts';
import type { ChargeState } from './rate-limit/rate-limiter.ts';

/** Request slots of a process: for all organizations, for the only active organization, and for each of several active ones. The last
 *  is small, so that a request of another organization does not queue behind many. */
const REQUESTS = { slotsMax: 256, aloneMax: 192, sharedMax: 8, queueMax: 4_000, waitMaxMs: 10_000 };
/** Long reads of one organization run one after another. */
const LONG_READS = { aloneMax: 1, sharedMax: 1, queueMax: 400, waitMaxMs: 30_000 };
/** An export may run for days with a slow client, so a second one of the same organization is rejected instead of queued. */
const EXPORTS = { slotsMax: 100, aloneMax: 1, sharedMax: 1, queueMax: 0, waitMaxMs: 1 };
/** Responses that clients have stopped reading are kept in memory. */
const STALLED = { slotsMax: 64, aloneMax: 8, sharedMax: 8, queueMax: 0, waitMaxMs: 1 };

/** From this cost on, a query that the GraphQL executor runs is a long read. */
const LONG_READ_POINTS = 10;

export const isLongRead = (operation: string, cost: number): boolean =>
  operation === 'query' && cost >= LONG_READ_POINTS;

/** Shares a process fairly between organizations: a bounded number of requests runs at once, the others queue. */
export type FairScheduler = ReturnType<typeof createFairScheduler>;

export function createFairScheduler(databasePoolMax: number) {
  const requests = new FairGate(REQUESTS);
  const longReads = new FairGate({ ...LONG_READS, slotsMax: Math.max(1, Math.floor(databasePoolMax / 4)) });
  const exports = new FairGate(EXPORTS);
  const stalled = new FairGate(STALLED);

  const occupy = (chargeState: ChargeState, gate: FairGate, key: string): void => {
    chargeState.slot = { gate, key, isBrief: gate === requests };
    if (gate === requests) turns.beginBrief(key);
  };

  const endBrief = ({ slot }: ChargeState): void => {
    if (!slot?.isBrief) return;
    slot.isBrief = false;
    turns.endBrief(slot.key);
  };

  const release = (chargeState: ChargeState): void => {
    const { slot } = chargeState;
    endBrief(chargeState);
    chargeState.slot = undefined;
    slot?.gate.leave(slot.key);
  };

  return {
    requests,
    longReads,
    release,
    /** Acquires a slot for a request, once: a request that turns out to be a long read moves to another slot. Undefined: it has the slot
     *  already. The promise rejects with TOO_MANY_AT_ONCE. Call `release` afterwards. */
    acquire(chargeState: ChargeState, actor: Actor, isLong: boolean): Promise<void> | undefined {
      const gate = isLong ? longReads : requests;
      if (chargeState.slot && (chargeState.slot.gate === gate || !isLong)) return undefined;
      release(chargeState);
      const key = sharedBy(actor);
      if (gate.tryEnter(key)) {
        occupy(chargeState, gate, key);
        return undefined;
      }
      const entered = gate.enter(key).then(() => occupy(chargeState, gate, key));
      return entered.catch(rejectQueued);
    },
    /** Returns the organization whose turns the response takes from now on. The request no longer delays large work of others. */
    beginLargeWrite(chargeState: ChargeState): string {
      endBrief(chargeState);
      return chargeState.slot?.key ?? '';
    },
    /** Releases the slot of a request whose client does not read its response, so that others of the organization run. False: the
     *  organization has too many such clients, and the response cannot be kept. */
    keepStalled(chargeState: ChargeState): boolean {
      const { slot } = chargeState;
      if (slot?.gate === stalled) return true;
      const key = slot?.key ?? '';
      release(chargeState);
      if (!stalled.tryEnter(key)) return false;
      occupy(chargeState, stalled, key);
      return true;
    },
    /** Reads one page of a stream in a long-read slot. */
    async readLong<Result>(actor: Actor, work: () => Promise<Result>): Promise<Result> {
      const key = sharedBy(actor);
      await longReads.enter(key).catch(rejectQueued);
      return work().finally(() => longReads.leave(key));
    },
    /** Begins an export and returns the function that ends it. Throws TOO_MANY_AT_ONCE while another one of the organization runs. */
    beginExport(actor: Actor): () => void {
      const key = sharedBy(actor);
      if (!exports.tryEnter(key)) throw exportAlreadyRunning();
      let isReleased = false;
      return () => {
        if (!isReleased) exports.leave(key);
        isReleased = true;
      };
    },
  };
}

function rejectQueued(error: unknown): never {
  if (!(error instanceof GateRefusal)) throw error;
  throw rateLimited('TOO_MANY_AT_ONCE', 'Too many requests of the organization are queued.', {
    retryAfterSeconds: 1,
  });
}

const exportAlreadyRunning = (): DomainError =>
  rateLimited('TOO_MANY_AT_ONCE', 'Another export of the organization is running.', {
    retryAfterSeconds: 1,
  });
