import { DAY_MS } from '../../../lib/duration.ts';
import { pruneEntries, selectChain, selectPrunable } from '../../../repositories/audit-log/chain.ts';
import type { RequestContext } from '../../core/request-context.ts';
import { sealsOf, violationOf } from './verify.ts';

const BATCH_SIZE = 1_000;
const ORGANIZATIONS_MAX = 100;

/** Prunes sealed entries older than the retention, oldest first, and anchors each chain at the last pruned entry. Returns
 *  the number of pruned entries. Stops at an entry that does not match its seal: it and everything after it stays. After
 *  the signal, stops between two batches. */
export async function pruneAuditLog(
  context: RequestContext,
  retentionDays: number,
  stopping?: AbortSignal,
): Promise<number> {
  const before = new Date(context.now().getTime() - retentionDays * DAY_MS);
  let count = 0;
  let after = '';
  for (;;) {
    const page = await context.db.read(selectPrunable, { before, after, limit: ORGANIZATIONS_MAX });
    for (const { organizationId } of page)
      count += await pruneOrganization(context, { organizationId, before, stopping });
    if (page.length < ORGANIZATIONS_MAX || stopping?.aborted) return count;
    after = page.at(-1)?.organizationId ?? after;
  }
}

type Work = {
  readonly organizationId: string;
  readonly before: Date;
  readonly stopping: AbortSignal | undefined;
};

async function pruneOrganization(
  context: RequestContext,
  { organizationId, before, stopping }: Work,
): Promise<number> {
  let count = 0;
  while (!stopping?.aborted) {
    const upTo = await lastPrunable(context, organizationId, before);
    if (upTo === null) return count;
    const [pruned] = await context.db.write(pruneEntries, { organizationId, upTo });
    const prunedCount = Number(pruned?.count ?? 0);
    if (prunedCount === 0) return count;
    count += prunedCount;
  }
  return count;
}

/** Returns the last of the oldest entries, at most a batch, that are all older than the retention and match their seals.
 *  Null: none. */
async function lastPrunable(
  { db }: RequestContext,
  organizationId: string,
  before: Date,
): Promise<string | null> {
  const [chain] = await db.read(selectChain, { organizationId });
  if (!chain) return null;
  const anchor = Number(chain.anchorSequence);
  let previousHash = chain.anchorHash.toString('hex');
  let upTo: string | null = null;
  let sequence = anchor;
  for await (const seal of sealsOf(db, { organizationId, after: anchor, upTo: anchor + BATCH_SIZE })) {
    sequence += 1;
    if (Number(seal.sequence) !== sequence || violationOf(seal, previousHash) !== null) break;
    if (new Date(seal.createdAt) >= before) break;
    previousHash = seal.hash;
    upTo = seal.sequence;
  }
  return upTo;
}
