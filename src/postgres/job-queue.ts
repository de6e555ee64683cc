import { type Logger, runMigrations } from 'graphile-worker';
import { BEGIN_PINNED } from './connection/session.ts';
import { type BoundedPool, createPool } from './pool.ts';

/** The schema of the job queue, hard-coded in a database trigger and independent of the environment. */
export const QUEUE_SCHEMA = 'graphile_worker';

/** Creates or upgrades the schema of the job queue. Safe to call from several processes at once. Blocks inserts into
 *  webhook_delivery meanwhile: their job would see a half-migrated schema, and the transaction of the event would be
 *  rolled back. */
export async function installQueue(pool: BoundedPool, logger: Logger): Promise<void> {
  const client = await pool.connect();
  // All connections of the given pool may be in use by writers that wait for the lock.
  const connection = createPool({ url: pool.url, connectionsMax: 1, isPipelined: true });
  try {
    await client.query(`${BEGIN_PINNED};
      LOCK TABLE webhook_delivery IN SHARE ROW EXCLUSIVE MODE`);
    await runMigrations({ pgPool: connection, schema: QUEUE_SCHEMA, logger });
    await client.query('COMMIT');
  } finally {
    // Ends the session and releases the lock, whatever failed.
    client.release(true);
    await connection.end();
  }
}
