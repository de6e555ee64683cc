// The server beside what the machine can do, or beside another revision of itself:
// npm run bench -- [--against REF] [--rounds N] [--seconds S] [--only Q1,M1] [--json]
// Starts and fills a PostgreSQL of its own in a temporary folder, and removes it. Only ratios inside one run count.
import { parseArgs } from 'node:util';
import { compareWith } from './against.mjs';
import { memoryMb, start, stop, takeTurns, withFilledDatabase } from './servers.mjs';

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

/** The end of an interrupted run is an orderly one: its servers, database and folders go. */
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => interrupted.abort(new Error(`Interrupted by ${signal}.`)));

try {
  if (values.against === undefined) await compareWithLimit();
  else {
    const options = {
      rounds: Number(values.rounds ?? 7),
      seconds: Number(values.seconds ?? 1),
      only: values.only,
      json: values.json,
      signal: interrupted.signal,
    };
    process.exitCode = (await compareWith(values.against, options)) ? 0 : 1;
  }
} catch (error) {
  console.error(interrupted.signal.aborted ? interrupted.signal.reason.message : error);
  process.exitCode = interrupted.signal.aborted ? 130 : 2;
}

async function compareWithLimit() {
  const ops = (values.only ?? 'q1,q2,q3,q4,m1,m2').toLowerCase().split(',');
  const targets = [
    { name: 'limit', file: 'test/bench/limit.mjs', path: (op) => `/${op}` },
    { name: 'bailiwick', file: 'dist/main.js', path: () => '/graphql' },
  ];
  const turns = {
    ops,
    rounds: Number(values.rounds ?? 3),
    seconds: Number(values.seconds ?? 3),
    connections: 16,
    signal: interrupted.signal,
  };
  await withFilledDatabase(async (databaseUrl) => {
    const servers = [];
    try {
      for (const [index, target] of targets.entries())
        servers.push(await start(target, 15_200 + index, databaseUrl));
      reportBeside(ops, await takeTurns(servers, turns));
      const [, server] = servers;
      const startMs = Math.round(server.startMs);
      console.error(`start to first answer ${startMs} ms, memory after load ${await memoryMb(server)} MB`);
    } finally {
      await stop(servers);
    }
  });
}

function reportBeside(ops, rateOf) {
  const rows = ops.map((op) => {
    const [limit, bailiwick] = [rateOf(op, 'limit'), rateOf(op, 'bailiwick')];
    return {
      op,
      'limit, a second': Math.round(limit),
      'bailiwick, a second': Math.round(bailiwick),
      'of the limit': (bailiwick / limit).toFixed(2),
    };
  });
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  else console.table(rows);
}
