import type { Reads } from '../../../postgres/database.ts';
import type { FoundSeal } from '../../../repositories/audit-log/canonical-text.ts';
import {
  type Chain,
  selectChain,
  selectOvertaken,
  selectSeals,
} from '../../../repositories/audit-log/chain.ts';
import { selectProgress } from '../../../repositories/audit-log/seal.ts';
import { hashOf } from './text.ts';

/** How a chain can be broken. The schema's enum `AuditIntegrityViolationKind` is made from this. */
export const breakKinds = {
  ALTERED: 'The entry is not what was sealed.',
  MISSING: 'The entry was sealed and is gone.',
  UNLINKED: 'The seal does not follow the one before it: seals were replaced, exchanged, or made up.',
  MISSING_SEAL:
    'The seal of this place is gone. `entryId` is that of an entry without a seal, if there is one; else null.',
  TRUNCATED: 'The chain ends before its head: its last seals are gone, or the head is of another chain.',
  UNSEALED_INSERT:
    'The entry was put in behind the application: what is that old has a seal, and this one has none.',
  REPLACED: 'The place has another hash than `expected`: the chain up to it was rewritten.',
  BEYOND_HEAD:
    'The chain ends before a place that was asked for: the place never was, or the end of the chain was cut off together with its head.',
  PRUNED: 'Retention removed every place that was asked for: the chain begins after `prunedThrough`.',
} as const;

export type BreakKind = keyof typeof breakKinds;

export type ChainBreak = {
  readonly kind: BreakKind;
  /** Null: it has no place in the chain. */
  readonly sequence: number | null;
  /** Null: nobody can tell. */
  readonly entryId: string | null;
};

/** A place of a chain, with its hash in hexadecimal, as it was kept elsewhere. */
export type KeptPlace = { readonly sequence: number; readonly hash: string };

/** Bounds of what to look at, both included. Null: from where the chain begins; to its end. */
export type ChainRange = {
  readonly from: number | null;
  readonly to: number | null;
  /** What must be in the chain, whatever the bounds. Null: nothing is known of it. */
  readonly expected: KeptPlace | null;
};

export const WHOLE_CHAIN: ChainRange = { from: null, to: null, expected: null };

export type Verification = {
  readonly chain: Chain;
  /** How many entries are as they were sealed, up to the first that is not. */
  readonly entryCount: number;
  readonly firstViolation: ChainBreak | null;
};

/** Hashing a page takes two or three milliseconds; other requests run between pages. */
const PAGE_SIZE = 200;

/** Reads a chain a page at a time, and compares every entry within the bounds with its seal. What is not sealed yet is not looked
 *  at. A place that is asked for and is not in the chain is a break. */
export async function verifyChain(
  db: Reads,
  organizationId: string,
  range: ChainRange,
): Promise<Verification> {
  // Before the chain: what lies below has its seal by then.
  const [progress] = await db.read(selectProgress, {});
  const chain = await readChain(db, organizationId);
  const { entryCount, firstViolation } = await walk(db, { organizationId, chain, range });
  const isMoved = async () => (await readChain(db, organizationId)).anchorSequence !== chain.anchorSequence;
  // Retention took entries away while they were looked at.
  if (firstViolation && (await isMoved())) return verifyChain(db, organizationId, range);
  const found = { chain, entryCount, firstViolation };
  const { from, to } = range;
  const isWhole = firstViolation === null && from === null && to === null;
  if (!isWhole && firstViolation?.kind !== 'MISSING_SEAL') return found;
  const upTo = progress?.watermark ?? '0';
  const [unsealed] = await db.read(selectOvertaken, { organizationId, upTo });
  const entryId = unsealed?.id ?? null;
  if (firstViolation) return { ...found, firstViolation: { ...firstViolation, entryId } };
  if (entryId === null) return found;
  return { ...found, firstViolation: { kind: 'UNSEALED_INSERT', sequence: null, entryId } };
}

/** Counts the entries that a verification would read. */
export async function countLinks(
  db: Reads,
  organizationId: string,
  { from, to }: ChainRange,
): Promise<number> {
  const { anchorSequence, sequence } = await readChain(db, organizationId);
  const [anchor, head] = [Number(anchorSequence), Number(sequence)];
  return Math.max(0, Math.min(to ?? head, head) - Math.max(from ?? 1, anchor + 1) + 1);
}

const HASH_LENGTH = 32;

/** A chain without a link, as each begins. */
const NO_CHAIN: Chain = {
  sequence: '0',
  hash: Buffer.alloc(HASH_LENGTH),
  anchorSequence: '0',
  anchorHash: Buffer.alloc(HASH_LENGTH),
  sealedAt: null,
};

async function readChain(db: Reads, organizationId: string): Promise<Chain> {
  const [chain = NO_CHAIN] = await db.read(selectChain, { organizationId });
  return chain;
}

type Walk = {
  readonly organizationId: string;
  readonly chain: Chain;
  readonly range: ChainRange;
};

type Walked = Pick<Verification, 'entryCount' | 'firstViolation'>;

async function walk(db: Reads, walk: Walk): Promise<Walked> {
  const misplaced = await findMisplaced(db, walk);
  if (misplaced?.kind === 'REPLACED') return { entryCount: 0, firstViolation: misplaced };
  const walked = await walkLinks(db, walk);
  return { ...walked, firstViolation: walked.firstViolation ?? misplaced };
}

/** What was asked for and is not in the chain, by its head and its anchor, or has another hash there. */
async function findMisplaced(
  db: Reads,
  { organizationId, chain, range: { from, to, expected } }: Walk,
): Promise<ChainBreak | null> {
  const [anchor, head] = [Number(chain.anchorSequence), Number(chain.sequence)];
  const broken = (kind: BreakKind, sequence: number) => ({ kind, sequence, entryId: null });
  const kept = expected && (await hashAt(db, organizationId, chain, expected.sequence));
  if (expected && kept && kept !== expected.hash) return broken('REPLACED', expected.sequence);
  // A check that continues a former one may find nothing new.
  const first = from !== null && from - 1 !== expected?.sequence ? from : 0;
  if (Math.max(first, to ?? 0, expected?.sequence ?? 0) > head) return broken('BEYOND_HEAD', head + 1);
  if (Math.min(to ?? head, expected?.sequence ?? head) < anchor || (to !== null && to === anchor))
    return broken('PRUNED', anchor);
  return null;
}

/** Null: the chain has no seal there. */
async function hashAt(
  db: Reads,
  organizationId: string,
  { anchorSequence, anchorHash }: Chain,
  sequence: number,
): Promise<string | null> {
  if (sequence === Number(anchorSequence)) return anchorHash.toString('hex');
  const stretch = { after: String(sequence - 1), upTo: String(sequence), limit: 1 };
  const [seal] = await db.read(selectSeals, { organizationId, ...stretch });
  return seal?.hash ?? null;
}

async function walkLinks(db: Reads, { organizationId, chain, range }: Walk): Promise<Walked> {
  const [anchor, head] = [Number(chain.anchorSequence), Number(chain.sequence)];
  const first = Math.max(range.from ?? 1, anchor + 1);
  const last = Math.min(range.to ?? head, head);
  let previousHash = first === anchor + 1 ? chain.anchorHash.toString('hex') : null;
  if (range.expected?.sequence === first - 1) previousHash = range.expected.hash;
  let sequence = first;
  const broken = (kind: BreakKind, entryId: string | null): Walked => ({
    entryCount: sequence - first,
    firstViolation: { kind, sequence, entryId },
  });
  for await (const seal of sealsOf(db, { organizationId, after: first - 1, upTo: last })) {
    if (Number(seal.sequence) !== sequence) return broken('MISSING_SEAL', null);
    const kind = breakOf(seal, previousHash ?? seal.previousHash);
    if (kind) return broken(kind, seal.sealedEntryId);
    previousHash = seal.hash;
    sequence += 1;
  }
  if (sequence <= last) return broken('TRUNCATED', null);
  const entryCount = Math.max(sequence - first, 0);
  const fits = last < head || first > head || previousHash === chain.hash.toString('hex');
  if (!fits) return { entryCount, firstViolation: { kind: 'TRUNCATED', sequence: head, entryId: null } };
  return { entryCount, firstViolation: await breakBeyond(db, organizationId, chain) };
}

/** Seals and the head of their chain are written together: a seal behind the head tells that the head was set back. */
async function breakBeyond(db: Reads, organizationId: string, chain: Chain): Promise<ChainBreak | null> {
  const after = chain.sequence;
  const upTo = String(BigInt(after) + 1n);
  const [beyond] = await db.read(selectSeals, { organizationId, after, upTo, limit: 1 });
  if (!beyond || (await readChain(db, organizationId)).sequence !== after) return null;
  return { kind: 'TRUNCATED', sequence: Number(beyond.sequence), entryId: beyond.sealedEntryId };
}

/** What is wrong with a seal, or its entry, that follows a link with this hash. Null: nothing. */
export function breakOf(seal: FoundSeal, previousHash: string): BreakKind | null {
  if (seal.previousHash !== previousHash) return 'UNLINKED';
  if (!seal.isThere) return 'MISSING';
  return hashOf(seal, seal).toString('hex') === seal.hash ? null : 'ALTERED';
}

type PositionRange = { readonly organizationId: string; readonly after: number; readonly upTo: number };

/** The seals of a stretch of a chain, one page of them at a time in memory. */
export async function* sealsOf(
  db: Reads,
  { organizationId, after, upTo }: PositionRange,
): AsyncGenerator<FoundSeal> {
  for (let reached = after; reached < upTo; reached += PAGE_SIZE) {
    const stretch = { after: String(reached), upTo: String(upTo), limit: PAGE_SIZE };
    yield* await db.read(selectSeals, { organizationId, ...stretch });
  }
}
