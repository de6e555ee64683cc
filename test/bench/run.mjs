// The server beside what the machine can do, on one database, taking turns: npm run bench [ROUNDS] [SECONDS]
// Starts and fills a PostgreSQL of its own in a temporary folder, and removes it. Only ratios inside one run count.
import { memoryMb, start, stop, takeTurns, withFilledDatabase } from './servers.mjs';

const [rounds = '3', seconds = '3'] = process.argv.slice(2);
const OPS = ['q1', 'q2', 'q3', 'q4', 'm1', 'm2'];
const TARGETS = [
  { name: 'limit', file: 'test/bench/limit.mjs', path: (op) => `/${op}` },
  { name: 'bailiwick', file: 'dist/main.js', path: () => '/graphql' },
];

await withFilledDatabase(async (databaseUrl) => {
  const servers = [];
  try {
    for (const [index, target] of TARGETS.entries())
      servers.push(await start(target, 15_200 + index, databaseUrl));
    const turns = { ops: OPS, rounds: Number(rounds), seconds: Number(seconds), connections: 16 };
    const rateOf = await takeTurns(servers, turns);
    const rows = OPS.map((op) => {
      const [limit, bailiwick] = [rateOf(op, 'limit'), rateOf(op, 'bailiwick')];
      return {
        op,
        'limit, a second': Math.round(limit),
        'bailiwick, a second': Math.round(bailiwick),
        'of the limit': (bailiwick / limit).toFixed(2),
      };
    });
    console.table(rows);
    const [, server] = servers;
    console.log(
      `start to first answer ${Math.round(server.startMs)} ms, memory after load ${await memoryMb(server)} MB`,
    );
  } finally {
    await stop(servers);
  }
});
