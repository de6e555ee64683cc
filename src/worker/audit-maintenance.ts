import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger as Log } from 'pino';
import { pruneAuditLog } from '../domain/audit-log/chain/prune.ts';
import { createSealer } from '../domain/audit-log/chain/seal.ts';
import type { RequestContext } from '../domain/core/request-context.ts';
import { MINUTE_MS } from '../lib/duration.ts';

export type AuditMaintenanceOptions = {
  readonly context: RequestContext;
  readonly log: Log;
  /** Null: nothing is ever taken out of the log. */
  readonly retentionDays: number | null;
};

/** How long an entry can be without a seal, about. */
const SEAL_MS = 1_000;
/** How long before it seals it looks. Longer than most transactions take. */
const LOOK_MS = 50;
const PRUNE_MS = 10 * MINUTE_MS;
/** While the database is away. */
const RETRY_MS = 5_000;

/** Seals what is written to the audit log, and takes out what is older than it is kept, until the signal. */
export async function runAuditMaintenance(
  { context, log, retentionDays }: AuditMaintenanceOptions,
  stopping: AbortSignal,
): Promise<void> {
  const sealer = createSealer(context);
  let pruneAt = 0;
  const pause = (ms: number) => sleep(ms, null, { signal: stopping }).catch(() => {});
  const seal = async () => {
    if (!(await sealer.refresh())) return;
    await pause(LOOK_MS);
    await sealer.round(stopping);
  };
  const workOnce = async () => {
    await seal();
    if (retentionDays === null || performance.now() < pruneAt) return;
    const prunedCount = await pruneAuditLog(context, retentionDays, stopping);
    if (prunedCount > 0) log.info({ prunedCount }, 'old entries left the audit log');
    pruneAt = performance.now() + PRUNE_MS;
  };
  while (!stopping.aborted) {
    let pauseMs = SEAL_MS;
    try {
      await workOnce();
    } catch (err) {
      log.warn({ err }, 'the sealing of the audit log failed and is tried again');
      pauseMs = RETRY_MS;
    }
    await pause(pauseMs);
  }
}
