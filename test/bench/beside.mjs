// This working copy beside Mercurius with JIT and beside the limit, a bare node:http server with one prepared statement a request.
// In each round the servers take turns row by row. A ratio is the median of those of the rounds.
import { APP_ORIGIN } from './clients.mjs';
import { prepareMercurius } from './peers/mercurius.mjs';
import { documents, requestsOf } from './requests.mjs';
import { BOUNDS, facing, selectRows } from './rows.mjs';
import {
  freePort,
  measure,
  median,
  memoryMb,
  requireAnswer,
  start,
  stop,
  withFilledDatabase,
} from './servers.mjs';

const STARTS = 3;
const WARM_UP_SECONDS = 1;

const ours = { path: () => '/graphql', documents, requestsOf };
const LIMIT = { ...ours, name: 'limit', file: 'test/bench/peers/limit/server.mjs', path: (op) => `/${op}` };
const BAILIWICK = { ...ours, name: 'bailiwick', file: 'dist/main.js', env: { CORS_ORIGINS: APP_ORIGIN } };

/** Prints the rows and returns whether every promise is kept. */
export async function compareWithOthers({ rounds, seconds, rows: only, json, signal }) {
  const rows = selectRows(only);
  let results = [];
  await withFilledDatabase(async (databaseUrl) => {
    const targets = [LIMIT, await prepareMercurius(databaseUrl, signal), BAILIWICK];
    const startSeconds = await measureStart(databaseUrl, signal);
    const servers = [];
    try {
      for (const target of targets)
        servers.push({ ...target, ...(await start(target, await freePort(), databaseUrl)) });
      const runs = rows.map((row) => runOf(row, servers));
      await measureAll(runs, { rounds, seconds, signal });
      const memory = await memoryMb(servers[2]);
      results = [...runs.map(resultOf), ...boundsOf(runs, memory, startSeconds)];
    } finally {
      await stop(servers);
    }
  });
  if (json) console.log(JSON.stringify({ rounds, seconds, results }, null, 2));
  else report(results);
  return results.every(({ kept }) => kept);
}

/** Seconds from a start on a filled database to the first response. */
async function measureStart(databaseUrl, signal) {
  const times = [];
  for (let i = 0; i < STARTS; i++) {
    signal.throwIfAborted();
    const server = await start(BAILIWICK, await freePort(), databaseUrl);
    times.push(server.startMs / 1000);
    await stop([server]);
  }
  return median(times);
}

/** The servers of a row. Mercurius has rows of its own operations only; those also show the limit where they are bare. */
function runOf(row, servers) {
  const names = ['bailiwick', row.against, ...(row.name.startsWith('bare/') ? ['limit'] : [])];
  const sides = servers.filter(({ name }) => names.includes(name)).map((server) => facing(server, row));
  return { row, sides, rounds: [] };
}

async function measureAll(runs, { rounds, seconds, signal }) {
  for (const { row, sides } of runs) {
    if (row.against === 'limit') await requireEqualAnswers(row, sides);
    else for (const side of sides) await requireAnswer(side, row);
  }
  for (const { row, sides } of runs) {
    for (const side of sides) {
      await measure(side, row.op, { seconds: WARM_UP_SECONDS, connections: row.connections });
    }
  }
  for (let round = 0; round < rounds; round++) {
    console.error(`Round ${round + 1} of ${rounds}: ${runs.length} rows.`);
    for (const run of runs) run.rounds.push(await measureRound(run, { round, seconds, signal }));
  }
}

const OPAQUE = ['cursor', 'endCursor', 'next_cursor'];

/** The limit writes the same response by itself: all of it but cursors, and ids of new rows. */
async function requireEqualAnswers(row, sides) {
  const isOpaque = (name) => OPAQUE.includes(name) || (name === 'id' && row.op.startsWith('record'));
  const answers = await Promise.all(sides.map((side) => requireAnswer(side, row)));
  const [expected, actual] = answers.map((answer) =>
    JSON.stringify(answer.data ?? answer, (name, value) => (isOpaque(name) ? typeof value : value)),
  );
  if (expected !== actual) throw new Error(`The responses of ${row.name} differ:\n${expected}\n${actual}`);
}

/** By the name of each server: requests a second, the latencies, and how busy the load generator was. */
async function measureRound({ row, sides }, { round, seconds, signal }) {
  const measured = {};
  const order = round % 2 === 0 ? sides : sides.toReversed();
  for (const side of order) {
    signal.throwIfAborted();
    const before = process.cpuUsage();
    const startedAt = performance.now();
    const { rate, latencies } = await measure(side, row.op, { seconds, connections: row.connections });
    const { user, system } = process.cpuUsage(before);
    const busy = (user + system) / 1000 / (performance.now() - startedAt);
    const at = (share) => latencies[Math.floor(share * (latencies.length - 1))];
    measured[side.name] = { rate, p50: at(0.5), p99: at(0.99), busy };
  }
  return measured;
}

function resultOf({ row, rounds }) {
  const ratiosTo = (name) => rounds.map((round) => round.bailiwick.rate / round[name].rate);
  const over = (select) => median(rounds.map(select));
  const ratios = ratiosTo(row.against);
  const ratio = median(ratios);
  const hasLimit = row.against !== 'limit' && rounds[0].limit !== undefined;
  return {
    name: row.name,
    against: row.against,
    promise: row.promise,
    aim: row.aim,
    measured: ratio,
    spread: [Math.min(...ratios), Math.max(...ratios)],
    kept: ratio >= row.promise,
    reached: ratio >= row.aim,
    ofLimit: hasLimit ? median(ratiosTo('limit')) : null,
    rate: over(({ bailiwick }) => bailiwick.rate),
    p50: over(({ bailiwick }) => bailiwick.p50),
    p99: over(({ bailiwick }) => bailiwick.p99),
    generatorBusy: over(({ bailiwick }) => bailiwick.busy),
  };
}

const boundOf = ({ name, promise, aim }, measured) => ({
  name,
  promise,
  aim,
  measured,
  kept: measured <= promise,
  reached: measured <= aim,
});

/** Memory is that after the rows that ran. Tails are those of bare rows, if any ran. */
function boundsOf(runs, memory, startSeconds) {
  const tails = runs
    .filter(({ row }) => row.name.startsWith('bare/'))
    .map(({ rounds }) => median(rounds.map(({ bailiwick }) => bailiwick.p99 / bailiwick.p50)));
  return [
    ...(memory === null ? [] : [boundOf(BOUNDS.memoryMb, memory)]),
    boundOf(BOUNDS.startSeconds, startSeconds),
    ...(tails.length === 0 ? [] : [boundOf(BOUNDS.tail, Math.max(...tails))]),
  ];
}

const fixed = (number, digits = 2) => (number == null ? '' : number.toFixed(digits));

const COLUMNS = {
  row: ({ name }) => name.padEnd(34),
  beside: ({ against = '' }) => against.padEnd(9),
  promise: ({ promise }) => String(promise).padEnd(7),
  aim: ({ aim }) => String(aim).padEnd(4),
  measured: ({ measured }) => fixed(measured).padEnd(8),
  spread: ({ spread }) =>
    (spread ?? [])
      .map((end) => fixed(end))
      .join(' to ')
      .padEnd(14),
  verdict: ({ kept, reached }) => (reached ? 'aim' : kept ? 'promise' : 'MISSED').padEnd(7),
  'of the limit': ({ ofLimit }) => fixed(ofLimit).padEnd(12),
  'a second': ({ rate }) => fixed(rate, 0).padEnd(8),
  'p50, ms': ({ p50 }) => fixed(p50).padEnd(7),
  'p99, ms': ({ p99 }) => fixed(p99).padEnd(7),
  'generator busy': ({ generatorBusy }) => fixed(generatorBusy),
};

/** Prints a table in Markdown. */
function report(results) {
  const line = (cells) => console.log(`| ${cells.join(' | ')} |`);
  line(Object.keys(COLUMNS));
  line(Object.keys(COLUMNS).map(() => '---'));
  for (const result of results) line(Object.values(COLUMNS).map((cell) => cell(result)));
  const missed = results.filter(({ kept }) => !kept).map(({ name }) => name);
  console.log(missed.length > 0 ? `\nMissed: ${missed.join('; ')}` : '\nEvery promise is kept.');
}
