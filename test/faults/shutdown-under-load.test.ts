import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startLoad } from '../support/http/load.ts';
import { startOnDatabase } from '../support/process/in-flight-write.ts';
import { useProcesses } from '../support/process/processes.ts';
import { takesConnections } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER } from '../support/process/server-process.ts';

const processes = useProcesses();

const CLIENT_COUNT = 16;
const DELAY_MS = 1_000;
const END_MAX_MS = 5_000;
/** How often a balancer asks whether the server is ready. */
const BEAT_MS = 20;

const QUERY = JSON.stringify({ query: '{ viewer { project { id name config { displayName } } } }' });
const MUTATION = JSON.stringify({
  query: 'mutation { updateProjectConfig(input: { displayName: "Loaded" }) { project { id } } }',
});

test.each([
  ['SIGTERM', {}],
  ['SIGTERM', { SERVER_PROCESSES: '2' }],
  ['SIGHUP', {}],
  ['SIGHUP', { SERVER_PROCESSES: '2' }],
] as const)(
  '%s under load with %j: readiness fails at once, connections close after their responses, no request is aborted, and the process exits within 5 s',
  async (signal, env) => {
    const { server, url, credentials } = await startOnDatabase(processes, {
      ...env,
      SHUTDOWN_DELAY_MS: `${DELAY_MS}`,
      RATE_LIMIT_PER_MINUTE: '0',
    });
    let askedCount = 0;
    const load = startLoad(CLIENT_COUNT, () => {
      askedCount += 1;
      const body = askedCount % 10 === 0 ? MUTATION : QUERY;
      const headers = { ...credentials, 'content-type': 'application/json' };
      return fetch(`${url}/graphql`, { method: 'POST', headers, body });
    });
    await load.more(200);

    const signalledAt = performance.now();
    server.kill(signal);
    // A balancer, which sends nobody there once it has heard.
    while ((await fetch(`${url}/health/ready`)).status === 200) await sleep(BEAT_MS);
    expect(performance.now() - signalledAt, 'heard of it').toBeLessThan(DELAY_MS / 2);
    const late = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...credentials, 'content-type': 'application/json' },
      body: QUERY,
    });
    expect({ status: late.status, connection: late.headers.get('connection') }).toEqual({
      status: 200,
      connection: 'close',
    });
    await load.stop();
    expect(performance.now() - signalledAt, 'still listening').toBeLessThan(DELAY_MS);

    expect(await endOf(server)).toEqual(IN_ORDER);
    expect(performance.now() - signalledAt).toBeLessThan(END_MAX_MS);
    expect(load.broken).toEqual([]);
    expect(load.asked.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await takesConnections(url)).toBe(false);
    expect(server.explanation).toBe('');
  },
);
