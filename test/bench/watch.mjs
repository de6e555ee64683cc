// What watching costs: a line for each request, metrics, traces, on one database, taking turns: npm run bench:watch [ROUNDS] [SECONDS] [WORKLOADS]
// The processor time of the server for each request, which a busy machine disturbs less than rates. Linux only. Another build of the
// server takes part as "before" when BEFORE names its main.js. Only ratios inside one run count.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpuMicroseconds, load, start, stop, withFilledDatabase } from './servers.mjs';

const [rounds = '5', seconds = '1', ops = 'q1,q2,q4,m1'] = process.argv.slice(2);
const OPS = ops.split(',');
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
  env: { BACKGROUND_JOBS: 'off', ...env },
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
    for (const op of OPS) for (const server of servers) await load(server, op, 1, 16);
    const costs = new Map();
    for (let round = 0; round < Number(rounds); round++)
      for (const op of OPS)
        for (const server of servers) {
          const key = `${op} ${server.name}`;
          costs.set(key, [...(costs.get(key) ?? []), await costOf(server, op)]);
        }
    // Whatever disturbs a round only adds to it.
    const costIn = (op, name) => Math.min(...costs.get(`${op} ${name}`));
    const rows = OPS.map((op) => {
      const row = { op, 'off, in microseconds': Math.round(costIn(op, 'off')) };
      for (const name of Object.keys(variants).slice(1))
        row[name] = (costIn(op, name) / costIn(op, 'off')).toFixed(2);
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

/** Microseconds of the processor for a request. */
async function costOf(server, op) {
  const before = await cpuMicroseconds(server);
  const rate = await load(server, op, Number(seconds), 16);
  return ((await cpuMicroseconds(server)) - before) / (rate * Number(seconds));
}
