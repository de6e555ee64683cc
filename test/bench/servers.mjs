// What the benchmarks share: servers as processes, load on them, and what came of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';
import { asSentBy } from './clients.mjs';
import { documents, requestsOf } from './requests.mjs';
import { seed } from './seed.mjs';
import { benchPlan, ENCRYPTION_KEY } from './shape.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const START_MAX_MS = 60_000;
const STOP_MAX_MS = 15_000;
/** In which Linux counts the time of a process. */
const TICK_MICROSECONDS = 10_000;

/** Starts a program of ours as a server and waits for its first answer. `path` tells where it answers a workload, `folder`
 *  where the program is found. */
export async function start(
  { name, file, path, env = {}, stderr = 'inherit', folder = ROOT, plainRequests = ownRequests },
  port,
  databaseUrl,
) {
  const whole = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY,
    BOOTSTRAP: '0',
    LOG_LEVEL: 'warn',
    // The load comes from few keys, which would use up any limit.
    RATE_LIMIT_PER_MINUTE: '0',
    VERIFICATIONS_PER_MINUTE: '0',
    ...env,
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: whole,
    stdio: ['ignore', 'ignore', stderr],
  });
  const [first] = plainRequests('q1');
  const url = `http://127.0.0.1:${port}`;
  const headers = { ...first.headers, 'content-type': 'application/json' };
  for (;;) {
    const answer = await fetch(url + path('q1'), { method: 'POST', headers, body: first.body }).catch(
      () => null,
    );
    if (answer?.status === 200) break;
    if (hasEnded(child)) throw new Error(`${name} did not start.`);
    if (performance.now() - startedAt > START_MAX_MS) {
      child.kill('SIGKILL');
      throw new Error(
        `${name} gave no answer within a minute: ${answer ? await answer.text() : 'no connection'}`,
      );
    }
    await sleep(5);
  }
  return { name, url, path, child, startMs: performance.now() - startedAt };
}

/** A port on which nothing listens, so that runs of several working copies do not disturb each other. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

const hasEnded = ({ exitCode, signalCode }) => exitCode !== null || signalCode !== null;

/** Ends servers in order, before the database goes that they are on; by force when they take too long. */
export async function stop(servers) {
  const running = servers.map(({ child }) => child).filter((child) => !hasEnded(child));
  const ended = Promise.all(running.map((child) => once(child, 'exit')));
  for (const child of running) child.kill();
  const force = setTimeout(() => {
    for (const child of running) child.kill('SIGKILL');
  }, STOP_MAX_MS);
  await ended;
  clearTimeout(force);
}

/** How many requests of a workload a second it answers. Throws when one of them fails. */
export async function load(server, op, seconds, connections) {
  return (await measure(server, op, { seconds, connections })).rate;
}

/** The same with the latencies of the requests, in milliseconds and in order. */
export async function measure({ url, path, requests = ownRequests }, op, { seconds, connections }) {
  const list = requests(op).map(({ headers, body, method = 'POST', path: ownPath = path(op) }) => ({
    method,
    path: ownPath,
    // What a set-up request does not say itself, it does not get either.
    headers: { ...headers, host: new URL(url).host, 'content-type': 'application/json' },
    body,
  }));
  // Dealt out to the connections: each of them would else walk through the same list at the same time. Set once for each
  // connection, since requests that are set up one by one take the generator twice the processor time.
  let connection = 0;
  const setupClient = (client) => {
    const first = connection++ % list.length;
    client.setRequests(list.filter((_request, i) => i % connections === first));
  };
  const latencies = [];
  // It checks the time once a sample.
  const running = autocannon({
    url,
    connections,
    duration: seconds,
    requests: list.slice(0, 1),
    setupClient,
    sampleInt: 100,
  });
  running.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  const result = await running;
  const wrong = result.non2xx + result.errors;
  if (wrong > 0)
    throw new Error(
      `${wrong} requests of ${op} failed at ${url}: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} without an answer.`,
    );
  return { rate: result.requests.total / result.duration, latencies: latencies.sort((a, b) => a - b) };
}

/** Returns the response to the first request of a row. Fails for one that the server cannot answer: an error in the body is no
 *  failure to the load. */
export async function requireAnswer({ name, url, path, requests }, { op, name: row }) {
  const [{ headers, body, method = 'POST', path: ownPath = path(op) }] = requests(op);
  const answer = await fetch(url + ownPath, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  const text = await answer.text();
  const parsed = answer.status === 200 ? JSON.parse(text) : { errors: [] };
  if (!parsed.errors) return parsed;
  throw new Error(`${name} does not answer ${row}: ${answer.status} ${text}`);
}

function ownRequests(op) {
  return asSentBy('bare', 'plain', documents[op], requestsOf(op, 0, 10_000));
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

/** The processor time that a server has used. Linux only: elsewhere NaN. */
export async function cpuMicroseconds({ child }) {
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '');
  const [, rest = ''] = stat.split(') ');
  const [user = Number.NaN, system = Number.NaN] = rest.split(' ').slice(11, 13).map(Number);
  return (user + system) * TICK_MICROSECONDS;
}

/** The rates of servers that take turns: workload by workload, round by round, after a second each to warm up. */
export async function takeTurns(servers, { ops, rounds, seconds, connections, signal }) {
  for (const op of ops) for (const server of servers) await load(server, op, 1, connections);
  const rates = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const op of ops) {
      for (const server of servers) {
        signal?.throwIfAborted();
        const key = `${op} ${server.name}`;
        rates.set(key, [...(rates.get(key) ?? []), await load(server, op, seconds, connections)]);
      }
    }
  }
  return (op, name) => median(rates.get(`${op} ${name}`));
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** A PostgreSQL of its own in a temporary folder, filled, and removed afterwards. */
export const withFilledDatabase = (work) =>
  withPostgres(async (urlOf) => {
    console.error('Filling the database: 100 organizations, 100,000 projects, 200,000 keys.');
    await seed(urlOf('bench'), benchPlan);
    await work(urlOf('bench'));
  });

/** A PostgreSQL of its own in a temporary folder, removed afterwards. `work` gets the address of a database by its name. */
export async function withPostgres(work) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bailiwick-bench-'));
  // Started by root, PostgreSQL runs as another user, who must reach its data.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, durable: true, connectionsMax: 500 });
  try {
    await work((name) => postgres.url.replace('/bailiwick?', `/${name}?`));
  } finally {
    await postgres.close();
    await rm(dataDir, { recursive: true });
  }
}
