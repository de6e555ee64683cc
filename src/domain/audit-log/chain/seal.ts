import {
  advanceWatermark,
  createChains,
  type PositionRange,
  type SealedBatch,
  sealSkipLocked,
  sealWaiting,
  selectProgress,
  selectWriters,
} from '../../../repositories/audit-log/seal.ts';
import type { RequestContext } from '../../core/request-context.ts';

/** Entries sealed by one statement. Concurrent sealers wait for it or skip its chains. */
const BATCH_SIZE = 500;

/** Up to which position the log is completely sealed, and up to which it has been written. */
type Progress = { readonly watermark: number; readonly written: number };

const hasUnsealed = ({ watermark, written }: Progress) => written > watermark;

const NONE_ENDED = Number.POSITIVE_INFINITY;

/** The state of a sealer between rounds. */
type Memory = {
  /** Everything visible up to this position is sealed. */
  readonly sealedTo: number;
  /** The last position written, committed or not, at the last refresh. */
  readonly writtenTo: number;
  /** Transactions in progress, each with a position below which it has written nothing. */
  readonly writers: ReadonlyMap<string, number>;
  /** The lowest position that transactions which ended since the last round may have written, or NONE_ENDED. */
  readonly endedFrom: number;
};

export type Sealer = {
  /** Reads the progress of the log and its writers, and returns whether there is anything to seal. The closer before a
   *  round, the less concurrent writers have written since, and the less the next round reads again. */
  refresh(): Promise<boolean>;
  /** Refreshes, seals the entries committed since the last round, and returns their number. Rounds follow one another.
   *  After the signal, stops between two batches. */
  round(stopping?: AbortSignal): Promise<number>;
};

/** Creates a sealer, which assigns every committed entry its position in the chain of its organization. Any number of
 *  sealers may work on one database: each skips chains that another one has locked. */
export function createSealer(context: RequestContext): Sealer {
  let memory: Memory = { sealedTo: 0, writtenTo: 0, writers: new Map(), endedFrom: NONE_ENDED };
  const readMemory = async () => {
    const progress = await readProgress(context);
    memory = await refreshProgress(context, memory, progress);
    return progress;
  };
  return {
    refresh: async () => hasUnsealed(await readMemory()),
    round: async (stopping) => {
      const progress = await readMemory();
      if (!hasUnsealed(progress)) return 0;
      const { watermark, written } = progress;
      const after = Math.max(watermark, Math.min(memory.sealedTo, memory.endedFrom));
      const settledTo = Math.min(written, ...memory.writers.values());
      const range = { after, upTo: written, settledTo, stopping };
      const { isComplete, sealedCount } = await sealRange(context, range);
      if (isComplete) memory = { ...memory, sealedTo: written, endedFrom: NONE_ENDED };
      return sealedCount;
    },
  };
}

/** Updates the state. Entries are committed in another order than their positions: a late commit is found when its
 *  transaction has ended, by reading the log again from where that transaction may have begun to write. */
async function refreshProgress({ db }: RequestContext, memory: Memory, progress: Progress): Promise<Memory> {
  const { watermark, written } = progress;
  if (!hasUnsealed(progress))
    return { sealedTo: written, writtenTo: written, writers: new Map(), endedFrom: NONE_ENDED };
  // Read after the progress: every transaction that got a position up to `written` has ended by now, or is in this list.
  const present = new Set((await db.read(selectWriters, {})).map(({ transaction }) => transaction));
  const ended = [...memory.writers].filter(([transaction]) => !present.has(transaction));
  const from = Math.max(memory.writtenTo, watermark);
  return {
    sealedTo: memory.sealedTo,
    writtenTo: written,
    writers: new Map([...present].map((writer) => [writer, memory.writers.get(writer) ?? from])),
    endedFrom: Math.min(memory.endedFrom, ...ended.map(([, low]) => low)),
  };
}

async function readProgress({ db }: RequestContext): Promise<Progress> {
  const [progress] = await db.read(selectProgress, {});
  if (!progress) throw new Error('The row of audit_watermark is missing: its migration inserts it.');
  return { watermark: Number(progress.watermark), written: Number(progress.written) };
}

type Work = Pick<PositionRange, 'after' | 'upTo'> & {
  readonly settledTo: number;
  readonly stopping: AbortSignal | undefined;
};

/** Seals the visible entries of a range of the log, and advances the watermark as far as no further entry can appear.
 *  Incomplete: another sealer had locked one of the chains, or the signal stopped it. */
async function sealRange(
  context: RequestContext,
  { after, upTo, settledTo, stopping }: Work,
): Promise<{ isComplete: boolean; sealedCount: number }> {
  let isComplete = true;
  let sealedCount = 0;
  let reached = after;
  while (reached < upTo) {
    if (reached > after && stopping?.aborted) return { isComplete: false, sealedCount };
    const batch = await sealBatch(context, sealSkipLocked, { after: reached, upTo, organizationId: null });
    sealedCount += batch.sealedCount;
    isComplete &&= batch.skippedCount === 0;
    reached = Number(batch.reached);
    if (isComplete)
      await context.bookkeeping.write(advanceWatermark, { position: Math.min(reached, settledTo) });
  }
  return { isComplete, sealedCount };
}

/** Seals the committed entries of one organization, however far the sealer is. When no sealer has run for a while, runs a
 *  complete round first, so that the next caller has little to read. */
export async function sealPending(context: RequestContext, organizationId: string): Promise<void> {
  const progress = await readProgress(context);
  const isFarBehind = progress.written - progress.watermark > BATCH_SIZE;
  if (isFarBehind) await createSealer(context).round();
  const { watermark, written } = isFarBehind ? await readProgress(context) : progress;
  let reached = watermark;
  while (reached < written) {
    const batch = await sealBatch(context, sealWaiting, { after: reached, upTo: written, organizationId });
    // Skipped entries were sealed by the previous holder of the lock, or are sealed in the next iteration.
    if (batch.skippedCount === 0) reached = Number(batch.reached);
  }
}

/** Seals the next entries of a range, and creates missing chains. */
async function sealBatch(
  context: RequestContext,
  statement: typeof sealWaiting,
  range: PositionRange,
): Promise<SealedBatch> {
  const args = { ...range, limit: BATCH_SIZE, sealedAt: context.now() };
  const [batch] = await context.bookkeeping.write(statement, args);
  if (!batch) throw new Error('The seal statement returned no row.');
  const { unchained, sealedCount } = batch;
  if (unchained.length === 0) return batch;
  await context.bookkeeping.write(createChains, { organizationIds: unchained });
  const rest = await sealBatch(context, statement, range);
  return { ...rest, sealedCount: sealedCount + rest.sealedCount };
}
