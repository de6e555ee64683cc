import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { socketUrl } from '../../src/postgres/embedded/connection.ts';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';
import { type Credentials, organizationKey, post } from '../support/client.ts';
import { runOn } from '../support/database/admin.ts';
import { startDatabaseProxy } from '../support/database/database-proxy.ts';
import { findEmbedded } from '../support/database/embedded.ts';
import { type Load, type SentRequest, startLoad } from '../support/http/load.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER, type ServerProcess } from '../support/process/server-process.ts';

const processes = useProcesses();

const CLIENT_COUNT = 16;
const POOL_MAX = 8;
const ANSWER_MAX_MS = 2_000;
const RECOVERY_MAX_MS = 5_000;
const ROUNDS = 3;

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Reads, and with every fourth request creates a project, whose name is noted once that is acknowledged. */
function ask(url: string, credentials: Credentials) {
  const created: string[] = [];
  let count = 0;
  const endpoint = remoteServer(url);
  const load = startLoad(CLIENT_COUNT, async () => {
    count += 1;
    const name = `under-load-${count}`;
    const body =
      count % 4 === 0
        ? `mutation { createProject(input: { name: "${name}" }) { project { id } } }`
        : '{ viewer { organization { id name } } }';
    const { status, headers, text, errors } = await post(
      endpoint,
      JSON.stringify({ query: body }),
      credentials,
    );
    if (count % 4 === 0 && status === 200 && errors.length === 0 && text.includes('createProject'))
      created.push(name);
    return new Response(text, { status, headers });
  });
  return { load, created };
}

function expectToldOrAnswered(asked: readonly SentRequest[]): void {
  const others = asked.filter(({ status, code, retryAfter }) => {
    const isTold = status === 503 && code === 'UNAVAILABLE' && retryAfter !== null;
    return !isTold && !(status === 200 && code === null);
  });
  expect(others).toEqual([]);
  expect(asked.filter(({ ms }) => ms > ANSWER_MAX_MS)).toEqual([]);
}

/** Since when all are answered again. Rejects when that is not so in time. */
async function recovered(load: Load, since: number): Promise<void> {
  const answered = () => load.asked.filter(({ at, status }) => at > since && status === 200).length;
  await expect.poll(answered, { timeout: RECOVERY_MAX_MS }).toBeGreaterThan(CLIENT_COUNT);
  await sleep(200);
  const steadyFrom = performance.now();
  await load.more(2 * CLIENT_COUNT);
  const later = load.asked.filter(({ at }) => at > steadyFrom);
  expect(later.filter(({ status }) => status !== 200)).toEqual([]);
}

async function expectKept(databaseUrl: string, created: readonly string[]): Promise<void> {
  const rows = await runOn<{ name: string; records: number }>(
    databaseUrl,
    `SELECT name, (SELECT count(*)::int FROM audit_entry WHERE project_id = project.id AND action = 'PROJECT_CREATED') AS records
     FROM project WHERE NOT is_default`,
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...created]));
  expect(rows.filter(({ records }) => records !== 1)).toEqual([]);
}

const stillRuns = ({ exited }: ServerProcess) => Promise.race([exited, sleep(0, 'running')]);

describe('under load', () => {
  test(`PostgreSQL is killed and started again ${ROUNDS} times: requests fail within 2 s, succeed again within 5 s, and no acknowledged write is lost`, async () => {
    const dataDir = await processes.sharedDataDir();
    let postgres = await startEmbeddedPostgres({ dataDir, durable: true });
    cleanups.push(() => postgres.close());
    const proxy = await startDatabaseProxy(postgres.url);
    cleanups.push(() => proxy.close());
    const server = processes.launchGroup({
      DATABASE_URL: proxy.url,
      DATABASE_POOL_MAX: `${POOL_MAX}`,
      RATE_LIMIT_PER_MINUTE: '0',
    });
    const url = await server.ready();
    const { load, created } = ask(url, organizationKey(readWelcome(server.printed).organizationKey ?? ''));
    cleanups.push(() => load.stop());

    for (let round = 0; round < ROUNDS; round += 1) {
      await load.more(200);
      process.kill((await findEmbedded(dataDir)).postmasterPid, 'SIGKILL');
      await postgres.exited;
      const failedBefore = load.asked.filter(({ status }) => status === 503).length;
      await load.more(50);
      expect(load.asked.filter(({ status }) => status === 503).length).toBeGreaterThan(failedBefore);
      postgres = await startEmbeddedPostgres({ dataDir, durable: true });
      proxy.redirect(postgres.url);
      await recovered(load, performance.now());
    }
    await load.stop();
    expect(load.broken).toEqual([]);
    expectToldOrAnswered(load.asked);
    expect(await stillRuns(server)).toBe('running');
    await expectKept(postgres.url, created);
    // The queue's listener is beside the pool.
    expect(proxy.connectionCount).toBeLessThanOrEqual(POOL_MAX + 1);
    server.kill('SIGTERM');
    expect(await endOf(server)).toEqual(IN_ORDER);
  });

  test('when one process of the embedded PostgreSQL is killed, its others restart and the server continues', async () => {
    const dataDir = join(processes.folder, 'data');
    const server = processes.launch({ DATA_DIR: dataDir, RATE_LIMIT_PER_MINUTE: '0' });
    const url = await server.ready();
    const { query, socketFolder } = await findEmbedded(dataDir);
    const { load, created } = ask(url, organizationKey(readWelcome(server.printed).organizationKey ?? ''));
    cleanups.push(() => load.stop());
    await load.more(200);
    const [victim] = await query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'bailiwick' LIMIT 1`,
    );
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    await recovered(load, performance.now());
    await load.stop();
    expect(load.broken).toEqual([]);
    expectToldOrAnswered(load.asked);
    expect(load.asked.some(({ status }) => status === 503)).toBe(true);
    await expectKept(socketUrl(socketFolder), created);
    server.kill('SIGTERM');
    expect(await endOf(server)).toEqual(IN_ORDER);
  });
});
