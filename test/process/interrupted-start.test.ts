import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { organizationKey, run } from '../support/client.ts';
import { processesAt } from '../support/embedded.ts';
import { Viewer } from '../support/operations.ts';
import { useProcesses } from '../support/processes.ts';
import { readWelcome, remoteServer } from '../support/remote.ts';
import { IN_ORDER } from '../support/server-process.ts';

const processes = useProcesses();
const GONE_MAX_MS = 10_000;

/** Waits for a path of the test's folder that begins so. */
async function untilThere(start: string): Promise<void> {
  const parent = join(processes.folder, dirname(start));
  const isThere = async () =>
    (await readdir(parent).catch(() => [])).some((name) => name.startsWith(basename(start)));
  await expect.poll(isThere, { timeout: 30_000, interval: 1 }).toBe(true);
}

test('SIGTERM during the start leaves nothing behind at any moment, and the next start works', async () => {
  const env = { DATA_DIR: join(processes.folder, 'data') };
  // Signs of: the data is being made, a folder for the socket is there, PostgreSQL starts.
  for (const sign of ['data/postgres.new-', 'tmp/bailiwick-', 'data/postgres/postmaster.pid']) {
    const server = processes.launch(env);
    await untilThere(sign);
    server.kill('SIGTERM');
    // Either the server's own end or that of a process without a handler: both are what was asked for.
    expect([IN_ORDER, { code: null, signal: 'SIGTERM' }], sign).toContainEqual(await server.exited);
    expect(server.explanation, sign).toBe('');
    await expect.poll(() => processesAt(processes.folder), { timeout: GONE_MAX_MS }).toEqual([]);
    expect.soft(await processes.remains(), sign).toEqual([]);
  }
  const next = processes.launch(env);
  const door = remoteServer(await next.ready());
  const key = readWelcome(next.printed).organizationKey ?? '';
  expect((await run(door, Viewer, {}, organizationKey(key))).viewer.kind).toBe('ORGANIZATION');
  expect((await readdir(env.DATA_DIR)).sort()).toEqual(['owner.pid', 'postgres']);
});
