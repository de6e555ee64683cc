import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../../src/postgres/database.ts';
import { type BoundedPool, createPool } from '../../../src/postgres/pool.ts';
import type { Statement, StatementExecution } from '../../../src/postgres/query/statement.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database/test-database.ts';

let database: TestDatabase;
let pool: BoundedPool;
let db: Database;

/** Fails with a code, as many times as are asked for since the last `forget`; then answers. */
const FAIL = `CREATE FUNCTION fail(code text, times int) RETURNS text LANGUAGE plpgsql AS $$
  BEGIN
    IF nextval('attempt') > times THEN RETURN 'done'; END IF;
    RAISE EXCEPTION 'on purpose' USING ERRCODE = code;
  END $$`;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.query(`CREATE SEQUENCE attempt; ${FAIL}`);
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.query('ALTER SEQUENCE attempt RESTART');
  pool = createPool({ url: database.url, connectionsMax: 1, isPipelined: true });
  db = createDatabase(pool, { prepares: true });
});
afterEach(() => pool.end());

type Failure = { readonly code: string; readonly times: number };

const failing = (execution: StatementExecution): Statement<Failure, { readonly fail: string }> => ({
  name: execution,
  text: 'SELECT fail($1, $2)',
  execution,
  values: ({ code, times }) => [code, times],
});

/** Each way to speak to PostgreSQL. */
const ways: Readonly<Record<string, (failure: Failure) => Promise<unknown>>> = {
  'a pipelined read': (failure) => db.read(failing('pipelined'), failure),
  'a read': (failure) => db.read(failing('dedicated'), failure),
  'a grouped write': (failure) => db.write(failing('grouped'), failure),
  'a write': (failure) => db.write(failing('dedicated'), failure),
  'writes together': async (failure) => {
    const [first] = await Promise.all([
      // A group that is undone is done one by one.
      db.write(failing('grouped'), { ...failure, times: failure.times + 1 }),
      db.write(failing('grouped'), { ...failure, times: 0 }),
    ]);
    return first;
  },
  'a transaction': ({ code, times }) =>
    db.transaction(async (tx) => (await sql`SELECT fail(${code}, ${times}::int)`.execute(tx)).rows),
  'Prisma and the queue, which have the pool': async ({ code, times }) =>
    (await pool.query('SELECT fail($1, $2)', [code, times])).rows,
};

const session = async () =>
  (await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;

const codeOf = (error: unknown) => (error instanceof pg.DatabaseError ? error.code : error);

describe.each(Object.entries(ways))('a connection on which %s failed', (_way, ask) => {
  // That of a server that has become a standby, of rights that are gone, of statements that it no longer knows, and others.
  const ofConnection = [
    '25006',
    '42501',
    '42P01',
    '0A000',
    '26000',
    '53100',
    '54001',
    '58030',
    'XX000',
    'ZZ999',
  ];

  test.each(ofConnection)('with %s is not used again', async (code) => {
    const before = await session();
    await expect(ask({ code, times: 1 }).catch(codeOf)).resolves.toBe(code);
    expect(await session()).not.toBe(before);
    expect(pool.totalCount).toBe(1);
  });
});

const { 'Prisma and the queue, which have the pool': _, ...ours } = ways;

describe.each(Object.entries(ours))('a connection on which %s was rejected', (_way, ask) => {
  test.each(['22P02', '23505', '23503', '23514', '55P03', '57014', 'P0001'])(
    'with %s, an error of the statement only, is reused',
    async (code) => {
      const before = await session();
      await expect(ask({ code, times: 100 }).catch(codeOf)).resolves.toBe(code);
      expect(await session()).toBe(before);
    },
  );
});

describe.each(Object.entries(ours))('%s that conflicted with another transaction', (_way, ask) => {
  test.each(['40001', '40P01'])('with %s is retried on the same connection', async (code) => {
    const before = await session();
    expect(await ask({ code, times: 3 })).toMatchObject([{ fail: 'done' }]);
    expect(await session()).toBe(before);
  });

  test('fails after several conflicts', async () => {
    await expect(ask({ code: '40001', times: 1_000 }).catch(codeOf)).resolves.toBe('40001');
    const [row] = await database.query<{ attempts: number }>(
      'SELECT last_value::int AS attempts FROM attempt',
    );
    expect(row?.attempts).toBeLessThanOrEqual(10);
  });
});

test('a session that has become read-only fails one transaction, and the next one has another', async () => {
  await pool.query('SET default_transaction_read_only = on');
  const write = async () =>
    db
      .write(
        { name: 'sequence', text: `SELECT setval('attempt', 1)`, execution: 'dedicated', values: () => [] },
        {},
      )
      .then(() => 'done', codeOf);
  expect([await write(), await write()]).toEqual(['25006', 'done']);
});

test.each(['infinity', '0044-03-15 12:00:00+00 BC'])(
  'the instant %s is refused, and not read as none',
  async (text) => {
    await expect(pool.query('SELECT $1::timestamptz AS at', [text])).rejects.toThrow(
      'is not an instant in UTC',
    );
    await expect(pool.query('SELECT ARRAY[$1::timestamptz] AS at', [text])).rejects.toThrow(
      'is not an instant in UTC',
    );
  },
);

test.each(['SET DateStyle = German', `SET TimeZone = 'Asia/Kolkata'`])(
  'after %s no instant is read',
  async (set) => {
    const client = await pool.connect();
    await client.query(set);
    await expect(client.query('SELECT now() AS at')).rejects.toThrow('is not an instant in UTC');
    client.release(true);
  },
);

test('instants of the years 1 to 294276 are read to the millisecond, alone and in arrays', async () => {
  const instants = [
    '0001-01-01T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '+012026-06-01T12:00:00.120Z',
    '+275759-01-01T00:00:00.001Z',
  ];
  const { rows } = await pool.query(
    'SELECT at, ARRAY[at, NULL] AS both FROM unnest($1::timestamptz[]) AS at',
    [instants.map((text) => text.replace(/^\+0?/, '').replace('T', ' '))],
  );
  const expected = instants.map((text) => new Date(text));
  expect(rows).toEqual(expected.map((at) => ({ at, both: [at, null] })));
});
