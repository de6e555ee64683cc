import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startOnDatabase } from '../support/in-flight.ts';
import { startLoad } from '../support/load.ts';
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

type Made = (count: number) => object;

const read: Made = () => ({
  query: '{ viewer { organization { id name } project { id name config { displayName } } } }',
});
/** As many names as some clients make up. */
const readAnew: Made = (count) => ({ query: `query Made${count} { viewer { project { id } } }` });
const misread: Made = () => ({ query: '{ viewer { nothingOfTheKind } }' });
const update: Made = (count) => ({
  query:
    'mutation ($input: UpdateProjectConfigInput!) { updateProjectConfig(input: $input) { project { id } } }',
  variables: { input: { displayName: `Name ${count}` } },
});
const create: Made = (count) => ({
  query: 'mutation ($input: CreateSessionInput!) { createSession(input: $input) { session { id } } }',
  variables: { input: { userId: `user-${count}`, toolkitSlugs: ['github'] } },
});

/** What applications ask, in about their measure. */
const kinds = [...Array<Made>(15).fill(read), readAnew, readAnew, misread, update, create];

test(`${REQUEST_COUNT} requests of every kind: the heap grows by less than a tenth`, {
  timeout: 500_000,
}, async () => {
  const reporter = join(processes.folder, 'heap.mjs');
  await writeFile(reporter, HEAP_REPORTER);
  const { server, url, credentials } = await startOnDatabase(processes, {
    NODE_OPTIONS: `--import ${reporter}`,
    RATE_LIMIT_STORE: 'postgres',
    RATE_LIMIT_PER_MINUTE: '1000000000',
  });
  const heap = async () => {
    const before = server.printed.length;
    server.kill('SIGUSR2');
    const told = () => /heap (\d+)\n/.exec(server.printed.slice(before))?.[1];
    await expect.poll(told, { timeout: 10_000 }).toBeDefined();
    return Number(told());
  };
  let made = 0;
  const load = startLoad(CLIENT_COUNT, () => {
    made += 1;
    const body = JSON.stringify(kinds[made % kinds.length]?.(made));
    const headers = { ...credentials, 'content-type': 'application/json' };
    return fetch(`${url}/graphql`, { method: 'POST', headers, body });
  });
  await load.more(WARM_UP_COUNT);
  const before = await heap();
  const later: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await load.more((REQUEST_COUNT - WARM_UP_COUNT) / SAMPLES);
    later.push(await heap());
  }
  await load.stop();
  expect(load.broken).toEqual([]);
  // One kind asks for a field that is not there.
  const refused = load.asked.filter(({ status }) => status === 400);
  expect(refused.length / load.asked.length).toBeCloseTo(1 / kinds.length, 2);
  expect(load.asked.filter(({ status }) => status !== 200 && status !== 400)).toEqual([]);
  expect(Math.min(...later.slice(-2)) / before, `${before} bytes, then ${later}`).toBeLessThan(GROWTH_MAX);
});
