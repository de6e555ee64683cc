import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSealer, sealPending } from '../../src/domain/audit-log/chain/seal.ts';
import { verifyChain, WHOLE_CHAIN } from '../../src/domain/audit-log/chain/verify.ts';
import type { RequestContext } from '../../src/domain/core/request-context.ts';
import { sealSkipLocked } from '../../src/repositories/audit-log/seal.ts';
import { statementsOf } from '../support/database/statements.ts';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database.ts';
import { whenBlocked } from '../support/database/transaction.ts';
import { openScope, sealsOf } from '../support/fixtures/audit-log/chain.ts';

let database: TestDatabase;
let context: RequestContext;
let closeScope: () => Promise<void>;
const clients: pg.Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const opened = await openScope(database);
  context = opened.scope;
  closeScope = opened.close;
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await closeScope();
  await database.drop();
});

/** A connection with a transaction of its own. */
async function begin(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  clients.push(client);
  await client.connect();
  await client.query('BEGIN');
  return client;
}

let counter = 0;

/** Writes entries as the application does, in whatever transaction. Gives their ids. */
async function write(
  db: { query(sql: string): Promise<unknown> },
  organizationId: string,
  count = 1,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => {
    counter += 1;
    return `aud_${String(counter).padStart(16, '0')}`;
  });
  const rows = ids.map(
    (id) => `('${organizationId}', '${id}', 'org_x', 'ORGANIZATION_CREATED', 'system', '{}', now())`,
  );
  await db.query(`INSERT INTO audit_entry (organization_id, id, target_id, action, actor_kind, changes, created_at)
    VALUES ${rows.join()}`);
  return ids;
}

const organization = (name: string) => ({ id: `org_${name.padEnd(16, '0')}` });
const sealedIds = async (of: { id: string }) =>
  (await sealsOf({ database }, of)).map(({ entry_id }) => entry_id);

async function watermark(): Promise<{ reached: number; last: number }> {
  const [row] = await database.query<{ reached: number; last: number }>(`
    SELECT (SELECT position::int FROM audit_watermark) AS reached, last_value::int AS last FROM audit_entry_position_seq`);
  if (!row) throw new Error('There is one.');
  return row;
}

const isWhole = async ({ id }: { id: string }) =>
  (await verifyChain(context.db, id, WHOLE_CHAIN)).firstViolation === null;

test('the sealer seals the first entry of a database after rounds without entries', async () => {
  const first = organization('first');
  const sealer = createSealer(context);
  for (let round = 0; round < 3; round += 1) expect(await sealer.round()).toBe(0);
  const ids = await write(database, first.id);
  expect(await sealer.round()).toBe(1);
  expect(await sealedIds(first)).toEqual(ids);
});

test('the sealer seals an entry that is committed late, and does not advance the watermark before', async () => {
  const [late, early] = [organization('late'), organization('early')];
  const sealer = createSealer(context);
  await sealer.round();
  const slow = await begin();
  const slowIds = await write(slow, late.id);
  const before = await watermark();
  for (let round = 0; round < 3; round += 1) {
    const ids = await write(database, early.id, 2);
    expect(await sealer.round()).toBe(2);
    expect(await sealedIds(early)).toEqual(expect.arrayContaining(ids));
  }
  expect((await watermark()).reached).toBeLessThan(before.last);
  await write(slow, late.id);
  await slow.query('COMMIT');
  expect(await sealer.round()).toBe(2);
  expect(await sealedIds(late)).toEqual(expect.arrayContaining(slowIds));
  const { reached, last } = await watermark();
  expect(reached).toBe(last);
  expect(await isWhole(late)).toBe(true);
});

test('a new sealer finds entries that were not yet visible to another one', async () => {
  const one = organization('handover');
  const slow = await begin();
  const ids = await write(slow, one.id);
  await write(database, one.id);
  await createSealer(context).round();
  await slow.query('COMMIT');
  expect(await createSealer(context).round()).toBe(1);
  expect(await sealedIds(one)).toEqual(expect.arrayContaining(ids));
});

test('a rolled back transaction does not delay sealing', async () => {
  const one = organization('undone');
  const sealer = createSealer(context);
  const slow = await begin();
  await write(slow, one.id);
  await write(database, one.id);
  await sealer.round();
  await slow.query('ROLLBACK');
  await sealer.round();
  const { reached, last } = await watermark();
  expect(reached).toBe(last);
  expect(await sealedIds(one)).toHaveLength(1);
});

test('a locked chain is skipped and sealed later, and others are sealed', async () => {
  const [held, free] = [organization('held'), organization('free')];
  const sealer = createSealer(context);
  await write(database, held.id);
  await sealer.round();
  const somebody = await begin();
  await somebody.query(`SELECT FROM audit_chain WHERE organization_id = '${held.id}' FOR UPDATE`);
  const ids = [await write(database, held.id), await write(database, free.id)].flat();
  expect(await sealer.round()).toBe(1);
  expect(await sealedIds(free)).toHaveLength(1);
  expect((await watermark()).reached).toBeLessThan((await watermark()).last);
  await somebody.query('COMMIT');
  expect(await sealer.round()).toBe(1);
  expect([...(await sealedIds(held)), ...(await sealedIds(free))]).toEqual(expect.arrayContaining(ids));
});

test('a sealer that waited for a chain seals only entries that are still unsealed', async () => {
  const one = organization('waited');
  const ids = await write(database, one.id, 3);
  await createSealer(context).round();
  const more = await write(database, one.id, 3);
  const { reached, last } = await watermark();
  const allButTheLast = { after: reached, upTo: last - 1, organizationId: null };
  const by = {
    text: sealSkipLocked.text,
    values: sealSkipLocked.values({ ...allButTheLast, limit: 100, sealedAt: new Date() }),
  };
  await whenBlocked({ database }, { by, work: () => sealPending(context, one.id) });
  expect(await sealedIds(one)).toEqual([...ids, ...more]);
  expect(await isWhole(one)).toBe(true);
});

test('concurrent sealers, writers and verifications give each entry one position', async () => {
  const organizations = Array.from({ length: 5 }, (_, n) => organization(`many${n}`));
  const sealers = Array.from({ length: 3 }, () => createSealer(context));
  const written = new Map<string, string[]>(organizations.map(({ id }) => [id, []]));
  const writers = organizations.map(async ({ id }, n) => {
    const client = await begin();
    for (let round = 0; round < 8; round += 1) {
      const ids = await write(client, id, 7);
      await new Promise((resolve) => setTimeout(resolve, n));
      await client.query(round % 4 === 3 ? 'ROLLBACK; BEGIN' : 'COMMIT; BEGIN');
      if (round % 4 !== 3) written.get(id)?.push(...ids);
    }
    await client.query('COMMIT');
  });
  let isWriting = true;
  const sealing = sealers.map(async (sealer) => {
    while (isWriting) await sealer.round();
  });
  const pending = organizations.map(async (one) => {
    while (isWriting) await sealPending(context, one.id);
  });
  await Promise.all(writers);
  isWriting = false;
  await Promise.all([...sealing, ...pending]);
  for (const sealer of sealers) await sealer.round();
  for (const one of organizations) {
    expect((await sealedIds(one)).sort()).toEqual(written.get(one.id)?.sort());
    expect(await isWhole(one)).toBe(true);
  }
  const { reached, last } = await watermark();
  expect(reached).toBe(last);
});

test('the next round continues an interrupted one', async () => {
  const one = organization('stopped');
  const client = await begin();
  for (let n = 0; n < 3; n += 1) await write(client, one.id, 1_000);
  await client.query('COMMIT');
  const sealer = createSealer(context);
  expect(await sealer.round(AbortSignal.abort())).toBe(500);
  expect(await createSealer(context).round()).toBe(2_500);
  expect(await isWhole(one)).toBe(true);
});

test('sealed entries are not read again, and entries of later transactions are found', async () => {
  const one = organization('looked');
  const sealer = createSealer(context);
  await sealer.round();
  const before = await write(database, one.id, 600);
  expect(await sealer.refresh()).toBe(true);
  const slow = await begin();
  const late = await write(slow, one.id);
  expect(await sealer.round()).toBe(600);
  await slow.query('COMMIT');
  const sent = await statementsOf(async () => {
    expect(await sealer.round()).toBe(1);
  });
  // 500 are read at a time.
  expect(sent.filter((text) => text.includes('insert into audit_seal'))).toHaveLength(1);
  expect(await sealedIds(one)).toEqual([...before, ...late]);
  expect(await sealer.refresh()).toBe(false);
});

test('entries of transactions that end between two snapshots are sealed', async () => {
  const one = organization('between');
  const sealer = createSealer(context);
  await sealer.round();
  const slow = await begin();
  const ids = await write(slow, one.id);
  await write(database, one.id, 2);
  expect(await sealer.round()).toBe(2);
  await slow.query('COMMIT');
  await sealer.refresh();
  expect(await sealer.round()).toBe(1);
  expect(await sealedIds(one)).toEqual(expect.arrayContaining(ids));
});

test('a round costs one statement when there are no new entries, and does not wait for writers', async () => {
  const sealer = createSealer(context);
  await sealer.round();
  expect(await statementsOf(() => sealer.round())).toHaveLength(1);
});
