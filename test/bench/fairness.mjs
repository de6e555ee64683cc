// What one greedy organization does to the requests of another: npm run bench:fairness [SECONDS] [FILE] [SCENARIOS]
// Measures one request at a time of a quiet organization, alone and beside each kind of load. FILE: the server to measure, or
// several, separated by commas, which take turns. The ratio compares with an idle server. For comparison, the same requests beside a third
// organization that sends one small request after the other too: what any other use of the machine costs.
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { memoryMb, start, stop, withFilledDatabase } from './servers.mjs';
import { organizationId, organizationSecret, projectId, projectSecret } from './shape.mjs';

const [seconds = '5', files = 'dist/main.js', only = ''] = process.argv.slice(2);
const PORT = 41_290;
const GREEDY = 1;
const QUIET = 2;
const MODEST = 3;
const ENTRIES = 20_000;
const CALLS = 100;
/** Each of two fields. Tool calls may hold up to 64 KiB in each. */
const DATA_BYTES = 48_000;
const ACCOUNTS = 40_000;
const GOAL = 1.5;

const PROJECT = `'${organizationId(GREEDY)}', '${projectId(GREEDY, 1)}'`;

const FILL = `
  INSERT INTO audit_entry (organization_id, id, target_id, action, actor_kind, changes, created_at)
  SELECT '${organizationId(GREEDY)}', 'aud_' || left(md5(n::text), 16), '${organizationId(GREEDY)}', 'PROJECT_UPDATED',
    'organization', '{}', now() FROM generate_series(1, ${ENTRIES}) n;
  INSERT INTO tool_call_log (organization_id, project_id, id, idempotency_key, tool_slug, toolkit_slug, status, duration_ms,
    called_at, created_at, arguments, response)
  SELECT ${PROJECT}, 'log_' || lpad(i::text, 16, '0'), 'call-' || i, 'tool', 'toolkit', 'SUCCESS', 120, now(), now(),
    json_build_object('text', data), json_build_object('text', data)
  FROM generate_series(1, ${CALLS}) i, LATERAL (SELECT string_agg(md5(i || '/' || n), '') AS data
    FROM generate_series(1, ${DATA_BYTES} / 32) n) AS of;
  INSERT INTO auth_config (organization_id, project_id, id, toolkit_slug, name, auth_scheme, credentials, is_managed, status, created_at, updated_at)
  SELECT ${PROJECT}, 'ac_' || lpad(i::text, 16, '0'), 'github', 'config ' || i, 'OAUTH2', '', true, 'ENABLED', now(), now()
  FROM generate_series(1, 20) i;
  INSERT INTO connected_account (organization_id, project_id, id, auth_config_id, toolkit_slug, user_id, status, credentials, created_at, updated_at)
  SELECT ${PROJECT}, 'ca_' || lpad(i::text, 16, '0'), 'ac_' || lpad((1 + i % 20)::text, 16, '0'), 'github', 'user-' || i, 'ACTIVE', '', now(), now()
  FROM generate_series(1, ${ACCOUNTS}) i`;

const post = (query, variables = {}, headers = { 'x-org-api-key': organizationSecret(GREEDY) }) => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query, variables }),
});
const aliases = (count, field) => Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(' ');
const ofProject = { 'x-api-key': projectSecret('d', GREEDY, 1) };
const DATA = 'toolCallLogs(first: 100) { nodes { arguments response } }';
const KEYS =
  'projects(first: 100) { nodes { id name config { displayName } apiKeys { id prefix last4 createdAt } } }';

/** Kinds of load, with how many connections send it. */
const scenarios = {
  'flood of small requests': {
    connections: 200,
    requests: [post('query One($id: ID!) { project(id: $id) { id name } }', { id: projectId(GREEDY, 1) })],
  },
  'flood of writes': {
    connections: 100,
    requests: [
      post(
        'mutation Set($name: String!) { updateProjectConfig(input: { displayName: $name }) { __typename } }',
        { name: 'x' },
        ofProject,
      ),
    ],
  },
  'pages of tool calls with data': {
    connections: 8,
    requests: [post(`{ project { ${DATA} } }`, {}, ofProject)],
  },
  '28 such pages in a document': {
    connections: 4,
    requests: [post(`{ project { ${aliases(28, DATA)} } }`, {}, ofProject)],
  },
  'wide pages of projects': { connections: 16, requests: [post(`{ organization { ${aliases(4, KEYS)} } }`)] },
  '19 verifications in a document': {
    connections: 5,
    requests: [post(`{ ${aliases(19, 'verifyAuditLog { isIntact }')} }`)],
  },
  exports: {
    connections: 5,
    requests: [
      { method: 'GET', path: '/audit/export', headers: { 'x-org-api-key': organizationSecret(GREEDY) } },
    ],
  },
  'import of projects, 100 at a time': {
    connections: 4,
    requests: [
      post(
        'mutation Import($projects: [CreateProjectInput!]!) { createProjects(input: { projects: $projects }) { results { project { id } issuedKey { secret } error { reason } } } }',
        {
          projects: Array.from({ length: 100 }, (_, i) => ({ name: `imported-{n}-${i}` })),
        },
      ),
    ],
  },
  'deletions that cascade': {
    connections: 4,
    requests: Array.from({ length: 20 }, (_, i) =>
      post(
        `mutation { deleteAuthConfig(input: { id: "ac_${String(i + 1).padStart(16, '0')}", cascade: true }) { __typename } }`,
        {},
        ofProject,
      ),
    ),
  },
};

const quiet = post(
  'query One($id: ID!) { project(id: $id) { id name apiKeys { id } } }',
  { id: projectId(QUIET, 1) },
  { 'x-org-api-key': organizationSecret(QUIET) },
);

const modest = {
  connections: 1,
  requests: [
    post(
      'query One($id: ID!) { project(id: $id) { id name } }',
      { id: projectId(MODEST, 1) },
      { 'x-org-api-key': organizationSecret(MODEST) },
    ),
  ],
};

/** The milliseconds of quiet requests, one after the other, until `isOver`. */
async function measure(url, isOver) {
  const times = [];
  while (!isOver()) {
    const startedAt = performance.now();
    const answer = await fetch(url + quiet.path, quiet);
    await answer.text();
    if (answer.status !== 200) throw new Error(`The quiet organization was answered ${answer.status}.`);
    times.push(performance.now() - startedAt);
  }
  return times;
}

const p95 = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];

const after = (ms) => {
  const end = performance.now() + ms;
  return () => performance.now() > end;
};

async function beside(server, load) {
  const worker = new Worker(new URL('greedy.mjs', import.meta.url), {
    workerData: { url: server.url, duration: Number(seconds), ...load },
  });
  let result = null;
  const ended = new Promise((resolve, reject) => {
    worker.once('message', (message) => {
      result = message;
      resolve();
    });
    worker.once('error', reject);
  });
  let memory = 0;
  const timer = setInterval(async () => {
    memory = Math.max(memory, (await memoryMb(server)) ?? 0);
  }, 200);
  const isOver = after(Number(seconds) * 1_000);
  const times = await measure(server.url, () => result !== null || isOver());
  await ended;
  clearInterval(timer);
  return { times, memory, ...result };
}

/** A process of its own for each load: none pays for the memory of another. */
async function measureServer(file, load, databaseUrl) {
  const env = { RATE_LIMIT_PER_MINUTE: '0', MAX_QUERY_COST: '1000' };
  const server = await start({ name: 'server', file, path: () => '/graphql', env }, PORT, databaseUrl);
  try {
    await measure(server.url, after(1_000));
    const alone = await measure(server.url, after(Number(seconds) * 1_000));
    const besideModest = await beside(server, modest);
    const found = await beside(server, load);
    const ratio = p95(found.times) / p95(alone);
    return {
      'p95 alone, ms': p95(alone).toFixed(2),
      'p95 beside a modest one, ms': p95(besideModest.times).toFixed(2),
      'p95 beside, ms': p95(found.times).toFixed(2),
      ratio: `${ratio.toFixed(1)}${ratio <= GOAL ? '' : ` (goal ${GOAL})`}`,
      'worst, ms': Math.max(...found.times).toFixed(0),
      'greedy: answered, refused, broken': `${found.answered}, ${found.refused}, ${found.broken}`,
      'memory, MB': found.memory,
    };
  } finally {
    await stop([server]);
  }
}

await withFilledDatabase(async (databaseUrl) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(FILL);
  await client.query('VACUUM ANALYZE');
  await client.end();
  const rows = [];
  for (const [name, load] of Object.entries(scenarios)) {
    if (!name.includes(only)) continue;
    for (const file of files.split(',')) {
      rows.push({
        load: name,
        ...(files.includes(',') && { file }),
        ...(await measureServer(file, load, databaseUrl)),
      });
      console.log(JSON.stringify(rows.at(-1)));
    }
  }
  console.table(rows);
});
