import { Logger } from 'graphile-worker';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { installQueue } from '../../src/postgres/job-queue.ts';
import { createPool } from '../../src/postgres/pool.ts';
import { createTestDatabase } from '../support/database/test-database.ts';

/** What a pooler in transaction mode does: sessions of PostgreSQL outlive the connections that they were lent to. */
function keepSessions(pool: pg.Pool): () => Promise<unknown> {
  const kept: (() => Promise<void>)[] = [];
  pool.on('connect', (client) => {
    const end = client.end.bind(client);
    kept.push(() => end());
    client.end = async (after?: (error: Error) => void) => queueMicrotask(() => after?.(new Error()));
  });
  return () => Promise.all(kept.map((end) => end()));
}

test('the lock for the installation of the queue is not left in the session of a pooler', async () => {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.url, connectionsMax: 3 });
  const endSessions = keepSessions(pool);
  try {
    await installQueue(pool, new Logger(() => () => {}));
    expect(await database.query('SELECT count(*)::int FROM graphile_worker.jobs')).toEqual([{ count: 0 }]);
    const locks = `SELECT mode FROM pg_locks
      WHERE (locktype = 'advisory' OR relation = 'webhook_delivery'::regclass) AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    expect(await database.query(locks)).toEqual([]);
  } finally {
    await endSessions();
    await database.drop();
  }
});
