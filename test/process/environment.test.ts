import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operator, refusalOf, run } from '../support/client.ts';
import { createTestDatabase } from '../support/database/test-database.ts';
import { ENCRYPTION_KEY } from '../support/encryption-key.ts';
import { CreateOrganization } from '../support/operations/organization.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { useProcesses } from '../support/process/processes.ts';
import { remoteServer } from '../support/process/remote-server.ts';
import { REFUSED, STACK_TRACE } from '../support/process/server-process.ts';

const processes = useProcesses();
/** What the test makes in its folder, and nothing else. */
const UNTOUCHED = ['tmp'];

describe('an invalid environment', () => {
  test('is rejected with every problem listed once, without the values, before anything is created', async () => {
    const server = processes.launch({
      PORT: 'abc',
      OPERATOR_KEY: 'short',
      INTROSPECTION: 'maybe',
      SHUTDOWN_TIMEOUT_MS: '-1',
      DATABASE_URL: 'mysql://x',
      PUBLIC_URL: 'https://bailiwick.example.com/?hunter2',
      ALLOWED_HOSTS: 'known.example.com, hunter2:4000',
      DATA_DIR: join(processes.folder, 'data'),
    });
    expect(await server.exited).toEqual(REFUSED);
    const bad = ['PORT', 'OPERATOR_KEY', 'INTROSPECTION', 'SHUTDOWN_TIMEOUT_MS', 'DATABASE_URL'];
    for (const name of [...bad, 'PUBLIC_URL', 'ALLOWED_HOSTS']) {
      const mentions = server.stderr.match(new RegExp(`\\b${name}\\b`, 'g'));
      expect(mentions, `${name} in:\n${server.stderr}`).toHaveLength(1);
    }
    for (const value of ['abc', 'short', 'maybe', '-1', 'mysql', 'hunter2'])
      expect(server.stderr).not.toContain(value);
    expect(server.stderr).not.toMatch(STACK_TRACE);
    expect(server.printed).toBe('');
    expect(await processes.remains()).toEqual([]);
    expect(await readdir(processes.folder)).toEqual(UNTOUCHED);
  });

  test('is rejected naming DATABASE_URL when that is not a URL; the password is not shown', async () => {
    const server = processes.launch({
      DATABASE_URL: 'postgresql://someone:hunter2@localhost:none/bailiwick',
    });
    expect(await server.exited).toEqual(REFUSED);
    expect(server.explanation).toContain('DATABASE_URL');
    expect(server.stderr).not.toContain('hunter2');
    expect(server.stderr).not.toMatch(STACK_TRACE);
    expect(await readdir(processes.folder)).toEqual(UNTOUCHED);
  });
});

describe('a .env file in the working folder', () => {
  test('is read, and variables of the environment have precedence', async () => {
    const database = processes.keep(await createTestDatabase());
    const otherKey = 'operator-key-in-the-file-0123456789';
    const lines = [
      `DATABASE_URL=${database.url}`,
      `ENCRYPTION_KEY=${ENCRYPTION_KEY}`,
      'BOOTSTRAP=0',
      `OPERATOR_KEY=${otherKey}`,
    ];
    await writeFile(join(processes.folder, '.env'), lines.join('\n'));

    const server = processes.launch({ OPERATOR_KEY });
    const endpoint = remoteServer(await server.ready());
    const input = { name: 'Made by the operator' };
    await run(endpoint, CreateOrganization, { input }, operator);
    const refusal = await refusalOf(endpoint, CreateOrganization, { input }, { 'x-operator-key': otherKey });
    expect(refusal.extensions.code).toBe('UNAUTHENTICATED');
    expect(await database.query('SELECT name FROM organization')).toEqual([input]);
    expect((await readdir(processes.folder)).sort()).toEqual(['.env', ...UNTOUCHED]);
  });
});
