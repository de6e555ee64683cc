// What the benchmarks share: servers as processes, load on them, and what came of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startEmbeddedPostgres } from '../../src/data/embedded-postgres/start.ts';
import { requestsOf } from './requests.mjs';
import { seed } from './seed.mjs';
import { benchPlan, ENCRYPTION_KEY } from './shape.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a program of ours as a server and waits for its first answer. `path` tells where it answers a workload. */
export async function start({ name, file, path, env = {}, stderr = 'inherit' }, port, databaseUrl) {
  const whole = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY,
    SEED: '0',
    LOG_LEVEL: 'warn',
    // The load comes from few keys, which would use up any limit.
    RATE_LIMIT_PER_MINUTE: '0',
    ...env,
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [file], {
    cwd: ROOT,
    env: whole,
    stdio: ['ignore', 'ignore', stderr],
  });
  const [first] = requestsOf('q1', 0, 10_000);
  const url = `http://127.0.0.1:${port}`;
  const headers = { ...first.headers, 'content-type': 'application/json' };
  for (;;) {
    const answer = await fetch(url + path('q1'), { method: 'POST', headers, body: first.body }).catch(
      () => null,
    );
    if (answer?.status === 200) break;
    if (child.exitCode !== null) throw new Error(`${name} did not start.`);
    await sleep(5);
  }
  return { name, url, path, child, startMs: performance.now() - startedAt };
}

/** Ends servers in order, before the database goes that they are on. */
export async function stop(servers) {
  const ended = servers.map(({ child }) => once(child, 'exit'));
  for (const { child } of servers) child.kill();
  await Promise.all(ended);
}

/** How many requests of a workload a second it answers. Throws when one of them fails. */
export async function load({ url, path }, op, duration, connections) {
  const requests = requestsOf(op, 0, 10_000).map(({ headers, body }) => ({
    method: 'POST',
    path: path(op),
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  }));
  // Dealt out to the connections: each of them would else walk through the same list at the same time.
  let next = 0;
  const deal = () => {
    next += 1;
    return requests[next % requests.length];
  };
  const dealt = [{ ...requests[0], setupRequest: deal }];
  const result = await autocannon({ url, connections, duration, requests: dealt });
  const wrong = result.non2xx + result.errors;
  if (wrong > 0) throw new Error(`${wrong} requests of ${op} failed at ${url}.`);
  return result.requests.average;
}

/** The memory of a server and of the processes that it forked. Null where nobody tells. */
export async function memoryMb({ child }) {
  const read = (pid, file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const forked = (await read(child.pid, `task/${child.pid}/children`)).split(' ').filter(Boolean);
  const statuses = await Promise.all([child.pid, ...forked].map((pid) => read(pid, 'status')));
  const kilobytes = statuses.map((status) => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN));
  const sum = Math.round(kilobytes.reduce((a, b) => a + b, 0) / 1024);
  return Number.isNaN(sum) ? null : sum;
}

/** The rates of servers that take turns: workload by workload, round by round, after a second each to warm up. */
export async function takeTurns(servers, { ops, rounds, seconds, connections }) {
  for (const op of ops) for (const server of servers) await load(server, op, 1, connections);
  const rates = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const op of ops) {
      for (const server of servers) {
        const key = `${op} ${server.name}`;
        rates.set(key, [...(rates.get(key) ?? []), await load(server, op, seconds, connections)]);
      }
    }
  }
  return (op, name) => median(rates.get(`${op} ${name}`));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A PostgreSQL of its own in a temporary folder, filled, and removed afterwards. */
export async function withFilledDatabase(work) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bailiwick-bench-'));
  // Started by root, PostgreSQL runs as another user, who must reach its data.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, durable: true, connectionsMax: 500 });
  try {
    const databaseUrl = postgres.url.replace('/bailiwick?', '/bench?');
    console.log('Filling the database: 100 organizations, 100,000 projects, 200,000 keys.');
    await seed(databaseUrl, benchPlan);
    await work(databaseUrl);
  } finally {
    await postgres.close();
    await rm(dataDir, { recursive: true });
  }
}
