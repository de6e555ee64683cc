import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { findEmbedded, processesAt } from '../support/database/embedded.ts';
import { createTestDatabase } from '../support/database/test-database.ts';
import {
  type StartedServer,
  sendIntoLock as sendMutationIntoLock,
  startOnDatabase as startServerOnDatabase,
} from '../support/process/in-flight-write.ts';
import { type Environment, useProcesses } from '../support/process/processes.ts';
import { takesConnections } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER, isRunning, linesOf } from '../support/process/server-process.ts';

const processes = useProcesses();
/** So long that whoever waits for it instead of ending is found out. */
const PATIENT = { SHUTDOWN_TIMEOUT_MS: '600000' };
const SOON_MS = 20_000;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const startOnDatabase = (env: Environment = {}) => startServerOnDatabase(processes, env);

const sendIntoLock = async (world: StartedServer) => {
  const sent = await sendMutationIntoLock(world);
  cleanups.push(sent.end);
  return sent;
};

describe('the server shuts down in order', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)(
    'at %s: exit code 0, port closed, PostgreSQL stopped',
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

  test.each([
    ['SIGTERM', {}],
    ['SIGHUP', {}],
    ['SIGQUIT', {}],
    ['SIGHUP', { SERVER_PROCESSES: '2' }],
  ] as const)(
    'at %s with %j, after completing the request in progress and rejecting new connections',
    async (signal, env) => {
      const world = await startOnDatabase({ ...PATIENT, ...env });
      const { answer, release } = await sendIntoLock(world);
      world.server.kill(signal);
      await expect.poll(() => takesConnections(world.url), { timeout: SOON_MS }).toBe(false);
      await release();

      const { status, data, errors } = await answer;
      expect(errors).toEqual([]);
      expect(status).toBe(200);
      expect(data?.updateProjectConfig?.project.config.displayName).toBe('Written at the last moment');
      expect(await endOf(world.server)).toEqual(IN_ORDER);
      expect(await world.database.query('SELECT display_name FROM project')).toEqual([
        { display_name: 'Written at the last moment' },
      ]);
    },
  );

  test('after SHUTDOWN_TIMEOUT_MS, although a request in progress never ends', async () => {
    const world = await startOnDatabase({ SHUTDOWN_TIMEOUT_MS: '300' });
    const { answer } = await sendIntoLock(world);
    const signalledAt = performance.now();
    world.server.kill('SIGTERM');
    await Promise.allSettled([answer]);
    expect(performance.now() - signalledAt, 'the time it had').toBeGreaterThanOrEqual(300);
    expect(await endOf(world.server)).toEqual(IN_ORDER);
  });

  test('at once at a second SIGINT, although a request is in progress', async () => {
    const world = await startOnDatabase(PATIENT);
    const { answer } = await sendIntoLock(world);
    world.server.kill('SIGINT');
    await expect.poll(() => takesConnections(world.url), { timeout: SOON_MS }).toBe(false);
    // What comes within half a second is the same one, which a terminal and npm both pass on.
    await expect
      .poll(
        () => {
          world.server.kill('SIGINT');
          return isRunning(world.server);
        },
        { timeout: SOON_MS },
      )
      .toBe(false);
    expect(await endOf(world.server)).toEqual({ code: 1, signal: null });
    await Promise.allSettled([answer]);
    expect(linesOf(world.server).at(-1)).toMatchObject({ level: 40, signal: 'SIGINT' });
  });

  test('at once, although a client keeps its connection open after a response', async () => {
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

  test('at once, although a client has connected without a request, as browsers do in advance', async () => {
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

describe('a worker shuts down in order', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)('at %s', async (signal) => {
    const database = processes.keep(await createTestDatabase());
    const worker = processes.launchWorker({ DATABASE_URL: database.url });
    await expect.poll(() => worker.printed, { timeout: SOON_MS }).toBe('Bailiwick worker started.\n');
    worker.kill(signal);
    expect(await endOf(worker)).toEqual(IN_ORDER);
    expect(linesOf(worker).map(({ msg, role }) => [msg, role])).toEqual(
      ['starting', 'ready', 'stopping', 'stopped'].map((line) => [line, 'worker']),
    );
  });
});

describe('npm start', () => {
  test('forwards SIGTERM and leaves nothing running', async () => {
    const server = processes.launchNpmStart({ DATA_DIR: await processes.sharedDataDir() });
    const url = await server.ready();
    server.kill('SIGTERM');
    expect(await endOf(server)).toEqual(IN_ORDER);
    expect(await takesConnections(url)).toBe(false);
    await expect.poll(() => processes.remains()).toEqual([]);
  });

  test('ends in order at Ctrl-C in a terminal, which signals the server twice: directly and through npm', async () => {
    const server = processes.launchNpmStart({ DATA_DIR: await processes.sharedDataDir() });
    const url = await server.ready();
    server.killGroup('SIGINT');
    expect(await endOf(server)).toEqual(IN_ORDER);
    expect(await takesConnections(url)).toBe(false);
    await expect.poll(() => processes.remains()).toEqual([]);
  });

  test('ends in order when its terminal is closed', async () => {
    const server = processes.launchNpmStart({ DATA_DIR: await processes.sharedDataDir() });
    const url = await server.ready();
    server.killGroup('SIGHUP');
    await expect.poll(() => processes.remains(), { timeout: SOON_MS }).toEqual([]);
    expect(await takesConnections(url)).toBe(false);
    await server.exited;
    expect(linesOf(server).at(-1)).toMatchObject({ msg: 'stopped', signal: 'SIGHUP' });
  });
});
