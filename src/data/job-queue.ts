import { type Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';

/** Where the trigger of our migration looks for it, whatever the environment says. */
export const QUEUE_SCHEMA = 'graphile_worker';

/** Any number that nobody else uses for an advisory lock in this database. */
const INSTALL_LOCK = 0x0ba1_0002;

/** Makes or upgrades the queue's own schema in the database, beside ours. Several processes may do so at once. */
export async function installQueue(pool: pg.Pool, logger: Logger): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${INSTALL_LOCK})`);
    await runMigrations({ pgPool: pool, schema: QUEUE_SCHEMA, logger });
  } finally {
    // Ends the session, and with it the lock.
    client.release(true);
  }
}
