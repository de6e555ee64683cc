// What watching costs: a line for each request, metrics, traces, on one database, taking turns: npm run bench:watch [ROUNDS] [SECONDS]
// Another build of the server takes part as "before" when BEFORE names its main.js. Only ratios inside one run count.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:http';
import { start, stop, takeTurns, withFilledDatabase } from './servers.mjs';

const [rounds = '3', seconds = '2'] = process.argv.slice(2);
const OPS = ['q1', 'q2', 'q4', 'm1'];
const COLLECTOR_PORT = 15_599;
const nothing = openSync('/dev/null', 'w');
/** As a container's log is read: through a pipe, by another process. */
const reader = spawn('cat', [], { stdio: ['pipe', nothing, 'inherit'] });

const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${COLLECTOR_PORT}` };
const variants = {
  off: {},
  ...(process.env.BEFORE && { before: { file: process.env.BEFORE } }),
  'log to /dev/null': { env: { LOG_LEVEL: 'info' }, stderr: nothing },
  'log to a pipe': { env: { LOG_LEVEL: 'info' }, stderr: reader.stdin },
  metrics: { env: { METRICS_PORT: '0' } },
  'traces, 1 in 100': {
    env: { ...traced, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.01' },
  },
  'traces, all': { env: traced },
};

const targetOf = ([name, { env = {}, ...rest }]) => ({
  name,
  file: 'dist/main.js',
  path: () => '/graphql',
  env: { WORKER: 'off', ...env },
  ...rest,
});

const collector = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
collector.listen(COLLECTOR_PORT, '127.0.0.1');

await withFilledDatabase(async (databaseUrl) => {
  const servers = [];
  try {
    for (const [index, variant] of Object.entries(variants).entries())
      servers.push(await start(targetOf(variant), 15_500 + index, databaseUrl));
    console.log(
      `start: ${servers.map(({ name, startMs }) => `${name} ${Math.round(startMs)} ms`).join(', ')}`,
    );
    const turns = { ops: OPS, rounds: Number(rounds), seconds: Number(seconds), connections: 16 };
    const rateOf = await takeTurns(servers, turns);
    const rows = OPS.map((op) => {
      const row = { op, 'off, a second': Math.round(rateOf(op, 'off')) };
      for (const name of Object.keys(variants).slice(1))
        row[name] = (rateOf(op, name) / rateOf(op, 'off')).toFixed(2);
      return row;
    });
    console.table(rows);
  } finally {
    await stop(servers);
    collector.close();
    collector.closeAllConnections();
    reader.stdin.end();
  }
});
