// What rate limits cost, by where points are counted, on one database, taking turns: npm run bench:limits [ROUNDS] [SECONDS]
// Redis takes part when redis-server is installed. Only ratios inside one run count.
import { spawn, spawnSync } from 'node:child_process';
import { start, stop, takeTurns, withFilledDatabase } from './servers.mjs';

const [rounds = '3', seconds = '2'] = process.argv.slice(2);
const OPS = ['q1', 'q2', 'q4', 'm1'];
const REDIS_PORT = 15_490;
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

const limited = { RATE_LIMIT_PER_MINUTE: '1000000000' };
const variants = {
  off: { RATE_LIMIT_PER_MINUTE: '0', AUTH_FAILURES_PER_MINUTE: '0' },
  memory: { ...limited, RATE_LIMIT_STORE: 'memory' },
  postgres: { ...limited, RATE_LIMIT_STORE: 'postgres' },
  ...(hasRedis && { redis: { ...limited, REDIS_URL: `redis://127.0.0.1:${REDIS_PORT}` } }),
};

const targetOf = ([name, env]) => ({
  name,
  file: 'dist/main.js',
  path: () => '/graphql',
  env: { BACKGROUND_JOBS: 'off', ...env },
});

const redis =
  hasRedis &&
  spawn('redis-server', ['--port', `${REDIS_PORT}`, '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  });

await withFilledDatabase(async (databaseUrl) => {
  const servers = [];
  try {
    for (const [index, variant] of Object.entries(variants).entries())
      servers.push(await start(targetOf(variant), 15_400 + index, databaseUrl));
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
    if (redis) redis.kill();
  }
});
