import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createServer } from '../../src/app/server.ts';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';
import { run } from '../support/client.ts';
import { runOn } from '../support/database/admin.ts';
import {
  noteCredentials,
  secretIn,
  takeViolations,
  watchStatements,
} from '../support/database/sent-secrets.ts';
import { makeKey } from '../support/fixtures/api-key.ts';
import { makeSubscription } from '../support/fixtures/webhook.ts';
import { makeWorld } from '../support/fixtures.ts';
import { fetchOverNetwork } from '../support/http/send.ts';
import { RegenerateApiKey, RotateApiKey } from '../support/operations/api-key.ts';
import { RotateWebhookSecret } from '../support/operations/webhook.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { type TestServer, testConfig } from '../support/server.ts';

const SAMPLES = [
  `ak_${'a'.repeat(38)}`,
  `oak_${'B'.repeat(38)}`,
  `whsec_${'c'.repeat(43)}=`,
  OPERATOR_KEY,
  'client-secret "quoted"',
];

/** Everything that PostgreSQL logs while `work` uses a server on it. */
async function logOf(work: (server: TestServer) => Promise<void>): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bailiwick-log-'));
  // Started by root, PostgreSQL runs as another user, who must be able to reach its data.
  await chmod(dataDir, 0o711);
  let logged = '';
  const log = (line: string) => {
    logged += `${line}\n`;
  };
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, log });
  try {
    await runOn(postgres.url, 'ALTER SYSTEM SET log_min_duration_statement = 0');
    await runOn(postgres.url, 'SELECT pg_reload_conf()');
    const database = { url: postgres.url, query: async () => [], drop: async () => {} };
    const server = await createServer(testConfig(database, { LOG_LEVEL: 'silent' }));
    const { url } = await server.listen();
    try {
      const fetch = (request: Request) => fetchOverNetwork(url, request);
      await work({ database, fetch, listen: async () => server.listen() });
    } finally {
      await server.close();
    }
  } finally {
    await postgres.close();
    await rm(dataDir, { recursive: true });
  }
  return logged;
}

test('PostgreSQL that logs every statement with its parameters logs no secret', async () => {
  const logged = await logOf(async (server) => {
    const { organization, project } = await makeWorld(server);
    // The first requests of a document and of a key take another way than later ones.
    for (let time = 0; time < 3; time++) {
      await makeWorld(server);
      const input = { projectId: project.id };
      await run(server, RegenerateApiKey, { input }, organization.credentials);
    }
    const { id } = await makeKey(server, organization);
    await run(server, RotateApiKey, { input: { id, overlapSeconds: 60 } }, organization.credentials);
    const subscription = await makeSubscription(server, organization);
    await run(
      server,
      RotateWebhookSecret,
      { input: { id: subscription.id, overlapSeconds: 60 } },
      organization.credentials,
    );
  });
  expect(logged).toMatch(/insert into "api_key"[\s\S]*\$\d+ = 'key_/);
  const lines = logged.split('\n').filter((line) => secretIn(line) !== null);
  expect(lines).toEqual([]);
});

test.each(SAMPLES)('the tests of the API find %s in a statement', async (secret) => {
  noteCredentials(
    JSON.stringify({ variables: { input: { credentials: { client_secret: SAMPLES.at(-1) } } } }),
  );
  watchStatements();
  const client = new pg.Client({ connectionString: 'postgres://nowhere.example/' });
  const send = (text: string, values: unknown[] = []) => {
    // It is never connected, so that nothing is sent.
    void client.query(text, values);
    return takeViolations();
  };
  expect(send(`SELECT '${secret}'`)).toHaveLength(1);
  expect(send('SELECT $1', [secret])).toHaveLength(1);
  expect(send('SELECT $1', [[JSON.stringify([{ nested: secret }])]])).toHaveLength(1);
  expect(send('SELECT $1', [Buffer.from(`x${secret}`)])).toHaveLength(1);
  expect(send('SELECT $1', ['key_0000000000000000'])).toHaveLength(0);
});
