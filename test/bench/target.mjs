// This server as a target of a benchmark harness that starts its targets itself. Build it first: npm run build.
// Its database is at BAILIWICK_BENCH_DATABASE_URL, filled by npm run bench:seed.
import { fileURLToPath } from 'node:url';
import { documents, requestsOf } from './requests.mjs';
import { ENCRYPTION_KEY } from './shape.mjs';

const organizationNumbers = { org_1k: 1, org_10k: 2, org_100k: 3 };
const numberOf = (name) => organizationNumbers[name] ?? Number(name.slice(4));

export default {
  bailiwick: {
    cmd: ['node', 'dist/main.js'],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    // The load comes from few keys, which would use up any limit, and the others have none.
    env: { BOOTSTRAP: '0', LOG_LEVEL: 'warn', ENCRYPTION_KEY, RATE_LIMIT_PER_MINUTE: '0' },
    databaseUrl: process.env.BAILIWICK_BENCH_DATABASE_URL,
    requests: (op, organization = 'org_0000', n = 10_000) =>
      requestsOf(op, numberOf(organization), n).map(({ headers, variables }) => ({
        headers,
        path: '/graphql',
        body: JSON.stringify({ query: documents[op], variables }),
      })),
  },
};
