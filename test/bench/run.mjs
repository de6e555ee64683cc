// The server beside Mercurius and beside what the machine can do, or beside another revision of itself:
// npm run bench -- [--against REF] [--rounds N] [--seconds S] [--rows q1,clients] [--json]
// Starts and fills a PostgreSQL of its own in a temporary folder, and removes it. Only ratios inside one run count.
import { parseArgs } from 'node:util';
import { compareWith } from './against.mjs';
import { compareWithOthers } from './beside.mjs';

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    rows: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

/** The end of an interrupted run is an orderly one: its servers, database and folders go. */
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => interrupted.abort(new Error(`Interrupted by ${signal}.`)));

const DEFAULT_ROUNDS = { against: 7, beside: 5 };

try {
  const { against, rows, json } = values;
  const rounds = Number(values.rounds ?? DEFAULT_ROUNDS[against === undefined ? 'beside' : 'against']);
  const options = { rounds, seconds: Number(values.seconds ?? 1), rows, json, signal: interrupted.signal };
  const isPassed = against === undefined ? compareWithOthers(options) : compareWith(against, options);
  process.exitCode = (await isPassed) ? 0 : 1;
} catch (error) {
  console.error(interrupted.signal.aborted ? interrupted.signal.reason.message : error);
  process.exitCode = interrupted.signal.aborted ? 130 : 2;
}
