import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createServer, type Server } from '../../../src/app/server.ts';
import { type Answer, run, send } from '../../support/client.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database/database-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database/test-database.ts';
import { withKey } from '../../support/fixtures/idempotency.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { request } from '../../support/http/request.ts';
import { fetchOverNetwork } from '../../support/http/send.ts';
import { ReadAuditLog } from '../../support/operations/audit-log.ts';
import { GetProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { holdLock } from '../../support/process/in-flight-write.ts';
import { type TestServer, testConfig } from '../../support/server.ts';

const STATEMENT_TIMEOUT_MS = 300;
/** A statement's time, a second of silence beyond it, and a busy machine. */
const TOLD_WITHIN_MS = 2_000;
const POOL_MAX = 2;
const QUEUE_MAX = 8;

const lines: string[] = [];
let database: TestDatabase;
let proxy: DatabaseProxy;
let server: Server;
let world: World;

const doors = {
  'the API': (asked: Request) => server.fetch(asked),
  'the fast path': async (asked: Request) => fetchOverNetwork((await listening).url, asked),
};
let listening: ReturnType<Server['listen']>;

const doorOf = (name: keyof typeof doors): TestServer => ({
  database,
  listen: () => listening,
  fetch: doors[name],
});

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startDatabaseProxy(database.url);
  const env = {
    DATABASE_URL: proxy.url,
    DATABASE_POOL_MAX: `${POOL_MAX}`,
    DATABASE_QUEUE_MAX: `${QUEUE_MAX}`,
    STATEMENT_TIMEOUT_MS: `${STATEMENT_TIMEOUT_MS}`,
  };
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  server = await createServer(testConfig(database, env), { log });
  listening = server.listen();
  world = await makeWorld(doorOf('the API'));
});
afterAll(async () => {
  await server.close();
  await proxy.close();
  await database.drop();
});
const holders: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of holders.splice(0)) await end();
  await proxy.mend();
  await recovered(doorOf('the API'));
});

/** A request that uses a lost connection before the pool removes it fails. */
const recovered = (endpoint: TestServer) =>
  expect
    .poll(async () => (await send(endpoint, Viewer, {}, world.project.credentials)).status, {
      timeout: 5_000,
    })
    .toBe(200);

const hold = async (lock?: string) => {
  const held = await holdLock(database, lock);
  holders.push(held.end);
  return held;
};

const update = (endpoint: TestServer, displayName: string, headers = {}) =>
  send(
    endpoint,
    UpdateProjectConfig,
    { input: { displayName } },
    { ...world.project.credentials, ...headers },
  );

const displayName = async (): Promise<unknown> => {
  const [row] = await database.query(
    `SELECT display_name AS name FROM project WHERE id = '${world.project.id}'`,
  );
  return row?.name;
};

function expectLater({ status, headers, errors }: Answer<unknown>, reason: string): void {
  const [error] = errors;
  expect({ status, code: error?.extensions.code, reason: error?.extensions.reason }).toEqual({
    status: 503,
    code: 'UNAVAILABLE',
    reason,
  });
  expect(headers.get('retry-after')).toBe('1');
}

describe.each(['the API', 'the fast path'] as const)('on requests of %s, a server whose database', (name) => {
  test('is unavailable responds UNAVAILABLE immediately, and recovers with it', async () => {
    const endpoint = doorOf(name);
    const { credentials } = world.project;
    await run(endpoint, Viewer, {}, credentials);
    await proxy.cut();
    const begunAt = performance.now();
    const answers = await Promise.all([
      send(endpoint, Viewer, {}, credentials),
      send(endpoint, GetProject, { id: world.project.id }, world.organization.credentials),
      update(endpoint, 'never'),
      send(endpoint, ReadAuditLog, {}, world.organization.credentials),
    ]);
    expect(performance.now() - begunAt).toBeLessThan(TOLD_WITHIN_MS);
    for (const answer of answers) expectLater(answer, 'DATABASE_UNAVAILABLE');

    await proxy.mend();
    await recovered(endpoint);
    expect(await displayName()).not.toBe('never');
  });

  test('disconnects during a mutation responds UNAVAILABLE, and an Idempotency-Key prevents a second execution', async () => {
    const endpoint = doorOf(name);
    const key = withKey();
    const held = await hold();
    const cutOff = update(endpoint, `cut off ${name}`, key);
    await held.waiting();
    await proxy.cut();
    expectLater(await cutOff, 'DATABASE_UNAVAILABLE');
    await held.release();
    await proxy.mend();
    await recovered(endpoint);
    const again = await update(endpoint, `cut off ${name}`, key);
    expect(again.errors[0]?.extensions.reason).toBe('IDEMPOTENCY_KEY_IN_USE');
  });

  test('stops responding times out and replaces its connections', async () => {
    const endpoint = doorOf(name);
    await run(endpoint, Viewer, {}, world.project.credentials);
    proxy.freeze();
    const begunAt = performance.now();
    const answers = await Promise.all([
      send(endpoint, Viewer, {}, world.project.credentials),
      update(endpoint, 'never'),
    ]);
    expect(performance.now() - begunAt).toBeLessThan(2 * TOLD_WITHIN_MS);
    for (const answer of answers) expect(answer.errors[0]?.extensions.code).toBe('UNAVAILABLE');
    await proxy.mend();
    await recovered(endpoint);
  });

  test('cancels a slow statement responds 504, changes nothing and permits a retry', async () => {
    const endpoint = doorOf(name);
    const key = withKey();
    const held = await hold();
    const late = await update(endpoint, `late ${name}`, key);
    expect({ status: late.status, ...late.errors[0]?.extensions }).toMatchObject({
      status: 504,
      code: 'TIMEOUT',
      reason: 'STATEMENT_TIMEOUT',
    });
    expect(await displayName()).not.toBe(`late ${name}`);
    await held.release();
    expect((await update(endpoint, `late ${name}`, key)).status).toBe(200);
    expect(await displayName()).toBe(`late ${name}`);
  });

  test('has a full queue rejects further requests immediately and completes the others', async () => {
    const endpoint = doorOf(name);
    const read = () => send(endpoint, ReadAuditLog, {}, world.organization.credentials);
    // Prisma is loaded when it is first needed.
    await read();
    const held = await hold();
    const lent = [update(endpoint, 'one'), update(endpoint, 'two')];
    await held.waiting(POOL_MAX);
    const queued = Array.from({ length: QUEUE_MAX }, read);
    const view = () => send(endpoint, Viewer, {}, world.project.credentials);
    // The queued requests reach the queue some turns of the event loop later.
    await expect.poll(async () => (await view()).status).toBe(503);
    expectLater(await view(), 'DATABASE_BUSY');
    await held.release();
    // Each asks for several statements, and newcomers keep the queue full in the meantime.
    let isOver = false;
    const knock = async () => {
      while (!isOver) {
        await send(endpoint, Viewer, {}, world.project.credentials);
        // Who is refused at once has not let anybody else come to word.
        await sleep(20);
      }
    };
    const newcomers = Array.from({ length: QUEUE_MAX }, knock);
    const answers = await Promise.all(queued);
    await Promise.all(lent);
    isOver = true;
    await Promise.all(newcomers);
    for (const { status, errors } of answers) expect({ status, errors }).toEqual({ status: 200, errors: [] });
  });
});

describe('a server whose database is unavailable', () => {
  test('responds UNAVAILABLE on every other endpoint, and is alive but not ready', async () => {
    const endpoint = doorOf('the API');
    await proxy.cut();
    const exported = await request(endpoint, '/audit/export', { headers: world.organization.credentials });
    expect(exported.status).toBe(503);
    expect(exported.headers.get('retry-after')).toBe('1');
    expect(exported.errors[0]?.extensions.reason).toBe('DATABASE_UNAVAILABLE');
    expect((await request(endpoint, '/health/live')).status).toBe(200);
    expect((await request(endpoint, '/health/ready')).status).toBe(503);
  });

  test('responds the same for reads through Prisma, disconnected or cancelled', async () => {
    const endpoint = doorOf('the API');
    const read = () => send(endpoint, ReadAuditLog, {}, world.organization.credentials);
    expect((await read()).status).toBe(200);
    const held = await hold('LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE');
    const late = await read();
    expect({ status: late.status, code: late.errors[0]?.extensions.code }).toEqual({
      status: 504,
      code: 'TIMEOUT',
    });
    const cutOff = read();
    await held.waiting();
    await proxy.cut();
    expectLater(await cutOff, 'DATABASE_UNAVAILABLE');
  });

  test('is alive but not ready while the database is read-only, and ready afterwards', async () => {
    const endpoint = doorOf('the API');
    const ready = async () => (await request(endpoint, '/health/ready')).status;
    await database.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'cannot execute in a read-only transaction' USING ERRCODE = '25006'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON rate_count EXECUTE FUNCTION refuse();
      CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON project EXECUTE FUNCTION refuse()`);
    expect(await ready()).toBe(503);
    for (let count = 0; count < 2 * POOL_MAX; count += 1)
      expectLater(await update(endpoint, 'never'), 'DATABASE_UNAVAILABLE');
    expect((await send(endpoint, Viewer, {}, world.project.credentials)).status).toBe(200);
    await database.query('DROP FUNCTION refuse CASCADE');
    expect(await ready()).toBe(200);
    expect((await update(endpoint, 'at last')).status).toBe(200);
  });

  test('logs one line per second about it, not as an unexpected error and without a stack trace', async () => {
    const endpoint = doorOf('the API');
    await proxy.cut();
    const countLines = () =>
      lines.filter((line) => line.includes('database error while processing request')).length;
    const begunAt = performance.now();
    const before = countLines();
    for (let asked = 0; asked < 50; asked += 1) await send(endpoint, Viewer, {}, world.project.credentials);
    expect(countLines()).toBeGreaterThan(0);
    expect(countLines() - before).toBeLessThanOrEqual(1 + (performance.now() - begunAt) / 1_000);
    expect(lines.filter((line) => line.includes('unhandled error'))).toEqual([]);
  });
});
