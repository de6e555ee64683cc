import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmptyDatabase, type TestDatabase } from '../support/database/test-database.ts';
import { type Environment, useProcesses } from '../support/process/processes.ts';
import { REFUSED, type ServerProcess, STACK_TRACE } from '../support/process/server-process.ts';

const processes = useProcesses();

/** An address that no machine has (RFC 5737). */
const FOREIGN_ADDRESS = '203.0.113.9';

let holder: Server;
let database: TestDatabase;
let taken: string;
let free: string;

const listenAnywhere = async (): Promise<Server> => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
};
const portOf = (server: Server) => {
  const address = server.address();
  return address !== null && typeof address === 'object' ? `${address.port}` : '';
};

beforeAll(async () => {
  holder = await listenAnywhere();
  taken = portOf(holder);
  const closed = await listenAnywhere();
  free = portOf(closed);
  closed.close();
  database = await createEmptyDatabase();
});
afterAll(async () => {
  holder.close();
  await database.drop();
});

/** Ended with code 1 and one sentence, which says what to do, and nothing else. */
async function expectSentence(started: ServerProcess, sentence: RegExp): Promise<void> {
  expect(await started.exited, started.stderr).toEqual(REFUSED);
  expect(started.explanation).toMatch(sentence);
  expect(started.explanation.trim().split('\n')).toHaveLength(1);
  expect(started.stderr).not.toMatch(STACK_TRACE);
  expect(started.stderr).not.toContain('hunter2');
  expect(started.printed).toBe('');
}

type Case = readonly [what: string, env: () => Environment, sentence: RegExp];

const own = (more: Environment = {}): Environment => ({ DATABASE_URL: database.url, ...more });
const external = (url: string): Environment => ({ DATABASE_URL: url });

const everyProcess: readonly Case[] = [
  [
    'the metrics address is in use',
    () => own({ METRICS_PORT: taken }),
    /^The address 127\.0\.0\.1:\d+ is in use by another process\. Stop it, or set another METRICS_PORT\.$/m,
  ],
  [
    'the metrics address belongs to another machine',
    () => own({ METRICS_PORT: '0', METRICS_HOST: FOREIGN_ADDRESS }),
    /^METRICS_HOST 203\.0\.113\.9 is not an address of this machine\. Set one that is, such as 127\.0\.0\.1\.$/m,
  ],
  [
    'the data folder is a file',
    () => ({ DATA_DIR: '/dev/null/data' }),
    /^The database in \/dev\/null\/data cannot be started: .* set another DATA_DIR\.$/m,
  ],
  [
    'the database host name is unknown',
    () => external('postgresql://u:hunter2@no-such-host.invalid/x'),
    /^The database at no-such-host\.invalid:5432 cannot be used: .*$/m,
  ],
  [
    'another service responds at the database address',
    () => external(`postgresql://u:hunter2@127.0.0.1:${taken}/x`),
    /^The database at 127\.0\.0\.1:\d+ cannot be used: .*$/m,
  ],
  [
    'nothing listens at the database address',
    () => external(`postgresql://u:hunter2@127.0.0.1:${free}/x`),
    /^The database at 127\.0\.0\.1:\d+ cannot be used: .*$/m,
  ],
];

const everyServer: readonly Case[] = [
  [
    'its address is in use',
    () => own({ PORT: taken }),
    /^The address 127\.0\.0\.1:\d+ is in use by another process\. Stop it, or set another PORT\.$/m,
  ],
  [
    'its address belongs to another machine',
    () => own({ HOST: FOREIGN_ADDRESS }),
    /^HOST 203\.0\.113\.9 is not an address of this machine\. Set one that is, such as 127\.0\.0\.1\.$/m,
  ],
  [
    'its address is an unknown host name',
    () => own({ HOST: 'no-such-host.invalid' }),
    /^HOST no-such-host\.invalid cannot be resolved\. Set an address of this machine\.$/m,
  ],
  [
    'its manifest is missing',
    () => own({ PERSISTED_DOCUMENTS_MANIFEST: '/no/manifest.json' }),
    /^PERSISTED_DOCUMENTS_MANIFEST \/no\/manifest\.json cannot be used: .*$/m,
  ],
];

describe('the start of a server is rejected with one sentence when', () => {
  test.each([...everyServer, ...everyProcess])('%s', async (_what, env, sentence) => {
    await expectSentence(processes.launch(env()), sentence);
    await expect.poll(() => processes.remains()).toEqual([]);
  });

  test.each(everyServer)('with several processes, %s', async (_what, env, sentence) => {
    await expectSentence(processes.launch({ SERVER_PROCESSES: '2', ...env() }), sentence);
    await expect.poll(() => processes.remains()).toEqual([]);
  });

  test('the file .env is a folder', async () => {
    await mkdir(join(processes.folder, '.env'));
    await expectSentence(
      processes.launch(own()),
      /^The file \.env cannot be read \(.*\)\. Correct or remove it\.$/m,
    );
  });

  test('its operator key cannot be sent in a header', async () => {
    for (const key of ['ключ'.repeat(10), `${'x'.repeat(40)} `, `${'x'.repeat(40)}\u00e9`]) {
      const started = processes.launch(own({ OPERATOR_KEY: key }));
      expect(await started.exited).toEqual(REFUSED);
      expect(started.explanation).toContain('OPERATOR_KEY must be printable ASCII');
    }
  });

  test('the database belongs to something else', async () => {
    const foreign = processes.keep(await createEmptyDatabase());
    await foreign.query('CREATE TABLE foreign_table (id int)');
    await expectSentence(processes.launch(external(foreign.url)), /^The database has tables but no .*$/m);
  });

  test('the data folder contains something else', async () => {
    await writeFile(join(processes.folder, 'postgres'), '');
    await expectSentence(
      processes.launch({ DATA_DIR: processes.folder }),
      /^.*\/postgres exists and is not a PostgreSQL data folder\. Move it away, or set another DATA_DIR\.$/m,
    );
  });
});

describe('the start of a worker is rejected with one sentence when', () => {
  test.each(everyProcess)('%s', async (_what, env, sentence) => {
    await expectSentence(processes.launchWorker(env()), sentence);
    await expect.poll(() => processes.remains()).toEqual([]);
  });
});
