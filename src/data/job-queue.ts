import { type Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { underLock } from './migrations.ts';

/** Where the trigger of our migration looks for it, whatever the environment says. */
export const QUEUE_SCHEMA = 'graphile_worker';

/** Any number that nobody else uses for an advisory lock in this database. */
const INSTALL_LOCK = 0x0ba1_0002;

/** Makes or upgrades the queue's own schema in the database, beside ours. Several processes may do so at once. */
export async function installQueue(pool: pg.Pool, logger: Logger): Promise<void> {
  await underLock(pool, INSTALL_LOCK, () => runMigrations({ pgPool: pool, schema: QUEUE_SCHEMA, logger }));
}
