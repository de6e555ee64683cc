// Archives a project with many tool calls and purges it, while another organization goes on: npm run bench:archive [CALLS]
// [SECONDS]. Measures the others alone and beside the purge, for that many seconds each. Ends with code 1 unless everything was answered,
// `deleteProject` took 200 ms at most, and the p95 of the others was at most 1.5 times that without a purge.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';
import { ENCRYPTION_KEY } from './shape.mjs';

const callCount = Number(process.argv[2] ?? '10000000');
const seconds = Number(process.argv[3] ?? '30');
const DELETE_MAX_MS = 200;
const RATIO_MAX = 1.5;
const CALLS_PER_INSERT = 250_000;
/** Between two requests of the same caller. */
const PAUSE_MS = 5;
const OPERATOR_KEY = 'operator-key-of-the-benchmark-of-archives';
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'bailiwick-archive-'));
// Started by root, PostgreSQL runs as another user, who must reach its data.
await chmod(folder, 0o711);
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), durable: true });
const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  PORT: '0',
  DATABASE_URL: postgres.url,
  ENCRYPTION_KEY,
  OPERATOR_KEY,
  RATE_LIMIT_PER_MINUTE: '0',
  LOG_LEVEL: 'warn',
};
const server = spawn(process.execPath, [main], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
const exited = once(server, 'exit');

try {
  const url = await addressOf(server);
  const [large, other] = [await makeOrganization(url, 'Large'), await makeOrganization(url, 'Other')];
  const { id } = (await makeProject(url, large, 'production')).project;
  const { issuedKey } = await makeProject(url, other, 'production');
  await storeCalls(id);

  const alone = await measure(url, issuedKey.secret, sleep(seconds * 1_000));
  const deleteMs = await timed(() =>
    ask(url, large, `mutation { deleteProject(input: { id: "${id}" }) { deletedProjectId } }`),
  );
  await ask(url, large, `mutation { purgeProject(input: { id: "${id}" }) { purgedProjectId } }`);
  const before = await countCalls(id);
  const beside = await measure(url, issuedKey.secret, untilPurged(id));
  const purged = before - (await countCalls(id));

  console.table([
    { while: 'alone', ...alone },
    { while: 'beside the purge', ...beside },
  ]);
  const ratio = beside['p95 ms'] / alone['p95 ms'];
  console.log(
    `${callCount} tool calls: deleteProject in ${deleteMs.toFixed(0)} ms, ${purged} rows purged in ${seconds} s at most, p95 of others ${ratio.toFixed(2)} times that alone; load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  const isComplete = alone.refused === 0 && beside.refused === 0 && purged > 0;
  if (deleteMs > DELETE_MAX_MS || ratio > RATIO_MAX || !isComplete) process.exitCode = 1;
} finally {
  server.kill();
  await exited;
  await pool.end();
  await postgres.close();
  await rm(folder, { recursive: true });
}

async function addressOf({ stdout }) {
  let text = '';
  for await (const chunk of stdout) {
    text += chunk;
    const found = /ready at (http:\S+)\/graphql/.exec(text);
    if (found) return found[1];
  }
  throw new Error(`The server did not start: ${text}`);
}

async function ask(url, headers, query) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function makeOrganization(url, name) {
  const headers = { 'x-operator-key': OPERATOR_KEY };
  const query = `mutation { createOrganization(input: { name: "${name}" }) { issuedKey { secret } } }`;
  const { createOrganization } = await ask(url, headers, query);
  return { 'x-org-api-key': createOrganization.issuedKey.secret };
}

async function makeProject(url, headers, name) {
  const query = `mutation { createProject(input: { name: "${name}", shouldCreateApiKey: true }) {
    project { id } issuedKey { secret } } }`;
  return (await ask(url, headers, query)).createProject;
}

async function storeCalls(projectId) {
  for (let start = 0; start < callCount; start += CALLS_PER_INSERT) {
    const end = Math.min(start + CALLS_PER_INSERT, callCount);
    await pool.query(`
      INSERT INTO tool_call_log (id, organization_id, project_id, idempotency_key, tool_slug, toolkit_slug, user_id, status,
        duration_ms, called_at, created_at)
      SELECT 'log_' || lpad(n::text, 16, '0'), organization_id, id, 'call-' || n, 'github_create_issue', 'github', 'user-' || n % 1000,
        CASE WHEN n % 20 = 0 THEN 'ERROR' ELSE 'SUCCESS' END::tool_call_status, n % 1000, now() - n * interval '100 ms', now()
      FROM project, generate_series(${start + 1}, ${end}) n WHERE id = '${projectId}'`);
  }
  await pool.query('VACUUM (ANALYZE) tool_call_log');
  await pool.query('CHECKPOINT');
}

async function countCalls(projectId) {
  const { rows } = await pool.query(
    `SELECT count(*)::int FROM tool_call_log WHERE project_id = '${projectId}'`,
  );
  return rows[0].count;
}

async function untilPurged(projectId) {
  const deadline = performance.now() + seconds * 1_000;
  const isLeft = async () =>
    (await pool.query('SELECT FROM purge WHERE subject_id = $1', [projectId])).rowCount > 0;
  while (performance.now() < deadline && (await isLeft())) await sleep(500);
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Reads and writes by a project key of another organization until `until` is over. */
async function measure(url, secret, until) {
  const headers = { 'x-api-key': secret };
  const queries = [
    '{ project { id name config { displayName } } }',
    'mutation { createSession(input: { userId: "someone", toolkitSlugs: ["github"] }) { session { id } } }',
  ];
  const times = [];
  let refused = 0;
  let isOver = false;
  const asking = queries.map(async (query) => {
    while (!isOver) {
      const ms = await timed(() =>
        ask(url, headers, query).catch(() => {
          refused += 1;
        }),
      );
      times.push(ms);
      await sleep(PAUSE_MS);
    }
  });
  await until;
  isOver = true;
  await Promise.all(asking);
  const at = (share) =>
    Number((times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1));
  return { requests: times.length, refused, 'p50 ms': at(0.5), 'p95 ms': at(0.95) };
}
