import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { organizationKey, projectKey, run } from '../support/client.ts';
import { processesAt } from '../support/database/embedded.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database/test-database.ts';
import { ENCRYPTION_KEY } from '../support/encryption-key.ts';
import { GetOrganization } from '../support/operations/organization.ts';
import { CreateProject, ListProjects } from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { runInShell } from '../support/process/curl-shell.ts';
import { type Environment, useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { linesOf, REFUSED, STACK_TRACE } from '../support/process/server-process.ts';

const processes = useProcesses();
const NO_KEYS = { organizationKey: null, projectKey: null, curl: null };

describe('the first start', () => {
  test('needs only an empty folder, and prints two keys, an address and a working curl command once', async () => {
    const env = { DATA_DIR: join(processes.folder, 'my own data') };
    const first = processes.launch(env);
    const url = await first.ready();
    const printed = readWelcome(first.printed);

    const pasted = JSON.parse(await runInShell(printed.curl ?? 'false', processes.folder));
    const aProject = { id: expect.stringMatching(/^proj_/), name: 'default', isDefault: true };
    expect(pasted).toEqual({ data: { organization: { name: 'Acme', projects: { nodes: [aProject] } } } });

    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect((await page.text()).includes('GraphiQL'), 'the page is GraphiQL').toBe(true);

    const { viewer } = await run(remoteServer(url), Viewer, {}, projectKey(printed.projectKey ?? ''));
    expect(viewer).toMatchObject({ kind: 'PROJECT', organization: { name: 'Acme' } });
    const credentials = organizationKey(printed.organizationKey ?? '');
    await run(remoteServer(url), CreateProject, { input: { name: 'kept' } }, credentials);

    expect(first.stderr, 'the log').not.toContain(printed.organizationKey);
    expect(first.stderr, 'the log').not.toContain(printed.projectKey);
    expect(first.explanation).toBe('');
    first.kill('SIGTERM');
    await first.exited;

    const second = processes.launch(env);
    const endpoint = remoteServer(await second.ready());
    expect(readWelcome(second.printed)).toEqual(NO_KEYS);
    const { organization } = await run(endpoint, ListProjects, {}, credentials);
    expect(organization.projects.nodes.map(({ name }) => name)).toEqual(['kept', 'default']);
  });

  test('names the organization by BOOTSTRAP_ORGANIZATION_NAME, and later starts do not rename it', async () => {
    const database = processes.keep(await createEmptyDatabase());
    const names = () => database.query('SELECT name FROM organization');
    for (const name of ['  Käse &  Söhne ', 'Other']) {
      const server = processes.launch({ DATABASE_URL: database.url, BOOTSTRAP_ORGANIZATION_NAME: name });
      await server.ready();
      expect(await names()).toEqual([{ name: 'Käse & Söhne' }]);
      server.kill('SIGTERM');
      await server.exited;
    }
  });

  test('creates nothing and prints no keys with BOOTSTRAP=0', async () => {
    const database = processes.keep(await createEmptyDatabase());
    const server = processes.launch({ DATABASE_URL: database.url, BOOTSTRAP: '0' });
    await server.ready();
    expect(readWelcome(server.printed)).toEqual(NO_KEYS);
    expect(await database.query('SELECT id FROM organization')).toEqual([]);
  });

  test('warns with BOOTSTRAP=0 when no request can be authenticated, and only then', async () => {
    const database = processes.keep(await createEmptyDatabase());
    const launch = async (env: Environment) => {
      const server = processes.launch({ DATABASE_URL: database.url, ...env });
      await server.ready();
      server.kill('SIGTERM');
      await server.exited;
      const warned = linesOf(server).filter(({ level }) => level === 40);
      const sentence =
        /^The database has no organization, and none can be created without BOOTSTRAP=1 or an OPERATOR_KEY\. .*$/m;
      return { printed: sentence.test(server.printed), logged: warned.map(({ msg }) => sentence.test(msg)) };
    };
    const UNWARNED = { printed: false, logged: [] };
    expect(await launch({ BOOTSTRAP: '0', SERVER_PROCESSES: '2' })).toEqual({
      printed: true,
      logged: [true],
    });
    expect(await launch({ BOOTSTRAP: '0' })).toEqual({ printed: true, logged: [true] });
    expect(await launch({ BOOTSTRAP: '0', OPERATOR_KEY })).toEqual(UNWARNED);
    expect(await launch({})).toEqual(UNWARNED);
    expect(await launch({ BOOTSTRAP: '0' })).toEqual(UNWARNED);
  });

  test.each([
    [{ LOG_LEVEL: 'info' }, 1],
    [{ SERVER_PROCESSES: '2' }, 2],
  ] as const)('logs when it starts, is ready, stops and has stopped: %j', async (env, serverProcesses) => {
    const database = processes.keep(await createEmptyDatabase());
    const server = processes.launch({ DATABASE_URL: database.url, OPERATOR_KEY, ...env });
    const url = await server.ready();
    server.kill('SIGTERM');
    await server.exited;
    const lines = linesOf(server).filter(({ role }) => role !== undefined);
    const by = { level: 30, pid: server.pid, role: 'server', time: expect.any(Number) };
    const ms = expect.any(Number);
    expect(lines).toEqual([
      expect.objectContaining({
        ...by,
        msg: 'starting',
        version: packageJson.version,
        nodeVersion: process.version,
        platform: `${process.platform}-${process.arch}`,
        database: 'external',
        serverProcesses,
      }),
      expect.objectContaining({ ...by, msg: 'ready', url, metricsUrl: null, ms }),
      expect.objectContaining({ ...by, msg: 'stopping', signal: 'SIGTERM' }),
      expect.objectContaining({ ...by, msg: 'stopped', signal: 'SIGTERM', ms }),
    ]);
    const keys = readWelcome(server.printed);
    const password = new URL(database.url).password || 'none';
    for (const secret of [keys.organizationKey, keys.projectKey, OPERATOR_KEY, ENCRYPTION_KEY, password])
      expect(JSON.stringify(lines)).not.toContain(secret);
  });

  test('happens once when two processes start at the same moment on one empty database', async () => {
    const database = processes.keep(await createEmptyDatabase());
    const env = { DATABASE_URL: database.url };
    const servers = [processes.launch(env), processes.launch(env)];
    const urls = await Promise.all(servers.map((server) => server.ready()));

    const keys = servers.flatMap(({ printed }) => readWelcome(printed).organizationKey ?? []);
    expect(keys).toHaveLength(1);
    expect(await database.query('SELECT name FROM organization')).toEqual([{ name: 'Acme' }]);
    for (const url of urls) {
      const { organization } = await run(
        remoteServer(url),
        GetOrganization,
        {},
        organizationKey(keys[0] ?? ''),
      );
      expect(organization.name).toBe('Acme');
    }
    expect(existsSync(join(processes.folder, '.data')), 'a data folder beside DATABASE_URL').toBe(false);
  });
});

describe('a start is rejected with one sentence, and leaves nothing running, when', () => {
  const holders: { close(): unknown }[] = [];
  afterEach(() => {
    for (const holder of holders.splice(0)) holder.close();
  });

  /** A port that somebody else has. */
  const takePort = async () => {
    const holder = createServer();
    holders.push(holder);
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    return address !== null && typeof address === 'object' ? `${address.port}` : '';
  };

  test('another process uses the data folder, which is not affected', async () => {
    const env = { DATA_DIR: await processes.sharedDataDir() };
    const owner = processes.launch(env);
    const url = await owner.ready();
    const programs = async () => {
      const all = await processesAt(env.DATA_DIR);
      // The processes of PostgreSQL's connections come and go.
      return all.filter(({ command }) => !command.startsWith('postgres: '));
    };
    const before = await programs();

    const late = processes.launch(env);
    expect(await late.exited).toEqual(REFUSED);
    expect(late.explanation).toMatch(/^The data folder .* is in use by .*\n$/);
    expect(late.explanation).toContain(env.DATA_DIR);
    expect(late.explanation).toContain(`${owner.pid}`);
    expect(late.stderr).not.toMatch(STACK_TRACE);
    expect(late.printed).toBe('');

    await expect.poll(programs).toEqual(before);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  test('the address is in use', async () => {
    const port = await takePort();
    const server = processes.launch({ DATA_DIR: await processes.sharedDataDir(), PORT: port });
    expect(await server.exited).toEqual(REFUSED);
    expect(server.explanation).toMatch(/^.*in use.*\n$/);
    expect(server.explanation).toContain(`127.0.0.1:${port}`);
    expect(server.stderr).not.toMatch(STACK_TRACE);
    expect(server.printed).toBe('');
    await expect.poll(() => processes.remains()).toEqual([]);
  });

  test('the address is in use; the next start prints the keys of the first one', async () => {
    const database = processes.keep(await createEmptyDatabase());
    const refused = processes.launch({ DATABASE_URL: database.url, PORT: await takePort() });
    expect(await refused.exited).toEqual(REFUSED);

    const server = processes.launch({ DATABASE_URL: database.url });
    const url = await server.ready();
    const { organizationKey: key } = readWelcome(server.printed);
    expect(key, server.printed).not.toBeNull();
    const { organization } = await run(remoteServer(url), GetOrganization, {}, organizationKey(key ?? ''));
    expect(organization.name).toBe('Acme');
  });

  test('the database is unreachable; the password is not shown', async () => {
    const port = await takePort();
    for (const holder of holders.splice(0)) holder.close();
    const server = processes.launch({
      DATABASE_URL: `postgresql://someone:hunter2@localhost:${port}/bailiwick`,
    });
    expect(await server.exited).toEqual(REFUSED);
    expect(server.explanation, 'says what is missing').toMatch(/database/i);
    expect(server.explanation, 'says where').toContain(port);
    expect(server.explanation.trim().split('\n')).toHaveLength(1);
    expect(server.stderr).not.toContain('hunter2');
    expect(server.stderr).not.toMatch(STACK_TRACE);
    expect(server.printed).toBe('');
    expect(existsSync(join(processes.folder, '.data'))).toBe(false);
  });

  test('a newer release has migrated the database', async () => {
    const database = processes.keep(await createTestDatabase());
    await database.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES (gen_random_uuid(), '${'0'.repeat(64)}', '29990101000000_from_the_future', now(), 1)`,
    );
    const server = processes.launch({ DATABASE_URL: database.url });
    expect(await server.exited).toEqual(REFUSED);
    expect(server.explanation).toMatch(
      /^Migration 29990101000000_from_the_future is applied but not part .*\n$/,
    );
    expect(server.stderr).not.toMatch(STACK_TRACE);
    expect(server.printed).toBe('');
    expect(await database.query('SELECT id FROM organization')).toEqual([]);
  });
});
