// This working copy beside another revision, each on an equal database of its own: npm run bench -- --against REF
//
// A round measures every workload on both servers in slices of half a second that take turns, A B B A, so that neither
// gains by what the machine does meanwhile. A workload passes when the spread of its ratio, the 95 % confidence interval of the
// median, reaches 0.97; one that does not is measured for as many rounds again, and all of them count.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { APP_ORIGIN, clients } from './clients.mjs';
import { documents } from './requests.mjs';
import { runProgram, withRevision } from './revision.mjs';
import { cpuMicroseconds, load, median, ROOT, start, stop, withPostgres } from './servers.mjs';

const PASSES_FROM = 0.97;
const ROUNDS_MIN = 7;
const SEED_MAX_MS = 5 * 60_000;
const FIRST_PORT = 15_200;
const CONNECTIONS = 16;
const SLICE_SECONDS = 0.5;
/** More than a slice needs. */
const SLICE_REQUESTS = 2_000;

const workloadOf = (op, client) => ({
  name: `${op.toUpperCase()}/${client}`,
  op,
  client,
  parts: [op, client, `${op}/${client}`],
});
const WORKLOADS = Object.keys(documents).flatMap((op) =>
  Object.keys(clients).map((client) => workloadOf(op, client)),
);

/** Those that `only` names, each by its request (`q1`), by its client (`apollo`) or by both (`q1/apollo`). */
function selectWorkloads(only) {
  if (only === undefined) return WORKLOADS;
  const wanted = only.toLowerCase().split(',');
  const unknown = wanted.filter((part) => !WORKLOADS.some(({ parts }) => parts.includes(part)));
  if (unknown.length > 0) throw new Error(`There is no workload ${unknown.join(', ')}.`);
  return WORKLOADS.filter(({ parts }) => parts.some((part) => wanted.includes(part)));
}

/** Prints the ratios of the working copy to `ref` and returns whether every workload passed. */
export async function compareWith(ref, { rounds, seconds, only, json, signal }) {
  if (!(rounds >= ROUNDS_MIN)) throw new Error(`Fewer than ${ROUNDS_MIN} rounds tell nothing of the spread.`);
  const workloads = selectWorkloads(only);
  let results = [];
  let commit = '';
  await withRevision(ref, signal, async (revision) => {
    commit = revision.commit;
    await withPostgres(async (urlOf) => {
      const servers = [];
      try {
        servers.push(await startSide({ name: 'here', folder: ROOT, index: 0 }, urlOf, signal));
        servers.push(await startSide({ name: commit, folder: revision.folder, index: 1 }, urlOf, signal));
        results = await compare(servers, workloads, { rounds, seconds, signal });
      } finally {
        await stop(servers);
      }
    });
  });
  if (json) console.log(JSON.stringify({ against: commit, rounds, seconds, workloads: results }, null, 2));
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
  const server = await start(target, FIRST_PORT + index, databaseUrl);
  return { ...server, requestsOf: requests };
}

/** The variable that turns background jobs off, as a revision calls it: a server refuses to start with the name of another one. */
async function jobsVariable(folder) {
  const example = await readFile(join(folder, '.env.example'), 'utf8');
  return /^BACKGROUND_JOBS=/m.test(example) ? 'BACKGROUND_JOBS' : 'WORKER';
}

/** A server as the target of one workload. */
function facing(server, { op, client }) {
  const { headers, beside, query } = clients[client](documents[op]);
  const sentFor = (request) => ({
    headers: { ...request.headers, ...headers },
    body: JSON.stringify({ query, variables: JSON.parse(request.body).variables, ...beside }),
  });
  let rest = [];
  // A long list is one of names that are used once.
  const requests = () => {
    if (rest.length === 0) rest = server.requestsOf(op);
    const taken = rest.length >= SLICE_REQUESTS ? rest.splice(0, SLICE_REQUESTS) : rest;
    return taken.map(sentFor);
  };
  return { ...server, requests };
}

async function compare(servers, workloads, { rounds, seconds, signal }) {
  const runs = workloads.map((workload) => ({
    workload,
    pair: servers.map((server) => facing(server, workload)),
    rounds: [],
  }));
  const slices = Math.max(2, Math.round(seconds / SLICE_SECONDS));
  for (const run of runs) {
    for (const side of run.pair) await requireAnswer(side, run.workload);
    await measureRound(run, slices, signal);
  }
  const measure = async (some) => {
    for (let round = 0; round < rounds; round++) {
      console.error(`Round ${round + 1} of ${rounds}: ${some.length} workloads.`);
      for (const run of some) run.rounds.push(await measureRound(run, slices, signal));
    }
  };
  await measure(runs);
  const again = runs.filter((run) => !resultOf(run).passes);
  if (again.length > 0) await measure(again);
  return runs.map(resultOf);
}

/** What both sides did in a round, in slices that take turns: requests a second, and processor time for each of them. */
async function measureRound({ workload, pair, rounds }, slices, signal) {
  const sums = pair.map(() => ({ rate: 0, cpu: 0 }));
  for (let slice = 0; slice < slices; slice++) {
    const order = (rounds.length + slice) % 2 === 0 ? [0, 1] : [1, 0];
    for (const side of order) {
      signal.throwIfAborted();
      const before = await cpuMicroseconds(pair[side]);
      sums[side].rate += await load(pair[side], workload.op, SLICE_SECONDS, CONNECTIONS);
      sums[side].cpu += (await cpuMicroseconds(pair[side])) - before;
    }
  }
  return sums.map(({ rate, cpu }) => ({ rate: rate / slices, cpu: cpu / (rate * SLICE_SECONDS) }));
}

/** Fails early for a workload that one of the two cannot answer: an error in the body is no failure to the load. */
async function requireAnswer({ name, url, path, requests }, { op, name: workload }) {
  const [{ headers, body }] = requests();
  const answer = await fetch(url + path(op), { method: 'POST', headers, body });
  const text = await answer.text();
  if (answer.status === 200 && !JSON.parse(text).errors) return;
  throw new Error(`${name} does not answer ${workload}: ${answer.status} ${text}`);
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

function resultOf({ workload, rounds }) {
  const ratios = rounds.map(([here, there]) => here.rate / there.rate);
  const spread = intervalOfMedian(ratios);
  const rateOf = (side) => Math.round(median(rounds.map((sides) => sides[side].rate)));
  const cpu = rounded(median(rounds.map(([here, there]) => here.cpu / there.cpu)));
  return {
    workload: workload.name,
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
  for (const { workload, ratio, spread, rounds, here, there, cpu, passes } of results) {
    const [low, high] = spread.map((end) => end.toFixed(2));
    const cells = [
      passes ? 'pass' : 'FAIL',
      workload.padEnd(18),
      `${ratio.toFixed(2)} (${low} to ${high}, ${rounds} rounds)`.padEnd(32),
      `${here} / ${there}`.padEnd(14),
      cpu === null ? '' : `processor ${cpu.toFixed(2)}`,
    ];
    console.log(cells.join(' ').trimEnd());
  }
}
