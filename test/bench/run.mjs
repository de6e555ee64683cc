// The server beside what the machine can do, on one database, taking turns: npm run bench [ROUNDS] [SECONDS]
// Starts and fills a PostgreSQL of its own in a temporary folder, and removes it. Only ratios inside one run count.
import { spawn } from 'node:child_process';
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

const [rounds = '3', seconds = '3'] = process.argv.slice(2);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONNECTIONS = 16;
const OPS = ['q1', 'q2', 'q3', 'q4', 'm1', 'm2'];
const TARGETS = {
  limit: { file: 'test/bench/limit.mjs', path: (op) => `/${op}` },
  bailiwick: { file: 'dist/main.js', path: () => '/graphql' },
};

async function start(name, port, databaseUrl) {
  const { file, path } = TARGETS[name];
  const env = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY,
    SEED: '0',
    LOG_LEVEL: 'warn',
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [file], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
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

async function load({ url, path }, op, duration) {
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
  const result = await autocannon({ url, connections: CONNECTIONS, duration, requests: dealt });
  const wrong = result.non2xx + result.errors;
  if (wrong > 0) throw new Error(`${wrong} requests of ${op} failed at ${url}.`);
  return result.requests.average;
}

async function memoryMb({ child }) {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(databaseUrl) {
  const servers = [];
  try {
    for (const [index, name] of Object.keys(TARGETS).entries())
      servers.push(await start(name, 15_200 + index, databaseUrl));
    for (const op of OPS) for (const server of servers) await load(server, op, 1);
    const rates = new Map();
    for (let round = 0; round < Number(rounds); round++) {
      for (const op of OPS) {
        for (const server of servers) {
          const key = `${op} ${server.name}`;
          rates.set(key, [...(rates.get(key) ?? []), await load(server, op, Number(seconds))]);
        }
      }
    }
    const rows = OPS.map((op) => {
      const limit = median(rates.get(`${op} limit`));
      const bailiwick = median(rates.get(`${op} bailiwick`));
      return {
        op,
        'limit, a second': Math.round(limit),
        'bailiwick, a second': Math.round(bailiwick),
        'of the limit': (bailiwick / limit).toFixed(2),
      };
    });
    console.table(rows);
    const [, server] = servers;
    console.log(
      `start to first answer ${Math.round(server.startMs)} ms, memory after load ${await memoryMb(server)} MB`,
    );
  } finally {
    for (const { child } of servers) child.kill();
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'bailiwick-bench-'));
// Started by root, PostgreSQL runs as another user, who must reach its data.
await chmod(dataDir, 0o711);
const postgres = await startEmbeddedPostgres({ dataDir, durable: true });
try {
  const databaseUrl = postgres.url.replace('/bailiwick?', '/bench?');
  console.log('Filling the database: 100 organizations, 100,000 projects, 200,000 keys.');
  await seed(databaseUrl, benchPlan);
  await measure(databaseUrl);
} finally {
  await postgres.close();
  await rm(dataDir, { recursive: true });
}
