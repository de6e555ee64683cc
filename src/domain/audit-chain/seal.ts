import {
  type ChainLock,
  insertSeals,
  lockChains,
  type NewSeal,
  raiseWatermark,
  selectProgress,
  selectToSeal,
  selectWriters,
  selectWritten,
  type WrittenEntry,
} from '../../data/audit-seal.ts';
import type { EntryText } from '../../data/audit-text.ts';
import type { Scope } from '../scope.ts';
import { hashOf } from './text.ts';

/** What is hashed without a pause: whoever asks the server meanwhile waits for it, about ten milliseconds. */
const BATCH_SIZE = 250;

/** How far the log is sealed for good, and how far it has been written. */
type Progress = { readonly watermark: number; readonly written: number };

const hasNew = ({ watermark, written }: Progress) => written > watermark;

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
export function createSealer(scope: Scope): Sealer {
  let memory: Memory = { sealedTo: 0, writtenTo: 0, writers: new Map(), endedFrom: NONE_ENDED };
  const look = async () => {
    const progress = await readProgress(scope);
    memory = await lookAgain(scope, memory, progress);
    return progress;
  };
  return {
    look: async () => {
      const progress = await look();
      return hasNew(progress);
    },
    round: async (stopping) => {
      const progress = await look();
      if (!hasNew(progress)) return 0;
      const { watermark, written } = progress;
      const after = Math.max(watermark, Math.min(memory.sealedTo, memory.endedFrom));
      const settledTo = Math.min(written, ...memory.writers.values());
      const stretch = { after, upTo: written, settledTo, stopping };
      const { isWhole, sealedCount } = await sealStretch(scope, stretch);
      if (isWhole) memory = { ...memory, sealedTo: written, endedFrom: NONE_ENDED };
      return sealedCount;
    },
  };
}

/** Entries are committed in another order than they were given their positions. What is committed late is found when the
 *  transaction that wrote it has ended: then the log is read again from where it can have begun. */
async function lookAgain({ db }: Scope, memory: Memory, progress: Progress): Promise<Memory> {
  const { watermark, written } = progress;
  if (!hasNew(progress))
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

async function readProgress({ db }: Scope): Promise<Progress> {
  const [progress] = await db.read(selectProgress, {});
  if (!progress) throw new Error('The row of audit_watermark is gone: its migration makes it.');
  return { watermark: Number(progress.watermark), written: Number(progress.written) };
}

type Stretch = { readonly after: number; readonly upTo: number };
type Work = Stretch & { readonly settledTo: number; readonly stopping: AbortSignal | undefined };

/** Seals what is to be seen of a stretch of the log, and raises the watermark behind it as far as nothing can come to be there.
 *  Not whole: another sealer had one of the chains in hand, or it was stopped. */
async function sealStretch(
  scope: Scope,
  { after, upTo, settledTo, stopping }: Work,
): Promise<{ isWhole: boolean; sealedCount: number }> {
  let isWhole = true;
  let sealedCount = 0;
  for await (const batch of writtenBatches(scope, { after, upTo })) {
    const { sealed, left } = await sealBatch(scope, batch, 'skip');
    sealedCount += sealed;
    isWhole &&= left === 0;
    const last = Number(batch.at(-1)?.position);
    if (isWhole) await scope.db.write(raiseWatermark, { position: Math.min(last, settledTo) });
    if (stopping?.aborted) return { isWhole: false, sealedCount };
  }
  if (isWhole) await scope.db.write(raiseWatermark, { position: settledTo });
  return { isWhole, sealedCount };
}

async function* writtenBatches(
  { db }: Scope,
  { after, upTo }: Stretch,
): AsyncGenerator<readonly WrittenEntry[]> {
  let reached = after;
  for (;;) {
    const batch = await db.read(selectWritten, { after: reached, upTo, limit: BATCH_SIZE });
    if (batch.length > 0) yield batch;
    if (batch.length < BATCH_SIZE) return;
    reached = Number(batch.at(-1)?.position);
  }
}

/** Seals what is committed of one organization and not sealed yet, however far the sealer is. Where none has been at work for a
 *  while, its work is done first: whoever comes next has little to look through. */
export async function sealPending(scope: Scope, organizationId: string): Promise<void> {
  const found = await readProgress(scope);
  const isFarBehind = found.written - found.watermark > BATCH_SIZE;
  if (isFarBehind) await createSealer(scope).round();
  const { watermark, written } = isFarBehind ? await readProgress(scope) : found;
  for await (const batch of writtenBatches(scope, { after: watermark, upTo: written })) {
    const own = batch.filter((entry) => entry.organizationId === organizationId);
    await sealBatch(scope, own, 'wait');
  }
}

/** How many entries were sealed, and how many were left because somebody else has their chains in hand. */
async function sealBatch(
  scope: Scope,
  batch: readonly WrittenEntry[],
  lock: ChainLock,
): Promise<{ sealed: number; left: number }> {
  const open = batch.filter(({ isSealed }) => !isSealed);
  if (open.length === 0) return { sealed: 0, left: 0 };
  return scope.db.transaction(async (tx) => {
    const organizationIds = [...new Set(open.map(({ organizationId }) => organizationId))];
    const ends = new Map(
      (await lockChains(tx, organizationIds, lock)).map((end) => [end.organizationId, end]),
    );
    const ours = open.filter(({ organizationId }) => ends.has(organizationId));
    const sealedAt = scope.now();
    const seals: NewSeal[] = [];
    // Where a chain has grown since they were read, somebody else may have sealed some of them.
    const isAsFound = ours.every((entry) => entry.chainSequence === ends.get(entry.organizationId)?.sequence);
    for (const entry of isAsFound ? ours : await selectToSeal(tx, ours)) {
      const seal = sealOf(entry, ends.get(entry.organizationId), sealedAt);
      ends.set(entry.organizationId, seal);
      seals.push(seal);
    }
    if (seals.length > 0) await insertSeals(tx, seals, sealedAt);
    return { sealed: seals.length, left: open.length - ours.length };
  });
}

/** The next link of a chain. */
function sealOf(
  entry: EntryText,
  end: Pick<NewSeal, 'sequence' | 'hash'> | undefined,
  sealedAt: Date,
): NewSeal {
  if (!end) throw new Error(`The chain of ${entry.organizationId} was not locked.`);
  const sequence = String(BigInt(end.sequence) + 1n);
  const link = { sequence, previousHash: end.hash.toString('hex'), sealedAt: sealedAt.toISOString() };
  const { organizationId, id: entryId } = entry;
  return { organizationId, sequence, entryId, previousHash: end.hash, hash: hashOf(entry, link) };
}
