import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectKey, run } from '../support/client.ts';
import { createTestDatabase } from '../support/database/test-database.ts';
import { ENCRYPTION_KEY } from '../support/encryption-key.ts';
import { makeAuthConfig } from '../support/fixtures/auth-config.ts';
import { GetAuthConfig } from '../support/operations/auth-config.ts';
import { type Environment, useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { REFUSED, type ServerProcess, STACK_TRACE } from '../support/process/server-process.ts';

const processes = useProcesses();

const SEALED_AND_KEYS = ['auth_config', 'encryption_key'];

const newKey = () => randomBytes(32).toString('base64');

async function stop(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM');
  await server.exited;
}

/** The client id of an auth config as a server reads it that was started so. */
async function readWith(env: Environment, credentials: Readonly<Record<string, string>>, id: string) {
  const server = processes.launch(env);
  const endpoint = remoteServer(await server.ready());
  const { project } = await run(endpoint, GetAuthConfig, { id }, credentials);
  await stop(server);
  return project.authConfig?.credentials?.client_id;
}

async function expectRefused(env: Environment, sentence: RegExp): Promise<void> {
  const server = processes.launch(env);
  expect(await server.exited).toEqual(REFUSED);
  expect(server.explanation).toMatch(sentence);
  expect(server.explanation.trim().split('\n')).toHaveLength(1);
  expect(server.stderr).not.toMatch(STACK_TRACE);
  expect(server.printed).toBe('');
}

/** A first start, and an auth config that it made. */
async function begin(env: Environment) {
  const server = processes.launch(env);
  const endpoint = remoteServer(await server.ready());
  const credentials = projectKey(readWelcome(server.printed).projectKey ?? '');
  const { id } = await makeAuthConfig(endpoint, { credentials }, { credentials: { client_id: 'readable' } });
  await stop(server);
  return { credentials, id };
}

describe('the encryption key of an embedded database', () => {
  test('is created once in the data folder, readable by its user only, and a start without it is rejected', async () => {
    const env = { DATA_DIR: await processes.sharedDataDir() };
    const { credentials, id } = await begin(env);
    const file = join(env.DATA_DIR, 'encryption.key');
    const made = await readFile(file, 'utf8');
    expect(Buffer.from(made, 'base64')).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(file)).uid).toBe(process.getuid?.());

    await rename(file, `${file}.saved`);
    await expectRefused(env, /encryption\.key is missing, .*backup/);
    expect(existsSync(file)).toBe(false);
    await writeFile(file, 'nonsense');
    await expectRefused(env, /encryption\.key is not a valid key, .*backup/);
    await writeFile(file, newKey());
    await expectRefused(env, /another key.* Restore encryption\.key into /);

    expect(await readWith({ ...env, ENCRYPTION_KEY: made.trim() }, credentials, id)).toBe('readable');
    await rename(`${file}.saved`, file);
    expect(await readWith(env, credentials, id)).toBe('readable');
    expect(await readFile(file, 'utf8')).toBe(made);
  });
});

describe('the encryption key of a database of your own', () => {
  test('is required and validated: every problem is listed, without the values', async () => {
    const database = processes.keep(await createTestDatabase());
    const missing = { DATABASE_URL: database.url, ENCRYPTION_KEY: '' };
    const server = processes.launch(missing);
    const short = randomBytes(31).toString('base64');
    const bad = processes.launch({
      ...missing,
      ENCRYPTION_KEY: short,
      ENCRYPTION_KEY_PREVIOUS: `${newKey()},x`,
    });
    expect(await server.exited).toEqual(REFUSED);
    expect(server.explanation).toMatch(
      /ENCRYPTION_KEY is required with DATABASE_URL: .*openssl rand -base64 32/,
    );
    expect(await bad.exited).toEqual(REFUSED);
    expect(bad.explanation).toMatch(/ ENCRYPTION_KEY must be 32 bytes in base64/);
    expect(bad.explanation).toMatch(/ ENCRYPTION_KEY_PREVIOUS\.1 must be 32 bytes in base64/);
    expect(bad.stderr).not.toContain(short);
    expect(await database.query('SELECT * FROM encryption_key')).toEqual([]);
  });

  test('of another database prevents the start and changes nothing; as a previous key it decrypts', async () => {
    const database = processes.keep(await createTestDatabase());
    const env = { DATABASE_URL: database.url };
    const { credentials, id } = await begin(env);
    const contents = () =>
      Promise.all(SEALED_AND_KEYS.map((table) => database.query(`SELECT * FROM ${table}`)));
    const before = await contents();
    const wrong = { ...env, ENCRYPTION_KEY: newKey() };
    await expectRefused(wrong, /another key.* Start with the former ENCRYPTION_KEY/);
    expect(await contents()).toEqual(before);

    const rotating = { ...wrong, ENCRYPTION_KEY_PREVIOUS: ENCRYPTION_KEY };
    expect(await readWith(rotating, credentials, id)).toBe('readable');
    await Promise.all([wrong, env].map((one) => expectRefused(one, /another key/)));
  });

  test('of the first of two concurrent first starts prevents the second, when they differ', async () => {
    const database = processes.keep(await createTestDatabase());
    const start = () => processes.launch({ DATABASE_URL: database.url, ENCRYPTION_KEY: newKey() });
    const servers = [start(), start()];
    const outcomes = await Promise.all(
      servers.map((server) =>
        server.ready().then(
          () => 'ready',
          () => 'refused',
        ),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['ready', 'refused']);
    expect(await database.query('SELECT * FROM encryption_key')).toHaveLength(1);
  });
});
