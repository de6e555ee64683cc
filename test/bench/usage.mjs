// What a month of usage in one project costs to read, beside pages of the same server: npm run bench:usage [EVENTS] [ROUNDS]
// Starts and fills a PostgreSQL of its own in a temporary folder, and removes it. Only ratios inside one run count.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { monthOf } from '../../src/lib/month.ts';
import { createDatabase } from '../../src/postgres/database.ts';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';
import { usageLevels } from '../../src/repositories/usage/level.ts';
import {
  addMonths,
  addSums,
  insertSums,
  makePartition,
  rollUpPending,
} from '../../src/repositories/usage/rollup.ts';
import { seed } from './seed.mjs';
import { start, stop } from './servers.mjs';
import { organizationId, organizationSecret, projectId, projectSecret } from './shape.mjs';

const [eventCount = '10000000', rounds = '15'] = process.argv.slice(2);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The calendar month that was over last. */
const BEGIN = monthOf(new Date(), -1);
const END = monthOf(new Date());
const DAYS = (END - BEGIN) / DAY_MS;
const USERS = 5_000;
/** A session has 20 calls in ten minutes, of 5 of the 50 tools. Each call is a row of its own: nothing falls together. */
const SESSIONS_A_DAY = Math.round(Number(eventCount) / DAYS / 20);
const LOGGED_CALLS = 200_000;
const FOLDED_SESSIONS = 5_000;
/** As the worker does it. */
const FOLD_ROWS = 5_000;
/** A step of the fold. */
const PENDING_SESSIONS = FOLD_ROWS / 20;

const PROJECT = `'${organizationId(0)}', '${projectId(0, 1)}'`;
const COLUMNS = `organization_id, project_id, entity, minute, tool_slug, toolkit_slug, connected_account_id, user_id,
  session_id, api_key_id, count, error_count, duration_ms`;

/** The calls of `count` sessions, evenly spread over a day that begins at $1 and none beyond it, in the order of their time. */
const callsOf = (first, count) => `
  SELECT ${PROJECT}, 'TOOL_CALL'::usage_entity, date_trunc('minute', $1::timestamptz + at), 'tool_' || tool, 'toolkit_' || tool / 5,
    'ca_' || lpad((someone * 10 + tool / 5)::text, 16, '0'), 'user-' || someone, 'ses_' || lpad(s::text, 16, '0'),
    'key_' || lpad((someone % 3)::text, 16, '0'), 1, (c = 7)::int, 120
  FROM generate_series(${first}, ${first + count - 1}) AS s, generate_series(0, 19) AS c,
    LATERAL (SELECT (s::bigint * 7919 % ${USERS})::int, ((s::bigint * 31 + c % 5) % 50)::int,
      interval '23 h 50 min' * (s - ${first}) / ${count} + interval '30 s' * c) AS of(someone, tool, at)
  ORDER BY at`;

const INSERT_LOG = `
  INSERT INTO tool_call_log (organization_id, project_id, id, idempotency_key, tool_slug, toolkit_slug, user_id, status,
    duration_ms, called_at, created_at)
  SELECT ${PROJECT}, 'log_' || lpad(i::text, 16, '0'), 'call-' || i, 'tool_' || i % 50, 'toolkit_' || i % 10,
    'user-' || i % ${USERS}, 'SUCCESS', 120, at, at
  FROM generate_series(1, ${LOGGED_CALLS}) AS i, LATERAL (SELECT $1::timestamptz + interval '30 days' * i / ${LOGGED_CALLS}) AS of(at)`;

async function took(work) {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, result };
}

/** What recording and folding a month leave, with the sums of the fold, a day at a time. Indexes come last: that is faster. */
async function fill(pool, db, begin) {
  await pool.query('CREATE UNLOGGED TABLE taken (LIKE usage_pending INCLUDING DEFAULTS)');
  for (let month = monthOf(begin); month <= new Date(); month = monthOf(month, 1))
    await db.transaction((tx) => makePartition(tx, month));
  const { rows: indexes } = await pool.query(INDEXES);
  for (const { drop } of indexes) await pool.query(drop);
  for (let day = 0; day < DAYS; day++) {
    const calls = callsOf(day * SESSIONS_A_DAY, SESSIONS_A_DAY);
    await pool.query(`INSERT INTO taken (${COLUMNS}) ${calls}`, [new Date(begin.getTime() + day * DAY_MS)]);
    await db.transaction(async (tx) => {
      // A week is there already on all but its first day.
      for (const level of usageLevels)
        await (level.unit === 'week' ? addSums(level) : insertSums(level)).execute(tx);
      await addMonths().execute(tx);
    });
    await pool.query('TRUNCATE taken');
  }
  for (const { make } of indexes) await pool.query(make);
  await pool.query(INSERT_LOG, [begin]);
  await pool.query('VACUUM ANALYZE');
}

const INDEXES = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
  FROM pg_constraint WHERE contype = 'p' AND conrelid IN ('usage_minute'::regclass, 'usage_hour'::regclass, 'usage_day'::regclass)
  UNION ALL
  SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
  FROM pg_index WHERE indrelid IN ('usage_hour'::regclass, 'usage_month'::regclass) AND NOT indisprimary`;

const lastDay = new Date(END.getTime() - DAY_MS);

/** Calls of so many sessions that came on the last day, and are not folded. */
const leavePending = (pool, first, count) =>
  pool.query(`INSERT INTO usage_pending (${COLUMNS}) ${callsOf(first, count)}`, [lastDay]);

/** How many rows a second the worker folds, of what arrives in a day. */
async function foldRate(pool, db) {
  const { rowCount } = await leavePending(pool, DAYS * SESSIONS_A_DAY, FOLDED_SESSIONS);
  const { ms } = await took(async () => {
    while ((await db.transaction((tx) => rollUpPending(tx, FOLD_ROWS, new Date()))) > 0);
  });
  return Math.round((rowCount / ms) * 1000);
}

const rangeOf = (fromMinute, toMinute) => {
  const at = (minute) => new Date(BEGIN.getTime() + minute * MINUTE_MS).toISOString();
  return `from: "${at(fromMinute)}", to: "${at(toMinute)}"`;
};
const month = rangeOf(0, DAYS * 24 * 60);
/** That of a time zone. */
const shifted = rangeOf(-2 * 60, DAYS * 24 * 60 - 2 * 60);
/** What begins and ends at odd minutes: too far from the borders of the month to be answered as one, and half a day away. */
const odd = rangeOf(34 * 60 + 17, DAYS * 24 * 60 - 33 * 60 - 13);
const nearly = rangeOf(10 * 60 + 17, DAYS * 24 * 60 - 9 * 60 - 13);
const day = rangeOf(14 * 24 * 60 + 617, 15 * 24 * 60 + 617);

const project = (field) => `{ project { usage { ${field} } } }`;
const counts = 'total errorCount durationMs';
const breakdown = (groupBy, range, more = '') =>
  project(
    `breakdown(entityType: TOOL_CALL, groupBy: ${groupBy}, first: 20, ${range}) { total otherTotal ${more} groups { key ${counts} } }`,
  );
const series = (interval, range = odd) =>
  project(`timeSeries(entityType: TOOL_CALL, interval: ${interval}, ${range}) { points { at ${counts} } }`);
const summary = (more = '') => project(`summary(${odd}${more}) { total entities { entityType ${counts} } }`);
const ofUser = 'filter: { userIds: ["user-42"] }';

const LOG_PAGE = 'page of 20 tool calls';
const questions = {
  [LOG_PAGE]:
    '{ project { toolCallLogs(first: 20) { nodes { id toolSlug userId status durationMs calledAt } pageInfo { endCursor } } } }',
  'page of 50 projects':
    '{ organization { projects(first: 50) { nodes { id name config { displayName } apiKeys { id } } } } }',
  summary: summary(),
  'summary of one user': summary(`, ${ofUser}`),
  'time series of 720 hours': series('HOUR'),
  'time series of 30 days': series('DAY'),
  'time series of 1,440 minutes': series('MINUTE', day),
  'by tool (50)': breakdown('TOOL', odd),
  'by toolkit (10)': breakdown('TOOLKIT', odd),
  'by API key (3)': breakdown('API_KEY', odd),
  'by user (5,000)': breakdown('USER', odd),
  'by connected account (9,000)': breakdown('CONNECTED_ACCOUNT', odd),
  'by session (500,000)': breakdown('SESSION', odd),
  'one user by tool': breakdown('TOOL', `${odd}, ${ofUser}`),
  'one tool by user': breakdown('USER', `${odd}, filter: { toolSlugs: ["tool_7"] }`),
};
const monthQuestions = {
  [LOG_PAGE]: questions[LOG_PAGE],
  'calendar month by tool': breakdown('TOOL', month),
  'calendar month by toolkit': breakdown('TOOLKIT', month),
  'calendar month by API key': breakdown('API_KEY', month),
  'calendar month by user': breakdown('USER', month),
  'calendar month by connected account': breakdown('CONNECTED_ACCOUNT', month),
  'calendar month by session': breakdown('SESSION', month),
  'calendar month by session, the last first': breakdown('SESSION', `${month}, orderBy: TOTAL_ASC`),
  'calendar month by user, groups counted': breakdown('USER', month, 'groupCount'),
  'calendar month by session, groups counted': breakdown('SESSION', month, 'groupCount'),
  'month of a time zone by user': breakdown('USER', shifted),
  'month of a time zone by session': breakdown('SESSION', shifted),
  'half a day less at both ends by user': breakdown('USER', nearly),
  'half a day less at both ends by session': breakdown('SESSION', nearly),
};

async function ask({ url }, query) {
  const isOfOrganization = query.includes('organization');
  const key = isOfOrganization
    ? { 'x-org-api-key': organizationSecret(0) }
    : { 'x-api-key': projectSecret('d', 0, 1) };
  const headers = { 'content-type': 'application/json', ...key };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  const { errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function compare(server, questions) {
  const times = Object.fromEntries(Object.keys(questions).map((name) => [name, []]));
  // PostgreSQL decides after five how to plan what it keeps.
  for (let round = -6; round < Number(rounds); round++) {
    for (const [name, query] of Object.entries(questions)) {
      const { ms } = await took(() => ask(server, query));
      if (round >= 0) times[name].push(ms);
    }
  }
  const page = median(times[LOG_PAGE]);
  const rows = Object.entries(times).map(([name, all]) => {
    const ms = median(all);
    return { asked: name, ms: ms.toFixed(1), 'of a page': (ms / page).toFixed(1) };
  });
  console.table(rows);
}

const dataDir = await mkdtemp(join(tmpdir(), 'bailiwick-bench-'));
// Started by root, PostgreSQL runs as another user, who must reach its data.
await chmod(dataDir, 0o711);
const postgres = await startEmbeddedPostgres({ dataDir, durable: false, connectionsMax: 50 });
try {
  const databaseUrl = postgres.url.replace('/bailiwick?', '/bench?');
  await seed(databaseUrl, new Map([[0, 1_000]]));
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 2,
    options: '-c TimeZone=UTC -c work_mem=256MB -c maintenance_work_mem=1GB',
  });
  // What ends this says so by itself.
  pool.on('error', () => {});
  const db = createDatabase(pool, { prepares: true });
  console.log(`Filling a project with ${DAYS * SESSIONS_A_DAY * 20} calls of a month.`);
  const { ms } = await took(() => fill(pool, db, BEGIN));
  console.log(`That took ${Math.round(ms / 1000)} s.`);
  const sizes = `SELECT level, sum(pg_total_relation_size(oid))::bigint / 1000000 AS mb, sum(reltuples)::bigint AS rows
    FROM pg_class, substring(relname, '^usage_(?:minute|hour|day|week|month)') AS level WHERE relkind = 'r' AND level IS NOT NULL GROUP BY level`;
  console.table((await pool.query(sizes)).rows);
  const server = await start(
    { name: 'bailiwick', file: 'dist/main.js', path: () => '/graphql', env: { BACKGROUND_JOBS: 'off' } },
    15_204,
    databaseUrl,
  );
  try {
    await compare(server, { ...questions, ...monthQuestions });
    const { rowCount } = await leavePending(pool, (DAYS - 1) * SESSIONS_A_DAY, PENDING_SESSIONS);
    console.log(`With ${rowCount} calls that are not folded yet:`);
    await compare(server, monthQuestions);
    await db.transaction((tx) => rollUpPending(tx, FOLD_ROWS, new Date()));
    console.log(`The worker folds ${await foldRate(pool, db)} rows a second.`);
  } finally {
    await stop([server]);
  }
  await pool.end();
} finally {
  await postgres.close();
  await rm(dataDir, { recursive: true });
}
