import type { Readiness } from '../http/endpoints/health.ts';
import { pendingMigrations } from '../postgres/migrations.ts';
import { probeWrite } from '../postgres/write-probe.ts';
import type { OpenContext } from './context.ts';

type Probed = Pick<OpenContext, 'pool' | 'migrations' | 'shared'>;

/** Creates the readiness check: the database responds, has every migration, and accepts writes. Concurrent checks are coalesced into one
 *  probe. */
export function createReadiness(app: Probed): Readiness {
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

async function probe({ pool, migrations, shared }: Probed): Promise<boolean> {
  pool.assertQueueCapacity(() => '');
  if ((await pendingMigrations(pool, migrations)).length > 0) return false;
  await probeWrite(shared.db);
  return true;
}
