import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { organizationKey, run } from '../support/client.ts';
import { findEmbedded, processesAt } from '../support/database/embedded.ts';
import { createEmptyDatabase } from '../support/database/test-database.ts';
import { GetOrganization } from '../support/operations/organization.ts';
import { sendIntoLock, startOnDatabase } from '../support/process/in-flight-write.ts';
import { metricsUrlOf, sampleOf, scrape } from '../support/process/metrics.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer, takesConnections } from '../support/process/remote-server.ts';
import { serverPidsOf } from '../support/process/server-pids.ts';
import { endOf, IN_ORDER, REFUSED, STACK_TRACE } from '../support/process/server-process.ts';

const processes = useProcesses();
const TWO = { SERVER_PROCESSES: '2' };
const SOON = { timeout: 10_000 };
const READY = { status: 200 };

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const readiness = (url: string) => fetch(`${url}/health/ready`).then(({ status }) => ({ status }));

describe('several processes', () => {
  test('start on an empty folder, print the keys once, and end with the primary, killed or stopped', async () => {
    const env = {
      ...TWO,
      DATA_DIR: join(processes.folder, 'data'),
      DATABASE_POOL_MAX: '50',
      METRICS_PORT: '0',
    };
    const first = processes.launch(env);
    const url = await first.ready();
    expect(await serverPidsOf(first)).toHaveLength(2);
    for (const _ of [0, 1]) expect(await readiness(url)).toEqual(READY);
    const scraped = () => scrape(metricsUrlOf(first));
    await expect
      .poll(async () => sampleOf(await scraped(), 'bailiwick_requests_total', { endpoint: 'health' }))
      .toBe(2);
    expect(sampleOf(await scraped(), 'bailiwick_pool_connections_max', {}), 'of three pools').toBe(150);
    const { query } = await findEmbedded(env.DATA_DIR);
    const [settings] = await query("SELECT current_setting('max_connections')::int AS max");
    expect(settings?.max, 'enough for the pools of three').toBeGreaterThan(150);
    expect(first.printed.match(/Bailiwick is ready|organization key/g)).toHaveLength(2);
    const keys = readWelcome(first.printed);
    const encryptionKey = (await readFile(join(env.DATA_DIR, 'encryption.key'), 'utf8')).trim();
    const commands = (await processesAt(processes.folder)).map(({ command }) => command).join('\n');
    expect(commands.includes('main.js') && commands.includes('postgres'), 'the commands are seen').toBe(true);
    for (const secret of [keys.organizationKey, keys.projectKey, encryptionKey]) {
      expect(first.stderr, 'the log').not.toContain(secret);
      expect(commands, 'the command lines').not.toContain(secret);
    }

    first.kill('SIGKILL');
    await expect.poll(() => processes.remains(), SOON).toEqual([]);

    const second = processes.launch(env);
    const endpoint = remoteServer(await second.ready());
    expect(readWelcome(second.printed).organizationKey).toBeNull();
    const credentials = organizationKey(keys.organizationKey ?? '');
    expect((await run(endpoint, GetOrganization, {}, credentials)).organization.name).toBe('Acme');
    second.kill('SIGTERM');
    expect(await endOf(second)).toEqual(IN_ORDER);
    await expect.poll(() => processes.remains()).toEqual([]);
    expect(second.explanation).toBe('');
  });

  test('shut down in order at Ctrl-C in a terminal, which reaches all of them, and complete requests in progress', async () => {
    const world = await startOnDatabase(processes, { ...TWO, SHUTDOWN_TIMEOUT_MS: '600000' });
    const { answer, release, end } = await sendIntoLock(world);
    cleanups.push(end);
    world.server.killGroup('SIGINT');
    await expect.poll(() => takesConnections(world.url), SOON).toBe(false);
    await release();
    expect((await answer).status).toBe(200);
    expect(await endOf(world.server)).toEqual(IN_ORDER);
    await expect.poll(() => processes.remains()).toEqual([]);
    expect(world.server.explanation).toBe('');
    expect(world.server.stderr).not.toContain('serverPid');
  });
});

describe('a start of several processes is rejected with one sentence, and leaves nothing running, when', () => {
  test('the address is in use; the next start prints the keys of the first one', async () => {
    const holder = createServer();
    cleanups.push(() => holder.close());
    await once(holder.listen(0, '127.0.0.1'), 'listening');
    const address = holder.address();
    const port = address !== null && typeof address === 'object' ? `${address.port}` : '';
    const database = processes.keep(await createEmptyDatabase());
    const server = processes.launch({ ...TWO, DATABASE_URL: database.url, PORT: port });
    expect(await endOf(server)).toEqual(REFUSED);
    expect(server.explanation).toMatch(/^.*in use.*\n$/);
    expect(server.explanation).toContain(`127.0.0.1:${port}`);
    expect(server.stderr).not.toMatch(STACK_TRACE);
    expect(server.printed).toBe('');
    expect(await database.query('SELECT id FROM organization')).toEqual([]);
    await expect.poll(() => processes.remains()).toEqual([]);
  });
});
