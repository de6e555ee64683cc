import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { REPOSITORY } from '../support/bundle.ts';
import { organizationKey, projectKey, refusalOf, run } from '../support/client.ts';
import { makeAuthConfig } from '../support/fixtures/auth-config.ts';
import { CreateApiKey } from '../support/operations/api-key.ts';
import { GetAuthConfig } from '../support/operations/auth-config.ts';
import { GetOrganization } from '../support/operations/organization.ts';
import { packageCommands } from '../support/process/package-commands.ts';
import { type Environment, useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER, launchProcess, type ServerProcess } from '../support/process/server-process.ts';
import type { TestServer } from '../support/server.ts';

const processes = useProcesses();
const { succeed, expectRefused } = packageCommands(processes);

const SOON = { timeout: 10_000 };
const former = randomBytes(32).toString('base64');
const latter = randomBytes(32).toString('base64');

let env: Environment;
let server: ServerProcess;
let endpoint: TestServer;
let keys: { readonly organization: string; readonly project: string };

beforeEach(async () => {
  env = {
    DATA_DIR: join(processes.folder, 'data'),
    ENCRYPTION_KEY: latter,
    ENCRYPTION_KEY_PREVIOUS: former,
  };
  // Once with the former key alone, so that there is something to rotate.
  const first = processes.launch({ DATA_DIR: env.DATA_DIR ?? '', ENCRYPTION_KEY: former });
  const firstDoor = remoteServer(await first.ready());
  const { organizationKey: organization = '', projectKey: project = '' } = readWelcome(first.printed);
  keys = { organization: organization ?? '', project: project ?? '' };
  await makeAuthConfig(firstDoor, { credentials: projectKey(keys.project) });
  first.kill('SIGTERM');
  await first.exited;
  server = processes.launch(env);
  endpoint = remoteServer(await server.ready());
});

/** What the script of the package runs that is not part of the bundle. */
async function seed(): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const started = launchProcess({
    command: [process.execPath, '--import', 'tsx', 'scripts/seed.ts'],
    cwd: REPOSITORY,
    env: { PATH, HOME, LOG_LEVEL: 'silent', ...env },
    leadsGroup: false,
  });
  onTestFinished(() => started.destroy());
  expect(await started.exited, started.stderr).toEqual(IN_ORDER);
  return started.printed;
}

const nameOf = async (secret: string) =>
  (await run(endpoint, GetOrganization, {}, organizationKey(secret))).organization.name;

describe('beside a server on its embedded PostgreSQL', () => {
  test('every command works, the server continues, and both end without leftovers', async () => {
    const { id } = await makeAuthConfig(
      endpoint,
      { credentials: projectKey(keys.project) },
      { credentials: { client_id: 'readable' } },
    );
    expect(await succeed('migrate', [], env)).toBe(
      'The database is up to date: every migration is applied.\n',
    );
    expect(await succeed('verify-audit-log', [], env)).toMatch(/^org_\w+: \d+ entries/);
    expect(await succeed('backup', ['beside.gz'], env)).toMatch(/^Backup written to beside\.gz/);
    expect(await succeed('rotate-encryption-key', [], env)).toContain(
      'The previous keys are no longer needed.',
    );
    expect(await seed()).toMatch(/^organization Globex: oak_/);
    const { project } = await run(endpoint, GetAuthConfig, { id }, projectKey(keys.project));
    expect(project.authConfig?.credentials).toMatchObject({ client_id: 'readable' });

    await expectRefused(
      'restore',
      ['beside.gz', '--overwrite'],
      env,
      new RegExp(
        `^The data folder .* is in use by another Bailiwick \\(process ${server.pid}\\)\\. Stop it, .*\\n$`,
      ),
    );
    expect(await nameOf(keys.organization)).toBe('Acme');
    server.kill('SIGTERM');
    expect(await endOf(server)).toEqual(IN_ORDER);
    await expect.poll(() => processes.remains(), SOON).toEqual([]);

    expect(await succeed('verify-audit-log', [], env)).toMatch(/^org_\w+: \d+ entries/);
    expect(await readdir(join(env.DATA_DIR ?? '', 'postgres'))).not.toContain('postmaster.pid');
  });

  test('recover-organization-key issues an unrestricted organization key, prints it once and records it in the audit log', async () => {
    const listed = await succeed('recover-organization-key', [], env);
    const [, id = ''] = /^ +(org_\w{16}) .* Acme$/m.exec(listed) ?? [];
    expect(listed).not.toMatch(/oak_/);
    await expectRefused(
      'recover-organization-key',
      ['--organization', 'Unknown'],
      env,
      /^No organization has the id or name "Unknown"\.\n$/,
    );
    await expectRefused('recover-organization-key', ['Acme'], env, /^Usage: /);
    // As many as an organization may make for itself: nothing could be revoked without a key.
    for (let count = 1; count < 20; count++) {
      const input = { name: `key-${count}` };
      await run(endpoint, CreateApiKey, { input }, organizationKey(keys.organization));
    }
    const secrets: string[] = [];
    for (const named of [id, 'Acme']) {
      const printed = await succeed('recover-organization-key', ['--organization', named], env);
      const found = printed.match(/oak_\w{38}/g) ?? [];
      expect(found).toHaveLength(1);
      secrets.push(...found);
    }
    for (const secret of [...secrets, keys.organization]) expect(await nameOf(secret)).toBe('Acme');
    expect(new Set(secrets).size).toBe(secrets.length);

    const exported = await fetch(`${await server.ready()}/audit/export`, {
      headers: organizationKey(secrets[0] ?? ''),
    });
    const entries = (await exported.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const issued = entries.filter(
      ({ action, actorKind }) => action === 'API_KEY_CREATED' && actorKind === 'operator',
    );
    expect(issued).toHaveLength(secrets.length);
    const files = [server.stderr, JSON.stringify(entries)];
    for (const secret of secrets) for (const text of files) expect(text).not.toContain(secret);
  });

  test('recover-organization-key works without a server, and not over HTTP', async () => {
    server.kill('SIGTERM');
    await server.exited;
    const printed = await succeed('recover-organization-key', ['--organization', 'Acme'], {
      ...env,
      LOG_LEVEL: 'silent',
    });
    const [secret = ''] = printed.match(/oak_\w{38}/) ?? [];
    server = processes.launch(env);
    endpoint = remoteServer(await server.ready());
    expect(await nameOf(secret)).toBe('Acme');
    const schema = await readFile(join(REPOSITORY, 'schema/schema.graphql'), 'utf8');
    expect(schema).not.toMatch(/recover/i);
    const refusal = await refusalOf(endpoint, GetOrganization, {}, { 'x-operator-key': 'x'.repeat(32) });
    expect(refusal.extensions.code).toBe('UNAUTHENTICATED');
  });
});
