import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { expect, test } from 'vitest';
import { startOnDatabase } from '../support/in-flight.ts';
import { useProcesses } from '../support/processes.ts';

const processes = useProcesses();

const REQUEST_COUNT = 200_000;
const CLIENT_COUNT = 16;
/** What fills caches and compiles code. */
const WARM_UP_COUNT = 40_000;
const GROWTH_MAX = 1.1;
const SAMPLES = 4;

/** Loaded into the server before its own code: says how large its heap is, without garbage, when it gets the signal. */
const HEAP_REPORTER = `
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => {
  collect();
  collect();
  process.stdout.write(\`heap \${process.memoryUsage().heapUsed}\\n\`);
});
`;

const inputs = ['displayName: "Again"', 'logoUrl: "https://example.com/logo.png"'];

/** What applications ask, with as many names and documents as some clients make up. */
const kinds: readonly ((count: number) => object)[] = [
  () => ({ query: '{ viewer { organization { id name } project { id name config { displayName } } } }' }),
  (count) => ({ query: `query Made${count} { viewer { project { id } } }`, operationName: `Made${count}` }),
  () => ({ query: '{ viewer { nothingOfTheKind } }' }),
  (count) => ({
    query: `mutation { updateProjectConfig(input: { ${inputs[count % 2]} }) { project { id } } }`,
  }),
  (count) => ({
    query: 'mutation ($input: CreateSessionInput!) { createSession(input: $input) { session { id } } }',
    variables: { input: { userId: `user-${count}`, toolkitSlugs: ['github'] } },
  }),
];

test(`${REQUEST_COUNT} requests of every kind: the heap grows by less than a tenth`, {
  timeout: 400_000,
}, async () => {
  const reporter = join(processes.folder, 'heap.mjs');
  await writeFile(reporter, HEAP_REPORTER);
  const { server, url, credentials } = await startOnDatabase(processes, {
    NODE_OPTIONS: `--import ${reporter}`,
    RATE_LIMIT_STORE: 'postgres',
  });
  const heap = async () => {
    const before = server.printed.length;
    server.kill('SIGUSR2');
    const told = () => /heap (\d+)\n/.exec(server.printed.slice(before))?.[1];
    await expect.poll(told, { timeout: 10_000 }).toBeDefined();
    return Number(told());
  };
  let asked = 0;
  const ask = async (amount: number) => {
    const { non2xx, errors } = await autocannon({
      url: `${url}/graphql`,
      amount,
      connections: CLIENT_COUNT,
      requests: kinds.map((make) => ({
        method: 'POST',
        headers: { ...credentials, 'content-type': 'application/json' },
        setupRequest: (request) => {
          asked += 1;
          return { ...request, body: JSON.stringify(make(asked)) };
        },
      })),
    });
    // One of them asks for a field that is not there.
    expect(errors).toBe(0);
    expect(non2xx).toBeLessThanOrEqual(amount / kinds.length + CLIENT_COUNT);
  };

  await ask(WARM_UP_COUNT);
  const before = await heap();
  const later: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await ask((REQUEST_COUNT - WARM_UP_COUNT) / SAMPLES);
    later.push(await heap());
  }
  expect(Math.min(...later.slice(-2)) / before, `${before} bytes, then ${later}`).toBeLessThan(GROWTH_MAX);
});
