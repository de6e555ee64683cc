// What further processes bring (SERVER_PROCESSES), on one database, taking turns: npm run bench:workers [ROUNDS] [SECONDS] [COUNTS]
// COUNTS such as 1,2,4; without it powers of two up to the cores. The load comes from one process and shares the cores with
// PostgreSQL and the servers: what it measures is the least that they bring. Only ratios inside one run count.
import { availableParallelism } from 'node:os';
import { memoryMb, start, stop, takeTurns, withFilledDatabase } from './servers.mjs';

const cores = availableParallelism();
const upToCores = [1, 2, 4, 8, 16, 32, 64].filter((count) => count <= Math.max(2, cores));
const [rounds = '3', seconds = '3', given = upToCores.join(',')] = process.argv.slice(2);
const OPS = ['q1', 'm1'];
const COUNTS = given.split(',').map(Number);
const CONNECTIONS = 64;

const targetOf = (count) => ({
  name: `${count}`,
  file: 'dist/main.js',
  path: () => '/graphql',
  env: { SERVER_PROCESSES: `${count}`, BACKGROUND_JOBS: 'off' },
});

await withFilledDatabase(async (databaseUrl) => {
  const servers = [];
  try {
    for (const [index, count] of COUNTS.entries())
      servers.push(await start(targetOf(count), 15_300 + index, databaseUrl));
    const turns = { ops: OPS, rounds: Number(rounds), seconds: Number(seconds), connections: CONNECTIONS };
    const rateOf = await takeTurns(servers, turns);
    const [base] = servers;
    const rows = [];
    for (const server of servers) {
      const row = { processes: server.name, 'memory, MB': await memoryMb(server) };
      for (const op of OPS) {
        row[`${op}, a second`] = Math.round(rateOf(op, server.name));
        row[`${op}, of ${base.name}`] = (rateOf(op, server.name) / rateOf(op, base.name)).toFixed(2);
      }
      rows.push(row);
    }
    console.log(`${cores} cores, ${CONNECTIONS} connections`);
    console.table(rows);
  } finally {
    await stop(servers);
  }
});
