import type { Readiness } from '../http/endpoints/health.ts';
import { pendingMigrations } from '../postgres/migrations.ts';
import { probeWrite } from '../postgres/write-probe.ts';
import type { AppContext } from './context.ts';

/** Whether the database answers, has every migration, and takes changes. Those who ask at the same moment hear the same: however
 *  many ask, one look is under way. */
export function createReadiness(app: AppContext): Readiness {
  let probing: Promise<boolean> | undefined;
  return () => {
    probing ??= probe(app)
      .catch(() => false)
      .finally(() => {
        probing = undefined;
      });
    return probing;
  };
}

async function probe({ pool, migrations, shared }: AppContext): Promise<boolean> {
  pool.assertQueueCapacity(() => '');
  if ((await pendingMigrations(pool, migrations)).length > 0) return false;
  await probeWrite(shared.db);
  return true;
}
