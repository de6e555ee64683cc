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

/** What is sealed by one statement. Others who seal wait for it or leave its chains alone. */
const BATCH_SIZE = 500;

/** How far the log is sealed for good, and how far it has been written. */
type Progress = { readonly watermark: number; readonly written: number };

const hasUnsealed = ({ watermark, written }: Progress) => written > watermark;

const NONE_ENDED = Number.POSITIVE_INFINITY;

/** What a sealer remembers from one look to the next. */
type Memory = {
  /** Whatever was to be seen up to this position is sealed. */
  readonly sealedTo: number;
  /** How far the log had been written, committed or not, when it was last looked at. */
  readonly writtenTo: number;
  /** The transactions under way, each with a position below which it has written nothing. */
  readonly writers: ReadonlyMap<string, number>;
  /** From where transactions that have ended since the last round may have written, or NONE_ENDED. */
  readonly endedFrom: number;
};

export type Sealer = {
  /** Tells how far the log is written and by whom, and whether there is anything to seal. The shorter before a round, the less
   *  has been written by whoever is under way then, and the less the next round reads for the second time. */
  look(): Promise<boolean>;
  /** Looks, seals what has been committed since the last round, and gives how many entries that were. Rounds follow one another.
   *  After the signal it stops between two batches. */
  round(stopping?: AbortSignal): Promise<number>;
};

/** Gives every committed entry its place in the chain of its organization. Any number of sealers may work on one database:
 *  where one works on a chain the others leave it alone. */
export function createSealer(context: RequestContext): Sealer {
  let memory: Memory = { sealedTo: 0, writtenTo: 0, writers: new Map(), endedFrom: NONE_ENDED };
  const look = async () => {
    const progress = await readProgress(context);
    memory = await refreshProgress(context, memory, progress);
    return progress;
  };
  return {
    look: async () => {
      const progress = await look();
      return hasUnsealed(progress);
    },
    round: async (stopping) => {
      const progress = await look();
      if (!hasUnsealed(progress)) return 0;
      const { watermark, written } = progress;
      const after = Math.max(watermark, Math.min(memory.sealedTo, memory.endedFrom));
      const settledTo = Math.min(written, ...memory.writers.values());
      const stretch = { after, upTo: written, settledTo, stopping };
      const { isWhole, sealedCount } = await sealRange(context, stretch);
      if (isWhole) memory = { ...memory, sealedTo: written, endedFrom: NONE_ENDED };
      return sealedCount;
    },
  };
}

/** Entries are committed in another order than they were given their positions. What is committed late is found when the
 *  transaction that wrote it has ended: then the log is read again from where it can have begun. */
async function refreshProgress({ db }: RequestContext, memory: Memory, progress: Progress): Promise<Memory> {
  const { watermark, written } = progress;
  if (!hasUnsealed(progress))
    return { sealedTo: written, writtenTo: written, writers: new Map(), endedFrom: NONE_ENDED };
  // After that: whoever was given a position up to `written` has ended by now, or is one of these.
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
  if (!progress) throw new Error('The row of audit_watermark is gone: its migration makes it.');
  return { watermark: Number(progress.watermark), written: Number(progress.written) };
}

type Work = Pick<PositionRange, 'after' | 'upTo'> & {
  readonly settledTo: number;
  readonly stopping: AbortSignal | undefined;
};

/** Seals what is to be seen of a stretch of the log, and raises the watermark behind it as far as nothing can come to be there.
 *  Not whole: another sealer had one of the chains in hand, or it was stopped. */
async function sealRange(
  context: RequestContext,
  { after, upTo, settledTo, stopping }: Work,
): Promise<{ isWhole: boolean; sealedCount: number }> {
  let isWhole = true;
  let sealedCount = 0;
  let reached = after;
  while (reached < upTo) {
    if (reached > after && stopping?.aborted) return { isWhole: false, sealedCount };
    const batch = await sealBatch(context, sealSkipLocked, { after: reached, upTo, organizationId: null });
    sealedCount += batch.sealedCount;
    isWhole &&= batch.leftCount === 0;
    reached = Number(batch.reached);
    if (isWhole)
      await context.bookkeeping.write(advanceWatermark, { position: Math.min(reached, settledTo) });
  }
  return { isWhole, sealedCount };
}

/** Seals what is committed of one organization and not sealed yet, however far the sealer is. Where none has been at work for a
 *  while, its work is done first: whoever comes next has little to look through. */
export async function sealPending(context: RequestContext, organizationId: string): Promise<void> {
  const found = await readProgress(context);
  const isFarBehind = found.written - found.watermark > BATCH_SIZE;
  if (isFarBehind) await createSealer(context).round();
  const { watermark, written } = isFarBehind ? await readProgress(context) : found;
  let reached = watermark;
  while (reached < written) {
    const batch = await sealBatch(context, sealWaiting, { after: reached, upTo: written, organizationId });
    // What is left was sealed by whoever had the chain before, or is sealed now.
    if (batch.leftCount === 0) reached = Number(batch.reached);
  }
}

/** Seals the next entries of a stretch, and opens the chains that are not there yet. */
async function sealBatch(
  context: RequestContext,
  statement: typeof sealWaiting,
  stretch: PositionRange,
): Promise<SealedBatch> {
  const args = { ...stretch, limit: BATCH_SIZE, sealedAt: context.now() };
  const [batch] = await context.bookkeeping.write(statement, args);
  if (!batch) throw new Error('It is one row.');
  const { unchained, sealedCount } = batch;
  if (unchained.length === 0) return batch;
  await context.bookkeeping.write(createChains, { organizationIds: unchained });
  const rest = await sealBatch(context, statement, stretch);
  return { ...rest, sealedCount: sealedCount + rest.sealedCount };
}
