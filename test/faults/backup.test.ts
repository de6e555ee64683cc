import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { organizationKey, run } from '../support/client.ts';
import { findEmbedded } from '../support/database/embedded.ts';
import { GetOrganization } from '../support/operations/organization.ts';
import { CreateProject } from '../support/operations/project.ts';
import { packageCommands } from '../support/process/package-commands.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { REFUSED } from '../support/process/server-process.ts';
import type { TestServer } from '../support/server.ts';

const processes = useProcesses();
const { launch, succeed, expectRefused } = packageCommands(processes);

const LARGE_ROWS = 120_000;
/** Of 512 bytes: the disk is full beyond, as the operating system tells a process. */
const FILE_BLOCKS_MAX = 2_000;

/** Creates projects, each with a key and an audit entry, one after the other until it is stopped. */
function createForever(endpoint: TestServer, secret: string, stem: string) {
  let stopping = false;
  let count = 0;
  const done = (async () => {
    while (!stopping) {
      const input = { name: `${stem}-${count}`, shouldCreateApiKey: true };
      await run(endpoint, CreateProject, { input }, organizationKey(secret));
      count += 1;
    }
    return count;
  })();
  return {
    stop: () => {
      stopping = true;
      return done;
    },
  };
}

test('backup saves one consistent moment of a data folder while its server writes; restore works into an empty folder and over existing data', async () => {
  const env = { DATA_DIR: await processes.sharedDataDir() };
  const server = processes.launch(env);
  const endpoint = remoteServer(await server.ready());
  const secret = readWelcome(server.printed).organizationKey ?? '';
  const writers = Array.from({ length: 8 }, (_, index) => createForever(endpoint, secret, `writer-${index}`));
  await sleep(500);
  await succeed('backup', ['all.gz', '--with-key'], env);
  await Promise.all(writers.map(({ stop }) => stop()));
  await expectRefused('backup', ['all.gz'], env, /all\.gz exists\. Choose another name/);
  await expectRefused('restore', ['all.gz', '--overwrite'], env, /is in use by another Bailiwick/);
  server.kill('SIGTERM');
  await server.exited;

  const target = { DATA_DIR: join(processes.folder, 'new') };
  expect(await succeed('restore', ['all.gz'], target)).toContain('has the encryption key from the file');
  const key = join(target.DATA_DIR, 'encryption.key');
  expect(await readFile(key, 'utf8')).toBe(await readFile(join(env.DATA_DIR, 'encryption.key'), 'utf8'));
  expect((await stat(key)).mode & 0o777).toBe(0o600);
  await expectRefused('restore', ['all.gz'], target, /is not empty.*--overwrite/);
  await succeed('restore', ['all.gz', '--overwrite'], target);

  const restored = processes.launch(target);
  const place = remoteServer(await restored.ready());
  expect(readWelcome(restored.printed).organizationKey).toBeNull();
  const { organization } = await run(place, GetOrganization, {}, organizationKey(secret));
  expect(organization.name).toBe('Acme');
  const { query } = await findEmbedded(target.DATA_DIR);
  const halves = await query(`
    SELECT id FROM project WHERE NOT is_default AND (
      (SELECT count(*) FROM api_key WHERE project_id = project.id) <> 1 OR
      (SELECT count(*) FROM audit_entry WHERE project_id = project.id AND action = 'PROJECT_CREATED') <> 1)`);
  expect(halves).toEqual([]);
});

test('a back-up that is killed, stopped or out of disk space leaves no file of its name; a killed restore leaves nothing', async () => {
  const env = { DATA_DIR: await processes.sharedDataDir() };
  const server = processes.launch(env);
  await server.ready();
  const { query } = await findEmbedded(env.DATA_DIR);
  await query(`
    INSERT INTO tool_call_log (organization_id, project_id, id, idempotency_key, tool_slug, toolkit_slug, status,
      duration_ms, called_at, created_at, arguments)
    SELECT organization_id, id, 'tcl_' || n, 'k' || n, 'tool', 'kit', 'SUCCESS', 1, now(), now(),
      jsonb_build_object('text', md5(n::text) || md5((n + 1)::text))
    FROM (SELECT * FROM project LIMIT 1) project, generate_series(1, ${LARGE_ROWS}) n`);
  const drafts = async () => (await readdir(processes.folder)).filter((name) => name.includes('.gz.new-'));

  const killed = launch('backup', ['killed.gz'], env);
  await expect.poll(drafts, { interval: 5 }).toHaveLength(1);
  killed.kill('SIGKILL');
  await killed.exited;
  expect(existsSync(join(processes.folder, 'killed.gz'))).toBe(false);
  expect(await drafts()).toHaveLength(1);

  const stopped = launch('backup', ['stopped.gz'], env);
  await expect.poll(drafts, { interval: 5 }).toHaveLength(2);
  stopped.kill('SIGTERM');
  expect(await stopped.exited).toEqual({ code: 1, signal: null });
  expect(stopped.explanation).toBe('The backup was cancelled.\n');
  expect(await drafts()).toHaveLength(1);

  const full = launch('backup', ['full.gz'], env, FILE_BLOCKS_MAX);
  expect(await full.exited).toEqual(REFUSED);
  expect(full.explanation).toMatch(/^EFBIG: file too large, write\n$/);
  expect(existsSync(join(processes.folder, 'full.gz'))).toBe(false);
  expect(await drafts()).toHaveLength(1);

  await succeed('backup', ['whole.gz', '--with-key'], env);
  server.kill('SIGTERM');
  await server.exited;
  const target = { DATA_DIR: join(processes.folder, 'new') };
  const half = launch('restore', ['whole.gz'], target);
  const isLoading = async () =>
    findEmbedded(target.DATA_DIR)
      .then((embedded) =>
        embedded.query<{ busy: boolean }>(
          `SELECT count(*) > 0 AS busy FROM pg_stat_activity WHERE query LIKE 'COPY "tool_call_log"%'`,
        ),
      )
      .then(
        ([row]) => row?.busy,
        () => false,
      );
  await expect.poll(isLoading, { timeout: 30_000, interval: 20 }).toBe(true);
  half.kill('SIGKILL');
  await half.exited;
  await succeed('restore', ['whole.gz'], target);
  const restored = processes.launch(target);
  await restored.ready();
  const counted = await (await findEmbedded(target.DATA_DIR)).query(
    'SELECT count(*)::int AS count FROM tool_call_log',
  );
  expect(counted).toEqual([{ count: LARGE_ROWS }]);
});
