import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../../src/postgres/database.ts';
import { databaseErrorKind } from '../../../src/postgres/errors.ts';
import { type BoundedPool, createPool } from '../../../src/postgres/pool.ts';
import type { Statement } from '../../../src/postgres/query/statement.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database/test-database.ts';
import { trackCompletion, whileLocked } from '../../support/database/transaction.ts';

type Numbered = { readonly number: number };
type Answer = Numbered & { readonly process: number };

const ask = <Args>(
  name: string,
  expression: string,
  values: Statement<Args, Answer>['values'],
): Statement<Args, Answer> => ({
  name,
  text: `SELECT ${expression} AS number, pg_backend_pid() AS process`,
  execution: 'pipelined',
  values,
});

const echo = ask<Numbered>('echo', '$1::int', ({ number }) => [number]);
const divide = ask<Numbered>('divide', '1 / $1::int', ({ number }) => [number]);
const breakOff = ask('break_off', 'pg_terminate_backend(pg_backend_pid())::int', () => []);

/** Of what PostgreSQL does not know. */
const forget = ask('forget', 'unknown_function()::int', () => []);

/** Takes so long that the next ones come before the last one is answered. */
const dawdle = ask<Numbered>('dawdle', 'length(pg_sleep(0.002)::text) + $1::int', ({ number }) => [number]);

const LOCK = 42;
const HOLD_LOCK = `SELECT pg_advisory_xact_lock(${LOCK})`;
/** Waits for the lock, if anybody has it. */
const linger = ask('linger', `length(pg_advisory_xact_lock_shared(${LOCK})::text)`, () => []);

const CONNECTIONS_MAX = 5;
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe.each([
  { prepares: true, how: 'prepared' },
  { prepares: false, how: 'unprepared' },
])('pipelined $how reads', ({ prepares }) => {
  let pool: BoundedPool;
  let db: Database;
  let opened: number;
  beforeEach(() => {
    pool = createPool({ url: database.url, connectionsMax: CONNECTIONS_MAX, isPipelined: true });
    opened = 0;
    pool.on('connect', () => {
      opened += 1;
    });
    db = createDatabase(pool, { prepares });
  });
  afterEach(async () => {
    // Who waits for nobody's answer holds no connection.
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
    expect(pool.queueLength).toBe(0);
    await pool.end();
  });

  const readAll = (count: number) => Promise.all(numbers(count).map((number) => db.read(echo, { number })));

  const readLingering = () => trackCompletion(db.read(linger, {}));

  test('that are concurrent share two connections, and each gets its own result', async () => {
    const answers = (await readAll(60)).flat();
    expect(answers.map(({ number }) => number)).toEqual(numbers(60));
    expect(new Set(answers.map(({ process }) => process)).size).toBe(2);
    expect(opened).toBe(2);
  });

  test('that are few share one connection', async () => {
    const answers = (await readAll(8)).flat();
    expect(answers.map(({ number }) => number)).toEqual(numbers(8));
    expect(opened).toBe(1);
  });

  test('that exceed the queues of two connections use the others too', async () => {
    const answers = (await readAll(500)).flat();
    expect(answers.map(({ number }) => number)).toEqual(numbers(500));
    expect(opened).toBe(CONNECTIONS_MAX);
  });

  test('complete while further reads arrive continuously', async () => {
    const answered: number[] = [];
    const askOn = async (number: number) => {
      for (let round = 0; round < 50; round += 1) {
        const [answer] = await db.read(echo, { number });
        if (answer) answered.push(answer.number);
      }
    };
    await Promise.all(numbers(16).map(askOn));
    for (const number of numbers(16)) expect(answered.filter((one) => one === number)).toHaveLength(50);
    expect(opened).toBe(2);
  });

  test('leave a connection to other work, however many arrive', async () => {
    const small = createPool({ url: database.url, connectionsMax: 2, isPipelined: true });
    const smallDb = createDatabase(small, { prepares });
    let isOver = false;
    const askOn = async (number: number) => {
      while (!isOver) await smallDb.read(dawdle, { number });
    };
    const asking = numbers(30).map(askOn);
    const { rows } = await small.query('SELECT 1 AS number').finally(() => {
      isOver = true;
    });
    await Promise.all(asking);
    expect(rows).toEqual([{ number: 1 }]);
    await small.end();
  });

  test('fail alone, and their connection stays open', async () => {
    const outcomes = await Promise.allSettled([1, 0, 1].map((number) => db.read(divide, { number })));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const again = await Promise.allSettled([0, 1].map((number) => db.read(divide, { number })));
    expect(again.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(opened).toBe(1);
  });

  test('are not delayed by a slow read before them', async () => {
    await whileLocked({ database }, HOLD_LOCK, async (letGo) => {
      const lingering = readLingering();
      const behind = await readAll(3);
      const later = await readAll(3);
      expect(lingering.isDone).toBe(false);
      expect([...behind, ...later].flat().map(({ number }) => number)).toEqual([0, 1, 2, 0, 1, 2]);
      await letGo();
      expect(await lingering.done).toHaveLength(1);
    });
  });

  test('are not delayed by several slow reads, which get a connection each', async () => {
    await whileLocked({ database }, HOLD_LOCK, async (letGo) => {
      const lingering = [readLingering(), readLingering(), readLingering()];
      const [behind] = await readAll(1);
      expect(behind).toHaveLength(1);
      expect(lingering.map(({ isDone }) => isDone)).toEqual([false, false, false]);
      await letGo();
      const answers = (await Promise.all(lingering.map(({ done }) => done))).flat();
      expect(new Set(answers.map(({ process }) => process)).size).toBe(3);
    });
  });

  test('on a lost connection are rejected, and the next ones succeed', async () => {
    const outcomes = await Promise.allSettled([
      db.read(breakOff, {}),
      db.read(echo, { number: 1 }),
      db.read(echo, { number: 2 }),
    ]);
    for (const outcome of outcomes)
      expect('reason' in outcome && databaseErrorKind(outcome.reason)).toBe('unavailable');
    expect((await readAll(20)).flat().map(({ number }) => number)).toEqual(numbers(20));
  });

  test('behind one that breaks its connection are retried on another one', async () => {
    const [useless, ...others] = await Promise.allSettled([
      db.read(forget, {}),
      db.read(echo, { number: 1 }),
      db.read(echo, { number: 2 }),
    ]);
    expect(useless?.status).toBe('rejected');
    expect(others).toMatchObject([1, 2].map((number) => ({ status: 'fulfilled', value: [{ number }] })));
    expect(opened).toBeGreaterThan(1);
  });

  test('do not return a closing connection to the pool', async () => {
    await expect(db.read(breakOff, {})).rejects.toThrow('terminating connection');
    expect(await db.read(echo, { number: 1 })).toMatchObject([{ number: 1 }]);
  });

  test('that wait for a connection are counted individually and run when one is free', async () => {
    const lent = await Promise.all(numbers(CONNECTIONS_MAX).map(() => pool.connect()));
    const reading = readAll(100);
    expect(pool.queueLength).toBe(100);
    for (const client of lent) client.release();
    expect((await reading).flat().map(({ number }) => number)).toEqual(numbers(100));
  });

  test('on a pool that is ending are rejected', async () => {
    const ending = createPool({ url: database.url, connectionsMax: CONNECTIONS_MAX, isPipelined: true });
    const endingDb = createDatabase(ending, { prepares });
    const ended = ending.end();
    const outcomes = await Promise.allSettled(numbers(20).map((number) => endingDb.read(echo, { number })));
    for (const outcome of outcomes)
      expect('reason' in outcome && String(outcome.reason)).toContain('after calling end on the pool');
    expect(ending.queueLength).toBe(0);
    await ended;
  });

  test('that get no connection in time are rejected', async () => {
    const closed = createPool({
      url: 'postgresql://nobody@127.0.0.1:1/nothing',
      connectionsMax: CONNECTIONS_MAX,
      isPipelined: true,
    });
    const nowhere = createDatabase(closed, { prepares });
    const outcomes = await Promise.allSettled(numbers(20).map((number) => nowhere.read(echo, { number })));
    for (const outcome of outcomes)
      expect('reason' in outcome && databaseErrorKind(outcome.reason)).toBe('unavailable');
    expect(closed.queueLength).toBe(0);
    await closed.end();
  });
});
