import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { socketUrl } from '../../src/postgres/embedded/connection.ts';
import { type Answer, projectKey, run, send } from '../support/client.ts';
import { runOn } from '../support/database/admin.ts';
import { findEmbedded, processesAt } from '../support/database/embedded.ts';
import { CreateSession } from '../support/operations/session.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER, REFUSED, STACK_TRACE } from '../support/process/server-process.ts';
import { mountSmallDisk, type SmallDisk } from '../support/process/small-disk.ts';

let disk: SmallDisk | undefined;
// Registered first and so run last, when nobody works on it any more.
afterEach(async () => {
  await disk?.unmount();
  disk = undefined;
});
const processes = useProcesses();

/** A new cluster takes about 60. */
const DISK_MB = 160;
const TRIES_MAX = 5_000;
const RECOVERY_MAX_MS = 10_000;

const startOnSmallDisk = async () => {
  disk = await mountSmallDisk(join(processes.folder, 'disk'), DISK_MB);
  const env = { DATA_DIR: join(disk.path, 'data'), RATE_LIMIT_STORE: 'memory' };
  const server = processes.launch(env);
  const endpoint = remoteServer(await server.ready());
  const key = readWelcome(server.printed).projectKey ?? '';
  return { disk, env, server, door: endpoint, credentials: projectKey(key) };
};

const sessionsOf = async (databaseUrl: string) =>
  (await runOn<{ id: string }>(databaseUrl, 'SELECT id FROM session')).map(({ id }) => id);

const urlAt = async (dataDir: string) => socketUrl((await findEmbedded(dataDir)).socketFolder);

describe('the embedded PostgreSQL', () => {
  test('on a full disk: writes get UNAVAILABLE, reads succeed, and writes succeed again once there is space', async () => {
    const { disk, env, server, door: endpoint, credentials } = await startOnSmallDisk();
    const acknowledged: string[] = [];
    const write = async (userId: string) => {
      const input = { userId, toolkitSlugs: ['github'] };
      const answer = await send(endpoint, CreateSession, { input }, credentials);
      if (answer.status === 200) acknowledged.push(answer.data?.createSession?.session.id ?? '');
      return answer;
    };
    await write('before');
    await disk.fill();
    let refused: Answer<unknown> | undefined;
    for (let tried = 0; tried < TRIES_MAX && !refused; tried += 1) {
      const answer = await write(`user-${tried}`);
      if (answer.status !== 200) refused = answer;
    }
    expect({ status: refused?.status, code: refused?.errors[0]?.extensions.code }).toEqual({
      status: 503,
      code: 'UNAVAILABLE',
    });
    await run(endpoint, Viewer, {}, credentials);

    await disk.empty();
    await expect.poll(async () => (await write('after')).status, { timeout: RECOVERY_MAX_MS }).toBe(200);
    expect(await sessionsOf(await urlAt(env.DATA_DIR))).toEqual(expect.arrayContaining(acknowledged));
    server.kill('SIGTERM');
    expect(await endOf(server)).toEqual(IN_ORDER);
  });

  test('killed on a full disk: the next start succeeds or fails with one sentence, and with space all acknowledged writes exist', async () => {
    const { disk, env, server, door: endpoint, credentials } = await startOnSmallDisk();
    const input = { userId: 'before', toolkitSlugs: ['github'] };
    const { createSession } = await run(endpoint, CreateSession, { input }, credentials);
    await disk.fill();
    server.kill('SIGKILL');
    await server.exited;
    await expect.poll(() => processesAt(disk.path), { timeout: RECOVERY_MAX_MS }).toEqual([]);

    const starved = processes.launch(env);
    const isUp = await starved.ready().then(
      () => true,
      () => false,
    );
    starved.kill('SIGTERM');
    expect(await endOf(starved)).toEqual(isUp ? IN_ORDER : REFUSED);
    expect(starved.explanation).not.toMatch(STACK_TRACE);
    if (!isUp) expect(starved.explanation).toMatch(/No space left on device/);

    await disk.empty();
    await processes.launch(env).ready();
    expect(await sessionsOf(await urlAt(env.DATA_DIR))).toContain(createSession.session.id);
  });

  test('on a read-only disk: the start fails with one sentence, and the data is unchanged', async () => {
    const { disk, env, server } = await startOnSmallDisk();
    server.kill('SIGTERM');
    await endOf(server);
    await disk.setReadOnly(true);
    const refused = processes.launch(env);
    expect(await refused.exited).toEqual(REFUSED);
    expect(refused.explanation).toMatch(/read-only file system/i);
    expect(refused.explanation).not.toMatch(STACK_TRACE);

    await disk.setReadOnly(false);
    const again = processes.launch(env);
    await again.ready();
    expect(readWelcome(again.printed).organizationKey, 'not a first start').toBeNull();
  });
});
