import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RedisProcess = {
  readonly url: string;
  /** Ends it without a word. */
  stop(): Promise<void>;
  /** Another one at the same address, with nothing in it. */
  startAgain(): Promise<void>;
};

const PROGRAM = 'redis-server';

export const isRedisInstalled = spawnSync(PROGRAM, ['--version']).status === 0;

/** A Redis of its own, which keeps nothing. */
export async function startRedis(): Promise<RedisProcess> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-redis-'));
  let child = await start(port, folder);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
    startAgain: async () => {
      child = await start(port, tmpdir());
    },
  };
}

async function start(port: number, folder: string): Promise<ChildProcess> {
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(PROGRAM, [...settings, '--dir', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of child.stdout) if (String(chunk).includes('Ready to accept connections')) break;
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
  return address.port;
}
