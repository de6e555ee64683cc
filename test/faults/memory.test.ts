import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Credentials } from '../support/client.ts';
import { startLoad } from '../support/http/load.ts';
import { type Connection, openConnection } from '../support/http/persistent-connection.ts';
import { startOnDatabase } from '../support/process/in-flight-write.ts';
import { useProcesses } from '../support/process/processes.ts';

const processes = useProcesses();

const REQUEST_COUNT = 200_000;
const CLIENT_COUNT = 16;
/** What fills the cache of documents, and what compiles the code of all kinds. */
const ANEW_COUNT = 8_000;
const WARM_UP_COUNT = 12_000;
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

type Made = (count: number) => string;

const read: Made = () => '{ viewer { project { id name config { displayName } } } }';
/** As many names as some clients make up. */
const readAnew: Made = (count) => `query Made${count} { viewer { project { id } } }`;
const misread: Made = () => '{ viewer { nothingOfTheKind } }';
const update: Made = () =>
  'mutation { updateProjectConfig(input: { displayName: "Again" }) { project { id } } }';
const create: Made = () =>
  'mutation { createSession(input: { userId: "somebody", toolkitSlugs: ["github"] }) { session { id } } }';

/** What applications ask, in about their measure. */
const kinds = [...Array<Made>(45).fill(read), readAnew, readAnew, misread, update, create];

async function ask(connections: readonly Connection[], count: number, query: string, headers: Credentials) {
  const { status, text } = (await connections[count % connections.length]?.ask(query, headers)) ?? {};
  return new Response(text, { status: status ?? 500 });
}

test(`${REQUEST_COUNT} requests of every kind: the heap grows by less than a tenth`, {
  timeout: 500_000,
}, async () => {
  const reporter = join(processes.folder, 'heap.mjs');
  await writeFile(reporter, HEAP_REPORTER);
  const { server, url, credentials } = await startOnDatabase(processes, {
    NODE_OPTIONS: `--import ${reporter}`,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '1000000000',
  });
  const heap = async () => {
    const before = server.printed.length;
    server.kill('SIGUSR2');
    const readHeapSize = () => /heap (\d+)\n/.exec(server.printed.slice(before))?.[1];
    await expect.poll(readHeapSize, { timeout: 10_000 }).toBeDefined();
    return Number(readHeapSize());
  };
  const connections = await Promise.all(Array.from({ length: CLIENT_COUNT }, () => openConnection(url)));
  let made = 0;
  const load = startLoad(CLIENT_COUNT, () => {
    made += 1;
    const make = (made <= ANEW_COUNT ? readAnew : kinds[made % kinds.length]) ?? read;
    return ask(connections, made, make(made), credentials);
  });
  await load.more(ANEW_COUNT + WARM_UP_COUNT);
  const before = await heap();
  const later: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await load.more((REQUEST_COUNT - ANEW_COUNT - WARM_UP_COUNT) / SAMPLES);
    later.push(await heap());
  }
  await load.stop();
  for (const { close } of connections) close();
  expect(load.broken).toEqual([]);
  expect(load.asked.filter(({ status }) => status !== 200)).toEqual([]);
  // One kind asks for a field that is not there.
  const refused = load.asked.filter(({ code }) => code !== null);
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['BAD_USER_INPUT']));
  expect(refused.length / load.asked.length).toBeCloseTo(1 / kinds.length, 2);
  expect(Math.min(...later.slice(-2)) / before, `${before} bytes, then ${later}`).toBeLessThan(GROWTH_MAX);
});
