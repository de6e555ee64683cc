import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDatabase, type Database, violatedUniqueIndex } from '../../../src/postgres/database.ts';
import { databaseErrorKind } from '../../../src/postgres/errors.ts';
import { type BoundedPool, createPool } from '../../../src/postgres/pool.ts';
import {
  BATCH_MAX,
  batchStatement,
  inputRows,
  ordinal,
  type WithOrdinal,
} from '../../../src/postgres/query/batch-statement.ts';
import { argumentsIn, type Statement } from '../../../src/postgres/query/statement.ts';
import { queriesOf } from '../../support/database/statements.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database/test-database.ts';
import { trackCompletion, whileLocked } from '../../support/database/transaction.ts';

type Note = { readonly id: number; readonly text: string };

const insertNote: Statement<Note, { id: number }> = {
  name: 'insert_note',
  text: 'INSERT INTO note VALUES ($1, $2) RETURNING id',
  execution: 'grouped',
  values: ({ id, text }) => [id, text],
};

const updateNote: Statement<Note, { id: number }> = {
  name: 'update_note',
  text: 'UPDATE note SET text = $2 WHERE id = $1 RETURNING id',
  execution: 'grouped',
  values: ({ id, text }) => [id, text],
};

const breakConnection: Statement<Record<string, never>, never> = {
  name: 'break_connection',
  text: 'SELECT pg_terminate_backend(pg_backend_pid())',
  execution: 'grouped',
  values: () => [],
};

const dawdle: Statement<Record<string, never>, { pg_sleep: string }> = {
  name: 'dawdle',
  text: 'SELECT pg_sleep(0.1)',
  execution: 'grouped',
  values: () => [],
};

type Asked = { readonly sender: { readonly organizationId: string }; readonly id: number };
type Answer = { readonly organizationId: string; readonly id: number };

/** Answers with two rows, and where the id is negative with none. */
const askMany = batchStatement<Asked>([])('ask', (db, argument) => {
  const organizationId = argumentsIn(argument, 'sender')('organizationId', 'text');
  const whole = sql<Answer & WithOrdinal>`select ${ordinal}, ${organizationId} as "organizationId",
    ${argument('id', 'int')} as id from ${inputRows}, generate_series(1, 2) where ${argument('id')} >= 0`;
  return { compile: () => whole.compile(db) };
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.query('CREATE TABLE note (id int PRIMARY KEY, text text)');
});
beforeEach(() => database.query('TRUNCATE note'));
afterAll(() => database.drop());

const CONNECTIONS_MAX = 5;

const openPool = () => createPool({ url: database.url, connectionsMax: CONNECTIONS_MAX, isPipelined: true });

const storedNotes = () => database.query('SELECT id, text FROM note ORDER BY id');

const transactionCount = async () => (await database.query('SELECT DISTINCT xmin::text FROM note')).length;

const insertAll = (db: Database, count: number) =>
  Promise.all(Array.from({ length: count }, (_, id) => db.write(insertNote, { id, text: 'new' })));

describe.each([
  { prepares: true, how: 'prepared' },
  { prepares: false, how: 'unprepared' },
])('$how writes', ({ prepares }) => {
  let pool: BoundedPool;
  let db: Database;
  beforeAll(async () => {
    pool = openPool();
    await pool.query('SELECT');
  });
  beforeEach(() => {
    // It remembers for a moment that somebody waited.
    db = createDatabase(pool, { prepares });
  });
  afterAll(() => pool.end());

  const HOLD_NOTE = 'SELECT FROM note WHERE id = 1 FOR UPDATE';
  const writeLate = () => trackCompletion(db.write(updateNote, { id: 1, text: 'late' }));

  test('that are concurrent share a transaction, and each gets its own rows', async () => {
    const answers = await insertAll(db, 20);
    expect(answers.map(([row]) => row?.id)).toEqual(Array.from({ length: 20 }, (_, id) => id));
    expect(await storedNotes()).toHaveLength(20);
    // Twice eight at least: the others do not wait for them long.
    expect(await transactionCount()).toBeLessThanOrEqual(6);
  });

  test('of a batch statement are batched per tenant, and each gets its own rows', async () => {
    const asked = Array.from({ length: 30 }, (_, index) => ({
      organizationId: index % 4 === 0 ? 'one' : 'other',
      id: index % 5 === 0 ? -1 : index,
    }));
    const answers: (readonly Answer[])[] = [];
    const sent = await queriesOf(async () => {
      const rows = await Promise.all(
        asked.map(({ id, organizationId }) => db.write(askMany, { sender: { organizationId }, id })),
      );
      answers.push(...rows.map((row) => row.map(({ organizationId, id }) => ({ organizationId, id }))));
    });
    expect(answers).toEqual(asked.map((args) => (args.id < 0 ? [] : [args, args])));
    const textsOf = (queries: typeof sent) =>
      queries.map(({ text }) => text).filter((text) => text.includes('generate_series'));
    expect(textsOf(sent).length).toBeLessThan(asked.length / 2);
    for (const text of textsOf(sent)) expect(text).toContain('json_to_recordset');
    const alone = await queriesOf(() => db.write(askMany, { sender: { organizationId: 'one' }, id: 1 }));
    expect(textsOf(alone)).toEqual([expect.not.stringContaining('json_to_recordset')]);
  });

  test('500 concurrent writes are all persisted, in full groups', async () => {
    // Without the timeout that a slow group is given up after, the number of groups does not depend on the speed of the machine.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await insertAll(db, 500);
    expect(await storedNotes()).toHaveLength(500);
    expect(await transactionCount()).toBe(Math.ceil(500 / BATCH_MAX));
  });

  test('that are sequential have a transaction each', async () => {
    for (const id of [1, 2, 3]) await db.write(insertNote, { id, text: 'new' });
    expect(await transactionCount()).toBe(3);
  });

  test('fail alone: a failing write does not roll back the others', async () => {
    await db.write(insertNote, { id: 3, text: 'first' });
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((id) => db.write(insertNote, { id, text: 'second' })),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(outcomes.map((outcome) => 'reason' in outcome && violatedUniqueIndex(outcome.reason))).toEqual([
      false,
      false,
      'note_pkey',
      false,
      false,
    ]);
    const texts = (await storedNotes()).map(({ text }) => text);
    expect(texts).toEqual(['second', 'second', 'first', 'second', 'second']);
  });

  test('that PostgreSQL rejects leave their connection open, alone and in a group', async () => {
    await Promise.all(Array.from({ length: CONNECTIONS_MAX }, () => pool.query('SELECT pg_sleep(0.1)')));
    await db.write(insertNote, { id: 1, text: 'first' });
    const opened: unknown[] = [];
    pool.on('connect', (client) => opened.push(client));
    await expect(db.write(insertNote, { id: 1, text: 'again' })).rejects.toThrow('note_pkey');
    const together = await Promise.allSettled(
      [1, 2].map((id) => db.write(insertNote, { id, text: 'again' })),
    );
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    await db.write(insertNote, { id: 3, text: 'afterwards' });
    expect(pool.totalCount).toBe(CONNECTIONS_MAX);
    expect(opened).toEqual([]);
  });

  test('see the changes of earlier writes of the same rows', async () => {
    await db.write(insertNote, { id: 1, text: 'first' });
    const outcomes = await Promise.all([
      db.write(updateNote, { id: 1, text: 'second' }),
      db.write(updateNote, { id: 1, text: 'third' }),
      db.write(updateNote, { id: 2, text: 'nowhere' }),
    ]);
    expect(outcomes).toEqual([[{ id: 1 }], [{ id: 1 }], []]);
    expect(await storedNotes()).toEqual([{ id: 1, text: 'third' }]);
  });

  test('are not delayed by a lock that another write of the group waits for', async () => {
    await insertAll(db, 3);
    await whileLocked({ database }, HOLD_NOTE, async (letGo) => {
      const late = writeLate();
      await Promise.all([
        db.write(updateNote, { id: 0, text: 'at once' }),
        db.write(updateNote, { id: 2, text: 'at once' }),
      ]);
      expect(late.isDone).toBe(false);
      // While one waits, those who come go by themselves.
      await db.write(insertNote, { id: 3, text: 'at once' });
      expect(late.isDone).toBe(false);
      await letGo();
      await late.done;
    });
    expect((await storedNotes()).map(({ text }) => text)).toEqual(['at once', 'late', 'at once', 'at once']);
  });

  test('that wait for a lock do not delay later writes', async () => {
    await insertAll(db, 2);
    await whileLocked({ database }, HOLD_NOTE, async (letGo) => {
      const late = writeLate();
      await nextTurn();
      await nextTurn();
      await db.write(updateNote, { id: 0, text: 'at once' });
      expect(late.isDone).toBe(false);
      await letGo();
      await late.done;
    });
  });

  test('of two processes that deadlock are all committed', async () => {
    await insertAll(db, 2);
    const other = openPool();
    try {
      const otherDb = createDatabase(other, { prepares });
      const answers = await Promise.all([
        db.write(updateNote, { id: 0, text: 'one' }),
        db.write(dawdle, {}),
        db.write(updateNote, { id: 1, text: 'one' }),
        otherDb.write(updateNote, { id: 1, text: 'other' }),
        otherDb.write(dawdle, {}),
        otherDb.write(updateNote, { id: 0, text: 'other' }),
      ]);
      expect(answers.flat()).toEqual([
        { id: 0 },
        { pg_sleep: '' },
        { id: 1 },
        { id: 1 },
        { pg_sleep: '' },
        { id: 0 },
      ]);
    } finally {
      await other.end();
    }
  });

  test('on a lost connection are rejected and rolled back, and the next ones succeed', async () => {
    const outcomes = await Promise.allSettled([
      db.write(insertNote, { id: 1, text: 'before' }),
      db.write(breakConnection, {}),
      db.write(insertNote, { id: 2, text: 'after' }),
    ]);
    for (const outcome of outcomes)
      expect('reason' in outcome && databaseErrorKind(outcome.reason)).toBe('unavailable');
    expect(await storedNotes()).toEqual([]);
    await insertAll(db, 20);
    expect(await storedNotes()).toHaveLength(20);
  });
});
