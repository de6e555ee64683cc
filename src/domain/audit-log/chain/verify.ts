import { turns } from '../../../lib/turn-queue.ts';
import type { Reads } from '../../../postgres/database.ts';
import type { FoundSeal } from '../../../repositories/audit-log/canonical-text.ts';
import {
  type Chain,
  selectChain,
  selectSeals,
  selectUnsealedInsert,
} from '../../../repositories/audit-log/chain.ts';
import { selectProgress } from '../../../repositories/audit-log/seal.ts';
import { hashOf } from './text.ts';

/** Kinds of violations of a chain. The enum `AuditIntegrityViolationKind` of the schema is built from this table. */
export const violationKinds = {
  ALTERED: 'The entry differs from what was sealed.',
  MISSING: 'The entry was sealed and no longer exists.',
  UNLINKED: 'The seal does not follow its predecessor: seals were replaced, exchanged or forged.',
  MISSING_SEAL:
    'The seal at this position is missing. `entryId` is the id of an entry without a seal, null if there is none.',
  TRUNCATED:
    'The chain ends before its head: its last seals are missing, or the head belongs to another chain.',
  UNSEALED_INSERT:
    'The entry is older than the newest seal but has none: it was inserted directly into the database.',
  REPLACED: 'The hash at this position differs from `expected`: the chain up to it was rewritten.',
  BEYOND_HEAD:
    'The chain ends before a requested position: the position never existed, or the end of the chain was removed together with its head.',
  PRUNED: 'Retention removed every requested position: the chain begins after `prunedThrough`.',
} as const;

export type ViolationKind = keyof typeof violationKinds;

export type ChainViolation = {
  readonly kind: ViolationKind;
  /** Null: the entry has no position in the chain. */
  readonly sequence: number | null;
  /** Null: unknown. */
  readonly entryId: string | null;
};

/** A position of a chain with its hash in hexadecimal, as stored outside of the server. */
type ExpectedLink = { readonly sequence: number; readonly hash: string };

/** Inclusive bounds of a verification. Null: from the beginning; to the end. */
export type ChainRange = {
  readonly from: number | null;
  readonly to: number | null;
  /** A position that must be in the chain, whatever the bounds. Null: none. */
  readonly expected: ExpectedLink | null;
};

export const WHOLE_CHAIN: ChainRange = { from: null, to: null, expected: null };

export type Verification = {
  readonly chain: Chain;
  /** Number of entries that match their seals, up to the first violation. */
  readonly entryCount: number;
  readonly firstViolation: ChainViolation | null;
};

const PAGE_SIZE = 200;
/** Seals that are compared in one turn of the event loop: hashing them takes less than a millisecond. */
const SEALS_PER_TURN = 25;

/** Reads a chain a page at a time, and compares every entry within the bounds with its seal. Ignores unsealed entries. A
 *  requested position that is not in the chain is a violation. */
export async function verifyChain(
  db: Reads,
  organizationId: string,
  range: ChainRange,
): Promise<Verification> {
  // Read before the chain: every entry below this watermark is sealed by then.
  const [progress] = await db.read(selectProgress, {});
  const chain = await readChain(db, organizationId);
  const { entryCount, firstViolation } = await walk(db, { organizationId, chain, range });
  const isMoved = async () => (await readChain(db, organizationId)).anchorSequence !== chain.anchorSequence;
  // Retention pruned entries during the verification.
  if (firstViolation && (await isMoved())) return verifyChain(db, organizationId, range);
  const verification = { chain, entryCount, firstViolation };
  const { from, to } = range;
  const isWholeChain = firstViolation === null && from === null && to === null;
  if (!isWholeChain && firstViolation?.kind !== 'MISSING_SEAL') return verification;
  const upTo = progress?.watermark ?? '0';
  const [unsealed] = await db.read(selectUnsealedInsert, { organizationId, upTo });
  const entryId = unsealed?.id ?? null;
  if (firstViolation) return { ...verification, firstViolation: { ...firstViolation, entryId } };
  if (entryId === null) return verification;
  return { ...verification, firstViolation: { kind: 'UNSEALED_INSERT', sequence: null, entryId } };
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

/** An empty chain. */
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

/** Returns the violation of a requested position that is not in the chain, by its head and its anchor, or has another hash.
 *  Null: none. */
async function findMisplaced(
  db: Reads,
  { organizationId, chain, range: { from, to, expected } }: Walk,
): Promise<ChainViolation | null> {
  const [anchor, head] = [Number(chain.anchorSequence), Number(chain.sequence)];
  const violation = (kind: ViolationKind, sequence: number) => ({ kind, sequence, entryId: null });
  const hash = expected && (await hashAt(db, organizationId, chain, expected.sequence));
  if (expected && hash && hash !== expected.hash) return violation('REPLACED', expected.sequence);
  // A verification that continues a previous one may find no new entries.
  const first = from !== null && from - 1 !== expected?.sequence ? from : 0;
  if (Math.max(first, to ?? 0, expected?.sequence ?? 0) > head) return violation('BEYOND_HEAD', head + 1);
  if (Math.min(to ?? head, expected?.sequence ?? head) < anchor || (to !== null && to === anchor))
    return violation('PRUNED', anchor);
  return null;
}

/** Null: the chain has no seal at this position. */
async function hashAt(
  db: Reads,
  organizationId: string,
  { anchorSequence, anchorHash }: Chain,
  sequence: number,
): Promise<string | null> {
  if (sequence === Number(anchorSequence)) return anchorHash.toString('hex');
  const range = { after: String(sequence - 1), upTo: String(sequence), limit: 1 };
  const [seal] = await db.read(selectSeals, { organizationId, ...range });
  return seal?.hash ?? null;
}

async function walkLinks(db: Reads, { organizationId, chain, range }: Walk): Promise<Walked> {
  const [anchor, head] = [Number(chain.anchorSequence), Number(chain.sequence)];
  const first = Math.max(range.from ?? 1, anchor + 1);
  const last = Math.min(range.to ?? head, head);
  let previousHash = first === anchor + 1 ? chain.anchorHash.toString('hex') : null;
  if (range.expected?.sequence === first - 1) previousHash = range.expected.hash;
  let sequence = first;
  const violationAt = (kind: ViolationKind, entryId: string | null): Walked => ({
    entryCount: sequence - first,
    firstViolation: { kind, sequence, entryId },
  });
  for await (const seal of sealsOf(db, { organizationId, after: first - 1, upTo: last })) {
    if (Number(seal.sequence) !== sequence) return violationAt('MISSING_SEAL', null);
    const kind = violationOf(seal, previousHash ?? seal.previousHash);
    if (kind) return violationAt(kind, seal.sealedEntryId);
    previousHash = seal.hash;
    sequence += 1;
  }
  if (sequence <= last) return violationAt('TRUNCATED', null);
  const entryCount = Math.max(sequence - first, 0);
  const fits = last < head || first > head || previousHash === chain.hash.toString('hex');
  if (!fits) return { entryCount, firstViolation: { kind: 'TRUNCATED', sequence: head, entryId: null } };
  return { entryCount, firstViolation: await findViolationBeyondHead(db, organizationId, chain) };
}

/** Returns a violation when there is a seal beyond the head: both are written together, so that the head was set back. */
async function findViolationBeyondHead(
  db: Reads,
  organizationId: string,
  chain: Chain,
): Promise<ChainViolation | null> {
  const after = chain.sequence;
  const upTo = String(BigInt(after) + 1n);
  const [beyond] = await db.read(selectSeals, { organizationId, after, upTo, limit: 1 });
  if (!beyond || (await readChain(db, organizationId)).sequence !== after) return null;
  return { kind: 'TRUNCATED', sequence: Number(beyond.sequence), entryId: beyond.sealedEntryId };
}

/** Returns the violation of a seal, or of its entry, that follows a link with this hash. Null: none. */
export function violationOf(seal: FoundSeal, previousHash: string): ViolationKind | null {
  if (seal.previousHash !== previousHash) return 'UNLINKED';
  if (!seal.isThere) return 'MISSING';
  return hashOf(seal, seal).toString('hex') === seal.hash ? null : 'ALTERED';
}

type PositionRange = { readonly organizationId: string; readonly after: number; readonly upTo: number };

/** Yields the seals of a range of a chain; one page of them is in memory at a time. */
export async function* sealsOf(
  db: Reads,
  { organizationId, after, upTo }: PositionRange,
): AsyncGenerator<FoundSeal> {
  for (let reached = after; reached < upTo; reached += PAGE_SIZE) {
    const range = { after: String(reached), upTo: String(upTo), limit: PAGE_SIZE };
    const page = await db.read(selectSeals, { organizationId, ...range });
    for (let from = 0; from < page.length; from += SEALS_PER_TURN) {
      await turns.next(organizationId);
      yield* page.slice(from, from + SEALS_PER_TURN);
    }
  }
}
