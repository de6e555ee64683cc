import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { projectKey, send } from '../support/client.ts';
import { createTestDatabase } from '../support/database.ts';
import { findEmbedded, processesAt } from '../support/embedded.ts';
import { UpdateProjectConfig } from '../support/operations/foundation.ts';
import { type Environment, useProcesses } from '../support/processes.ts';
import { readWelcome, remoteServer, takesConnections } from '../support/remote.ts';
import { endOf, IN_ORDER } from '../support/server-process.ts';

const processes = useProcesses();
/** So long that whoever waits for it instead of ending is found out. */
const PATIENT = { SHUTDOWN_TIMEOUT_MS: '600000' };
const SOON_MS = 10_000;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A server on a database of its own, which is quicker to start than one with a PostgreSQL. */
async function startOnDatabase(env: Environment = {}) {
  const database = processes.keep(await createTestDatabase());
  const server = processes.launch({ DATABASE_URL: database.url, ...env });
  const url = await server.ready();
  const credentials = projectKey(readWelcome(server.printed).projectKey ?? '');
  return { database, server, url, door: remoteServer(url), credentials };
}

/** Sends a mutation that cannot go on before the lock is released, and returns once it waits. */
async function sendIntoLock({ database, door, credentials }: Awaited<ReturnType<typeof startOnDatabase>>) {
  const holder = new Client({ connectionString: database.url });
  // It may have been cut off together with its database.
  holder.on('error', () => {});
  await holder.connect();
  cleanups.push(() => holder.end());
  await holder.query('BEGIN');
  await holder.query('SELECT id FROM project FOR UPDATE');
  const variables = { input: { displayName: 'Written at the last moment' } };
  const answer = send(door, UpdateProjectConfig, variables, credentials);
  // Whoever cuts the request off may do so before the test looks at the answer.
  answer.catch(() => {});
  const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(() => database.query(waiting), { timeout: SOON_MS }).toHaveLength(1);
  return { answer, release: () => holder.query('ROLLBACK') };
}

describe('the server ends in order', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'at %s: with code 0, its port closed and no PostgreSQL left',
    async (signal) => {
      const dataDir = await processes.sharedDataDir();
      const server = processes.launch({ DATA_DIR: dataDir });
      const url = await server.ready();
      const { postmasterPid, socketFolder } = await findEmbedded(dataDir);
      const running = (await processesAt(dataDir)).map(({ pid }) => pid);
      expect(running).toContain(postmasterPid);
      expect(existsSync(socketFolder)).toBe(true);

      server.kill(signal);
      expect(await endOf(server)).toEqual(IN_ORDER);
      expect(await takesConnections(url)).toBe(false);
      expect(existsSync(socketFolder)).toBe(false);
      await expect.poll(() => processes.remains()).toEqual([]);
      expect((await readdir(dataDir)).sort()).toEqual(['encryption.key', 'postgres']);
      expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
      expect(server.explanation).toBe('');
    },
  );

  test('and answers a request in flight before that, while it refuses new connections', async () => {
    const world = await startOnDatabase(PATIENT);
    const { answer, release } = await sendIntoLock(world);
    world.server.kill('SIGTERM');
    await expect.poll(() => takesConnections(world.url), { timeout: SOON_MS }).toBe(false);
    await release();

    const { status, data, errors } = await answer;
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data?.updateProjectConfig.project.config.displayName).toBe('Written at the last moment');
    expect(await endOf(world.server)).toEqual(IN_ORDER);
    expect(await world.database.query('SELECT display_name FROM project')).toEqual([
      { display_name: 'Written at the last moment' },
    ]);
  });

  test('after SHUTDOWN_TIMEOUT_MS even though a request in flight never comes to its end', async () => {
    const world = await startOnDatabase({ SHUTDOWN_TIMEOUT_MS: '300' });
    const { answer } = await sendIntoLock(world);
    const signalledAt = performance.now();
    world.server.kill('SIGTERM');
    await Promise.allSettled([answer]);
    expect(performance.now() - signalledAt, 'the time it had').toBeGreaterThanOrEqual(300);
    expect(await endOf(world.server)).toEqual(IN_ORDER);
  });

  test('at once although a client keeps its connection open after an answer', async () => {
    const { server, url } = await startOnDatabase(PATIENT);
    const agent = new Agent({ keepAlive: true });
    cleanups.push(() => agent.destroy());
    const [response] = await once(get(`${url}/health/live`, { agent }), 'response');
    response.resume();
    await once(response, 'end');
    await expect.poll(() => Object.keys(agent.freeSockets)).toHaveLength(1);

    server.kill('SIGTERM');
    expect(await endOf(server)).toEqual(IN_ORDER);
  });

  test('at once although a client has connected and said nothing, as browsers do ahead of time', async () => {
    const { server, url } = await startOnDatabase(PATIENT);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    cleanups.push(() => socket.destroy());
    await once(socket, 'connect');
    // Answered after the silent connection was accepted, which the server therefore knows of.
    expect((await fetch(`${url}/health/live`)).status).toBe(200);

    server.kill('SIGTERM');
    expect(await endOf(server)).toEqual(IN_ORDER);
  });
});

describe('npm start', () => {
  test('passes SIGTERM on, and leaves nothing running', async () => {
    const server = processes.launchNpmStart({ DATA_DIR: await processes.sharedDataDir() });
    const url = await server.ready();
    server.kill('SIGTERM');
    expect(await endOf(server)).toEqual(IN_ORDER);
    expect(await takesConnections(url)).toBe(false);
    await expect.poll(() => processes.remains()).toEqual([]);
  });

  test('ends in order at Ctrl-C in a terminal, which the server hears twice: from there and from npm', async () => {
    const server = processes.launchNpmStart({ DATA_DIR: await processes.sharedDataDir() });
    const url = await server.ready();
    server.killGroup('SIGINT');
    expect(await endOf(server)).toEqual(IN_ORDER);
    expect(await takesConnections(url)).toBe(false);
    await expect.poll(() => processes.remains()).toEqual([]);
  });
});
