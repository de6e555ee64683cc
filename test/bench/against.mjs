// This working copy beside another revision, each on an equal database of its own: npm run bench -- --against REF
//
// A round measures every row on both servers in slices of half a second that take turns, A B B A, so that neither
// gains by what the machine does meanwhile. A row passes when the spread of its ratio, the 95 % confidence interval of the
// median, reaches 0.97; one that does not is measured for as many rounds again, and all of them count.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { APP_ORIGIN } from './clients.mjs';
import { documents } from './requests.mjs';
import { runProgram, withRevision } from './revision.mjs';
import { facing, selectRows } from './rows.mjs';
import {
  cpuMicroseconds,
  freePort,
  load,
  median,
  ROOT,
  requireAnswer,
  start,
  stop,
  withPostgres,
} from './servers.mjs';

const PASSES_FROM = 0.97;
const ROUNDS_MIN = 7;
const SEED_MAX_MS = 5 * 60_000;
const SLICE_SECONDS = 0.5;

/** Prints the ratios of the working copy to `ref` and returns whether every row passed. */
export async function compareWith(ref, { rounds, seconds, rows: only, json, signal }) {
  if (!(rounds >= ROUNDS_MIN)) throw new Error(`Fewer than ${ROUNDS_MIN} rounds tell nothing of the spread.`);
  // REST has no documents, and a revision may not have it.
  const rows = selectRows(only).filter(({ name }) => !name.startsWith('rest/'));
  let results = [];
  let commit = '';
  await withRevision(ref, signal, async (revision) => {
    commit = revision.commit;
    await withPostgres(async (urlOf) => {
      const servers = [];
      try {
        servers.push(await startSide({ name: 'here', folder: ROOT, index: 0 }, urlOf, signal));
        servers.push(await startSide({ name: commit, folder: revision.folder, index: 1 }, urlOf, signal));
        results = await compare(servers, rows, { rounds, seconds, signal });
      } finally {
        await stop(servers);
      }
    });
  });
  if (json) console.log(JSON.stringify({ against: commit, rounds, seconds, rows: results }, null, 2));
  else report(commit, results);
  return results.every(({ passes }) => passes);
}

/** A server of one side. Its database is filled by its own revision, its settings and keys are those of its own harness;
 *  the documents are the same for both. */
async function startSide({ name, folder, index }, urlOf, signal) {
  const databaseUrl = urlOf(`bench_${index}`);
  console.error(`Filling the database of ${name}.`);
  const env = { ...process.env, BAILIWICK_BENCH_DATABASE_URL: databaseUrl };
  const seeding = { cwd: folder, env, maxMs: SEED_MAX_MS, signal };
  await runProgram(process.execPath, ['--import', 'tsx', 'test/bench/seed.mjs'], seeding);
  const { default: targets } = await import(pathToFileURL(`${folder}/test/bench/target.mjs`).href);
  const { env: settings, requests } = targets.bailiwick;
  const target = {
    name,
    folder,
    file: 'dist/main.js',
    path: () => '/graphql',
    env: { ...settings, [await jobsVariable(folder)]: 'off', CORS_ORIGINS: APP_ORIGIN },
  };
  const server = await start(target, await freePort(), databaseUrl);
  // Its requests are as its harness makes them for one that starts it itself.
  const requestsOf = (op) =>
    requests(op).map(({ headers, body }) => ({ headers, variables: JSON.parse(body).variables }));
  return { ...server, documents, requestsOf };
}

/** The variable that turns background jobs off, as a revision calls it: a server refuses to start with the name of another one. */
async function jobsVariable(folder) {
  const example = await readFile(join(folder, '.env.example'), 'utf8');
  return /^BACKGROUND_JOBS=/m.test(example) ? 'BACKGROUND_JOBS' : 'WORKER';
}

async function compare(servers, rows, { rounds, seconds, signal }) {
  const known = rows.filter(({ op, name }) => servers.every((server) => isKnown(server, op, name)));
  const runs = known.map((row) => ({ row, pair: servers.map((server) => facing(server, row)), rounds: [] }));
  const slices = Math.max(2, Math.round(seconds / SLICE_SECONDS));
  for (const run of runs) {
    for (const side of run.pair) await requireAnswer(side, run.row);
    await measureRound(run, slices, signal);
  }
  const measure = async (some) => {
    for (let round = 0; round < rounds; round++) {
      console.error(`Round ${round + 1} of ${rounds}: ${some.length} rows.`);
      for (const run of some) run.rounds.push(await measureRound(run, slices, signal));
    }
  };
  await measure(runs);
  const again = runs.filter((run) => !resultOf(run).passes);
  if (again.length > 0) await measure(again);
  return runs.map(resultOf);
}

/** What both sides did in a round, in slices that take turns: requests a second, and processor time for each of them. */
async function measureRound({ row, pair, rounds }, slices, signal) {
  const sums = pair.map(() => ({ rate: 0, cpu: 0 }));
  for (let slice = 0; slice < slices; slice++) {
    const order = (rounds.length + slice) % 2 === 0 ? [0, 1] : [1, 0];
    for (const side of order) {
      signal.throwIfAborted();
      const before = await cpuMicroseconds(pair[side]);
      sums[side].rate += await load(pair[side], row.op, SLICE_SECONDS, row.connections);
      sums[side].cpu += (await cpuMicroseconds(pair[side])) - before;
    }
  }
  return sums.map(({ rate, cpu }) => ({ rate: rate / slices, cpu: cpu / (rate * SLICE_SECONDS) }));
}

/** Whether the harness of a revision has the data and the requests of a row. */
function isKnown({ name, requestsOf }, op, row) {
  try {
    return requestsOf(op).length > 0;
  } catch {
    console.error(`${name} has no ${row}: left out.`);
    return false;
  }
}

const rounded = (number) => Math.round(number * 1000) / 1000;

/** The interval that has the true median in it with 95 % confidence, whatever the numbers are distributed like: between the
 *  k-th smallest and the k-th largest. */
function intervalOfMedian(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const n = sorted.length;
  let k = 0;
  let [ways, sum] = [1, 1];
  while (2 * sum <= 0.05 * 2 ** n) {
    k += 1;
    ways = (ways * (n - k + 1)) / k;
    sum += ways;
  }
  const first = Math.max(0, k - 1);
  return [sorted[first], sorted[n - 1 - first]];
}

function resultOf({ row, rounds }) {
  const ratios = rounds.map(([here, there]) => here.rate / there.rate);
  const spread = intervalOfMedian(ratios);
  const rateOf = (side) => Math.round(median(rounds.map((sides) => sides[side].rate)));
  const cpu = rounded(median(rounds.map(([here, there]) => here.cpu / there.cpu)));
  return {
    row: row.name,
    ratio: rounded(median(ratios)),
    spread: spread.map(rounded),
    rounds: ratios.length,
    here: rateOf(0),
    there: rateOf(1),
    cpu: Number.isNaN(cpu) ? null : cpu,
    passes: spread[1] >= PASSES_FROM,
  };
}

function report(commit, results) {
  console.log(`Requests a second of the working copy / of ${commit}: median of the rounds (spread), and`);
  console.log('processor time of the server for a request, which a busy machine disturbs less');
  for (const { row, ratio, spread, rounds, here, there, cpu, passes } of results) {
    const [low, high] = spread.map((end) => end.toFixed(2));
    const cells = [
      passes ? 'pass' : 'FAIL',
      row.padEnd(32),
      `${ratio.toFixed(2)} (${low} to ${high}, ${rounds} rounds)`.padEnd(32),
      `${here} / ${there}`.padEnd(14),
      cpu === null ? '' : `processor ${cpu.toFixed(2)}`,
    ];
    console.log(cells.join(' ').trimEnd());
  }
}
