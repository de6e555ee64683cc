import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { organizationKey, run } from '../support/client.ts';
import { processesAt } from '../support/database/embedded.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER } from '../support/process/server-process.ts';

const processes = useProcesses();
/** The server's own end, or that of a process without a handler: both are what was asked for. */
const ENDS = [IN_ORDER, { code: null, signal: 'SIGTERM' }];
const GONE_MAX_MS = 10_000;

/** Waits for a path of the test's folder that begins so. */
async function untilThere(start: string): Promise<void> {
  const parent = join(processes.folder, dirname(start));
  const isThere = async () =>
    (await readdir(parent).catch(() => [])).some((name) => name.startsWith(basename(start)));
  await expect.poll(isThere, { timeout: 30_000, interval: 1 }).toBe(true);
}

test('SIGTERM ends a start that waits for a database that accepts the connection and never responds', async () => {
  const mute = createServer();
  try {
    await once(mute.listen(0, '127.0.0.1'), 'listening');
    const address = mute.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const url = `postgresql://someone@127.0.0.1:${port}/bailiwick`;
    const server = processes.launch({ DATABASE_URL: url, SHUTDOWN_TIMEOUT_MS: '300' });
    await once(mute, 'connection');
    server.kill('SIGTERM');
    expect(ENDS).toContainEqual(await endOf(server));
    expect(server.explanation).toBe('');
  } finally {
    mute.close();
  }
});

test('SIGTERM during the start leaves nothing behind at any moment, and the next start works', async () => {
  const env = { DATA_DIR: join(processes.folder, 'data') };
  // Signs that the data is being made, and that PostgreSQL is about to start.
  for (const sign of ['data/postgres.new-', 'tmp/bailiwick-']) {
    const server = processes.launch(env);
    await untilThere(sign);
    server.kill('SIGTERM');
    expect(ENDS, sign).toContainEqual(await endOf(server));
    expect(server.explanation, sign).toBe('');
    await expect.poll(() => processesAt(processes.folder), { timeout: GONE_MAX_MS }).toEqual([]);
    expect.soft(await processes.remains(), sign).toEqual([]);
  }
  const next = processes.launch(env);
  const endpoint = remoteServer(await next.ready());
  const key = readWelcome(next.printed).organizationKey ?? '';
  expect((await run(endpoint, Viewer, {}, organizationKey(key))).viewer.kind).toBe('ORGANIZATION');
  expect((await readdir(env.DATA_DIR)).sort()).toEqual(['encryption.key', 'owner.pid', 'postgres']);
});
