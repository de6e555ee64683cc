import { type Logger, runMigrations } from 'graphile-worker';
import { BEGIN_PINNED } from './connection/session.ts';
import { type BoundedPool, createPool } from './pool.ts';

export type { BoundedPool };

/** Where the trigger of our migration looks for it, whatever the environment says. */
export const QUEUE_SCHEMA = 'graphile_worker';

/** Makes or upgrades the queue's own schema in the database, beside ours. Several processes may do so at once. Meanwhile
 *  nobody writes a delivery: its job would meet a schema that is half there, and what it tells of would be undone. */
export async function installQueue(pool: BoundedPool, logger: Logger): Promise<void> {
  const client = await pool.connect();
  // Those of the given pool may all be lent to writers that wait for the lock.
  const connection = createPool({ url: pool.url, connectionsMax: 1, isPipelined: true });
  try {
    await client.query(`${BEGIN_PINNED};
      LOCK TABLE webhook_delivery IN SHARE ROW EXCLUSIVE MODE`);
    await runMigrations({ pgPool: connection, schema: QUEUE_SCHEMA, logger });
    await client.query('COMMIT');
  } finally {
    // Ends the session, and with it the lock, whatever went wrong.
    client.release(true);
    await connection.end();
  }
}
