import { setTimeout as sleep } from 'node:timers/promises';
import { pruneAuditLog } from '../domain/audit-log/chain/prune.ts';
import { createSealer } from '../domain/audit-log/chain/seal.ts';
import { type AppContext, createSystemContext } from '../domain/core/app-context.ts';
import { MINUTE_MS } from '../lib/duration.ts';

/** The interval of sealing: about the longest time that an entry is unsealed. */
const SEAL_MS = 1_000;
/** The delay between the check for unsealed entries and sealing, longer than most transactions take, so that they have ended. */
const SETTLE_MS = 50;
const PRUNE_MS = 10 * MINUTE_MS;
/** The delay after an error, such as a database outage. */
const RETRY_MS = 5_000;

/** Seals new audit entries and prunes those beyond the retention period, until the signal. `retentionDays` null: entries are never
 *  pruned. */
export async function runAuditMaintenance(
  app: Pick<AppContext, 'shared' | 'clock' | 'log'>,
  retentionDays: number | null,
  stopping: AbortSignal,
): Promise<void> {
  const { log } = app;
  const context = createSystemContext(app);
  const sealer = createSealer(context);
  let pruneAt = 0;
  const pause = (ms: number) => sleep(ms, null, { signal: stopping }).catch(() => {});
  const seal = async () => {
    if (!(await sealer.refresh())) return;
    await pause(SETTLE_MS);
    await sealer.round(stopping);
  };
  const workOnce = async () => {
    await seal();
    if (retentionDays === null || performance.now() < pruneAt) return;
    const prunedCount = await pruneAuditLog(context, retentionDays, stopping);
    if (prunedCount > 0) log.info({ prunedCount }, 'pruned old audit log entries');
    pruneAt = performance.now() + PRUNE_MS;
  };
  while (!stopping.aborted) {
    let pauseMs = SEAL_MS;
    try {
      await workOnce();
    } catch (err) {
      log.warn({ err }, 'failed to seal or prune the audit log, retrying');
      pauseMs = RETRY_MS;
    }
    await pause(pauseMs);
  }
}
