import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SLICE_BYTES } from '../../../src/lib/turn-queue.ts';
import { createDatabase, type Database } from '../../../src/postgres/database.ts';
import { type BoundedPool, createPool } from '../../../src/postgres/pool.ts';
import type { Statement } from '../../../src/postgres/query/statement.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database/test-database.ts';

const ROW_BYTES = 1_000;
const ROWS = 5_000;
/** The largest chunk that Node.js reads at once. Its rows are parsed together. */
const CHUNK_BYTES = 64 * 1_024;

const manyRows: Statement<object, { text: string }> = {
  name: '',
  execution: 'dedicated',
  text: `SELECT repeat('x', ${ROW_BYTES}) AS text FROM generate_series(1, ${ROWS})`,
  values: () => [],
};

const shareOf = (organizationId: string) => ({ organizationId, rowBytesLeft: 100_000_000 });

let database: TestDatabase;
let pool: BoundedPool;
let db: Database;
/** Bytes of the rows that were parsed since the last look. */
let parsedBytes = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, connectionsMax: 8, isPipelined: true });
  pool.on('connect', ({ connection }) =>
    connection.on('dataRow', ({ length }: { readonly length: number }) => {
      parsedBytes += length;
    }),
  );
  db = createDatabase(pool, { prepares: false });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Returns the bytes of rows that were parsed in each turn of the event loop until the reads were done. */
async function bytesPerTurn(reads: readonly Promise<unknown>[]): Promise<readonly number[]> {
  let isDone = false;
  const done = Promise.all(reads).finally(() => {
    isDone = true;
  });
  const counts: number[] = [];
  parsedBytes = 0;
  while (!isDone) {
    await nextTurn();
    counts.push(parsedBytes);
    parsedBytes = 0;
  }
  await done;
  return counts.filter((count) => count > 0);
}

describe('the rows of a large read', () => {
  test('are parsed in slices, with other turns of the event loop in between', async () => {
    const read = db.read(manyRows, {}, shareOf('a'));
    const counts = await bytesPerTurn([read]);
    expect(await read).toHaveLength(ROWS);
    expect(counts.length).toBeGreaterThanOrEqual((ROWS * ROW_BYTES) / (SLICE_BYTES + CHUNK_BYTES));
    expect(Math.max(...counts)).toBeLessThanOrEqual(SLICE_BYTES + CHUNK_BYTES);
  });

  test('leave the connection in order, for the next statement', async () => {
    for (let asked = 0; asked < 10; asked += 1)
      expect(await db.read(manyRows, {}, shareOf('a'))).toHaveLength(ROWS);
    const limited = { organizationId: 'a', rowBytesLeft: 2_000_000 };
    await expect(db.read(manyRows, {}, limited)).rejects.toThrow('too large');
    expect(await db.read(manyRows, {}, shareOf('a'))).toHaveLength(ROWS);
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
  });
});
