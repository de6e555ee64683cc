import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../../src/postgres/database.ts';
import { type BoundedPool, createPool } from '../../../src/postgres/pool.ts';
import type { Statement } from '../../../src/postgres/query/statement.ts';
import { RowsTooLargeError, type TenantShare } from '../../../src/postgres/share.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database/test-database.ts';
import { whileLocked } from '../../support/database/transaction.ts';

const LOCK = 77;
const HOLD_LOCK = `SELECT pg_advisory_xact_lock(${LOCK})`;

const text = <Args>(sql: string, values: (args: Args) => unknown[]): Statement<Args, { text: string }> => ({
  name: '',
  text: sql,
  execution: 'dedicated',
  values,
});

/** Waits for the lock. */
const linger = text(`SELECT pg_advisory_xact_lock_shared(${LOCK})::text AS text`, () => []);
const echo = text<string>('SELECT $1::text AS text', (value) => [value]);
const pipelinedEcho: typeof echo = { ...echo, execution: 'pipelined' };
const repeat = text<{ rows: number; bytes: number }>(
  `SELECT repeat('x', $2::int) AS text FROM generate_series(1, $1::int)`,
  ({ rows, bytes }) => [rows, bytes],
);

const shareOf = (organizationId: string, rowBytesLeft = 1_000_000): TenantShare => ({
  organizationId,
  rowBytesLeft,
});

const CONNECTIONS_MAX = 10;
const QUEUE_MAX = 12;

let database: TestDatabase;
let pool: BoundedPool;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => {
  const url = database.url;
  pool = createPool({ url, connectionsMax: CONNECTIONS_MAX, queueMax: QUEUE_MAX, isPipelined: true });
  db = createDatabase(pool, { prepares: true });
});
afterEach(() => pool.end());
afterAll(() => database.drop());

const times = <Result>(count: number, make: () => Result) => Array.from({ length: count }, make);

describe('database connections', () => {
  test('are not all used by one organization: reads and transactions of others continue', async () => {
    let waiting: Promise<unknown>[] = [];
    await whileLocked({ database }, HOLD_LOCK, async (letGo) => {
      waiting = times(15, () => db.read(linger, {}, shareOf('greedy')));
      expect(pool.usedBy('greedy')).toBeLessThan(CONNECTIONS_MAX - 2);
      const [quiet] = await db.read(echo, 'quiet', shareOf('quiet'));
      expect(quiet?.text).toBe('quiet');
      expect(await db.read(pipelinedEcho, 'pipelined', shareOf('quiet'))).toEqual([{ text: 'pipelined' }]);
      expect(await db.transaction(async () => 'done', shareOf('quiet'))).toBe('done');
      await letGo();
    });
    await Promise.all(waiting);
    expect({ used: pool.usedBy('greedy'), queue: pool.queueLength }).toEqual({ used: 0, queue: 0 });
  });

  test('have a queue that rejects the organization that filled it, and not the others', async () => {
    let waiting: Promise<unknown>[] = [];
    await whileLocked({ database }, HOLD_LOCK, async (letGo) => {
      waiting = times(6 + QUEUE_MAX, () => db.read(linger, {}, shareOf('greedy')));
      expect(pool.queueLength).toBeGreaterThanOrEqual(QUEUE_MAX);
      expect(() => pool.assertQueueCapacity(() => 'greedy')).toThrow('wait for a connection');
      expect(() => pool.assertQueueCapacity(() => 'quiet')).not.toThrow();
      const quiet = await Promise.all(times(4, () => db.read(echo, 'quiet', shareOf('quiet'))));
      expect(quiet).toEqual(times(4, () => [{ text: 'quiet' }]));
      await letGo();
    });
    // Who has begun goes on.
    expect(await Promise.all(waiting)).toHaveLength(6 + QUEUE_MAX);
  });
});

describe('rows', () => {
  test('are counted for all statements of a response, and rejected during one', async () => {
    const share = shareOf('a', 10_000);
    expect(await db.read(repeat, { rows: 4, bytes: 2_000 }, share)).toHaveLength(4);
    expect(share.rowBytesLeft).toBeGreaterThan(1_000);
    expect(share.rowBytesLeft).toBeLessThan(2_000);
    await expect(db.read(repeat, { rows: 2, bytes: 1_000 }, share)).rejects.toThrow(RowsTooLargeError);
  });

  test('that are too large leave no connection in use, and statements of others complete', async () => {
    const refused = times(30, () => db.read(repeat, { rows: 5_000, bytes: 10_000 }, shareOf('a', 100_000)));
    for (const outcome of await Promise.allSettled(refused))
      expect('reason' in outcome && outcome.reason).toBeInstanceOf(RowsTooLargeError);
    expect(await db.read(echo, 'fine', shareOf('a'))).toEqual([{ text: 'fine' }]);
    expect({ used: pool.usedBy('a'), queue: pool.queueLength }).toEqual({ used: 0, queue: 0 });
  });
});
