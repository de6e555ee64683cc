import { afterEach, describe, expect, test } from 'vitest';
import { organizationKey, projectKey, run } from '../support/client.ts';
import { type Connection, openConnection } from '../support/http/persistent-connection.ts';
import { RegenerateApiKey, RevokeApiKey, RotateApiKey, UpdateApiKey } from '../support/operations/api-key.ts';
import { GetOrganization } from '../support/operations/organization.ts';
import { startOnDatabase } from '../support/process/in-flight-write.ts';
import { metricsUrlOf, sampleOf, scrape } from '../support/process/metrics.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome } from '../support/process/remote-server.ts';
import { serverPidsOf } from '../support/process/server-pids.ts';
import { endOf, REFUSED, STACK_TRACE } from '../support/process/server-process.ts';

const processes = useProcesses();
const TWO = { SERVER_PROCESSES: '2' };
const SOON = { timeout: 10_000 };
const READY = { status: 200 };

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const connections = async (url: string, count: number): Promise<readonly Connection[]> => {
  const opened = await Promise.all(Array.from({ length: count }, () => openConnection(url)));
  cleanups.push(() => opened.map(({ close }) => close()));
  return opened;
};

const JSON_POST = (body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const readiness = (url: string) => fetch(`${url}/health/ready`).then(({ status }) => ({ status }));

describe('several processes', () => {
  test('all serve requests; when one is killed, the others continue and a new one replaces it at the same address', async () => {
    const { server, url } = await startOnDatabase(processes, { ...TWO, METRICS_PORT: '0' });
    const before = await serverPidsOf(server);
    const checkCount = async () =>
      sampleOf(await scrape(metricsUrlOf(server)), 'bailiwick_requests_total', { endpoint: 'health' });
    const [one, other] = before;
    if (!one || !other) throw new Error('There are no two processes.');
    const opened = await connections(url, 16);
    // Of both: each connection has asked after health once.
    await expect.poll(checkCount).toBe(16);
    const openCount = () => opened.filter(({ isOpen }) => isOpen).length;
    process.kill(one, 'SIGKILL');
    await expect.poll(openCount, SOON).toBeLessThan(opened.length);
    // Those that are left are with the other process.
    expect(openCount()).toBeGreaterThan(0);
    for (const { isOpen, ask } of opened)
      if (isOpen) expect((await ask('{ __typename }', {})).status).toBe(401);

    const replaced = async () => (await serverPidsOf(server)).filter((pid) => !before.includes(pid));
    await expect.poll(replaced, SOON).toHaveLength(1);
    process.kill(other, 'SIGKILL');
    await expect.poll(openCount, SOON).toBe(0);
    await expect.poll(replaced, SOON).toHaveLength(2);
    const isReady = () => readiness(url).catch(() => null);
    await expect.poll(isReady, SOON).toEqual(READY);
    // What those had counted that are gone stays counted.
    expect(await checkCount()).toBeGreaterThan(16);
    expect(server.explanation).toBe('');
    for (const pid of before) expect(server.stderr, 'the log').toContain(`"serverPid":${pid},`);
  });

  test('reject a regenerated, rotated, disabled, revoked or leaked key in every process from the response on', async () => {
    const { server, url, endpoint, credentials } = await startOnDatabase(processes, TWO);
    const key = organizationKey(readWelcome(server.printed).organizationKey ?? '');
    const { organization } = await run(endpoint, GetOrganization, {}, key);
    const clients = await connections(url, 32);
    let held = { headers: credentials, isReplaced: false };
    let isOver = false;
    const answers: { readonly mustBeRefused: boolean; readonly status: number }[] = [];
    const askOn = async ({ ask }: Connection) => {
      while (!isOver) {
        const { headers, isReplaced } = held;
        const { status } = await ask('{ viewer { kind } }', headers);
        answers.push({ mustBeRefused: isReplaced, status });
      }
    };
    const count = (status: number, mustBeRefused: boolean) =>
      answers.filter((answer) => answer.status === status && answer.mustBeRefused === mustBeRefused).length;
    const asking = Promise.all(clients.map(askOn));
    const projectId = organization.defaultProject.id;
    const regenerate = async () => {
      const { regenerateApiKey } = await run(endpoint, RegenerateApiKey, { input: { projectId } }, key);
      return regenerateApiKey.issuedKey;
    };
    const ways: readonly ((secret: string, id: string) => Promise<unknown>)[] = [
      (_secret, id) => run(endpoint, RotateApiKey, { input: { id, overlapSeconds: 0 } }, key),
      (_secret, id) => run(endpoint, UpdateApiKey, { input: { id, enabled: false } }, key),
      (_secret, id) => run(endpoint, RevokeApiKey, { input: { id } }, key),
      (secret) => endpoint.fetch(new Request(`${url}/keys/revoke`, JSON_POST({ secrets: [secret] }))),
      regenerate,
    ];
    let seen = { accepted: 0, refused: 0 };
    for (const end of [regenerate, ...ways]) {
      const { secret, apiKey } = await regenerate();
      held = { headers: projectKey(secret), isReplaced: false };
      await expect.poll(() => count(200, false), SOON).toBeGreaterThan(seen.accepted + 64);
      await end(secret, apiKey.id);
      held.isReplaced = true;
      await expect.poll(() => count(401, true), SOON).toBeGreaterThan(seen.refused + 64);
      seen = { accepted: count(200, false), refused: count(401, true) };
    }
    isOver = true;
    await asking;
    expect(answers.filter(({ mustBeRefused, status }) => mustBeRefused && status !== 401)).toEqual([]);

    const [one = 0] = await serverPidsOf(server);
    process.kill(one, 'SIGKILL');
    await expect.poll(() => clients.some(({ isOpen }) => !isOpen), SOON).toBe(true);
    expect(
      clients.some(({ isOpen }) => isOpen),
      'all were with one process',
    ).toBe(true);
  });

  test('share the counters of a rate limit: each request is counted once', async () => {
    const limit = 1_000_000;
    const { server, url, credentials } = await startOnDatabase(processes, {
      ...TWO,
      RATE_LIMIT_PER_MINUTE: `${limit}`,
      RATE_LIMIT_STORE: 'postgres',
    });
    const clients = await connections(url, 16);
    const counted: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      const ask = ({ ask }: Connection) => ask('{ viewer { rateLimit { remaining resetAt } } }', credentials);
      for (const { status, text } of await Promise.all(clients.map(ask))) {
        expect(status).toBe(200);
        counted.push(JSON.stringify(JSON.parse(text).data.viewer.rateLimit));
      }
    }
    expect(new Set(counted).size).toBe(16 * 10);

    const [one = 0] = await serverPidsOf(server);
    process.kill(one, 'SIGKILL');
    const lost = () => clients.filter(({ isOpen }) => !isOpen).length;
    await expect.poll(lost, SOON).toBeGreaterThan(0);
    expect(lost(), 'all were with one process').toBeLessThan(clients.length);
  });

  test('continue with one process left; when it ends and none can start, the primary ends with one sentence and leaves nothing running', async () => {
    const { database, server, url } = await startOnDatabase(processes, TWO);
    const [one = 0, other = 0] = await serverPidsOf(server);
    await database.query(`UPDATE _prisma_migrations SET checksum = 'changed'`);
    process.kill(one, 'SIGKILL');
    await expect.poll(() => server.stderr, SOON).toMatch(/"problem":"Migration .* was changed/);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    process.kill(other, 'SIGKILL');
    expect(await endOf(server)).toEqual(REFUSED);
    expect(server.explanation).toMatch(/^Migration .* was changed after it was applied\. .*\n$/);
    expect(server.stderr).not.toMatch(STACK_TRACE);
    await expect.poll(() => processes.remains()).toEqual([]);
  });
});
