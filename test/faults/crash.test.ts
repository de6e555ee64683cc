import { expect, test } from 'vitest';
import { operator, organizationKey, projectKey, run, send } from '../support/client.ts';
import { type Embedded, findEmbedded, processesAt } from '../support/database/embedded.ts';
import { expectWholeLog } from '../support/fixtures/audit-log/chain.ts';
import { withKey } from '../support/fixtures/idempotency.ts';
import { faultOf } from '../support/http/request.ts';
import { CreateOrganization } from '../support/operations/organization.ts';
import {
  CreateProject,
  GetProject,
  ListProjects,
  UpdateProjectConfig,
} from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { sendIntoLock, startOnDatabase } from '../support/process/in-flight-write.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { REFUSED, type ServerProcess, STACK_TRACE } from '../support/process/server-process.ts';
import type { TestServer } from '../support/server.ts';

const processes = useProcesses();
const CLIENT_COUNT = 30;
const ROUNDS = 20;
const KILL_STEP = 3;
const GONE_MAX_MS = 10_000;

type Acknowledged = { readonly id: string; readonly name: string; readonly secret: string };

/** Creates projects, many at once and without end, kills the server when so many of them were acknowledged, and returns all that
 *  were. */
async function killDuringCreations(
  server: ServerProcess,
  secret: string,
  { round, killAfter }: { readonly round: number; readonly killAfter: number },
): Promise<readonly Acknowledged[]> {
  const endpoint = remoteServer(await server.ready());
  const acknowledged: Acknowledged[] = [];
  let askedCount = 0;
  const createOne = async () => {
    askedCount += 1;
    const name = `project-${round}-${askedCount}`;
    const input = { name, shouldCreateApiKey: true };
    const { createProject } = await run(endpoint, CreateProject, { input }, organizationKey(secret));
    const { project, issuedKey } = createProject;
    acknowledged.push({ id: project.id, name, secret: issuedKey?.secret ?? 'no key' });
    if (acknowledged.length === killAfter) server.kill('SIGKILL');
  };
  const createUntilItDies = async (): Promise<never> => {
    for (;;) await createOne();
  };
  await Promise.allSettled(Array.from({ length: CLIENT_COUNT }, createUntilItDies));
  expect(await server.exited).toEqual({ code: null, signal: 'SIGKILL' });
  expect(acknowledged.length, 'the server died at work').toBeLessThan(askedCount);
  return acknowledged;
}

/** The name of every project of the organization by its id, page by page. */
async function listProjects(endpoint: TestServer, secret: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let after: string | null | undefined, hasNext = true; hasNext; ) {
    const variables: { first: number; after: string | null } = { first: 100, after: after ?? null };
    const { organization } = await run(endpoint, ListProjects, variables, organizationKey(secret));
    const { nodes, pageInfo } = organization.projects;
    for (const { id, name } of nodes) found.set(id, name);
    after = pageInfo.endCursor;
    hasNext = pageInfo.hasNextPage;
  }
  return found;
}

/** What hangs together with each project in the database, and all that hangs together with none. */
async function readParts({ query }: Embedded) {
  const parts = await query<{ id: string; liveKeys: number; records: number }>(`
    SELECT id,
      (SELECT count(*)::int FROM api_key WHERE project_id = project.id) AS "liveKeys",
      (SELECT count(*)::int FROM audit_entry WHERE project_id = project.id AND action = 'PROJECT_CREATED') AS records
    FROM project WHERE NOT is_default`);
  const strays = await query(`
    SELECT id FROM audit_entry
    WHERE action = 'PROJECT_CREATED' AND project_id NOT IN (SELECT id FROM project)`);
  return { parts, strays };
}

/** That of a running server on the data folder, which must be seen at work, or its end could not be seen either. */
async function findRunningEmbedded(dataDir: string): Promise<Embedded> {
  const embedded = await findEmbedded(dataDir);
  const running = await processesAt(dataDir);
  expect(running.map(({ pid }) => pid)).toContain(embedded.postmasterPid);
  return embedded;
}

test(`kill -9 while ${CLIENT_COUNT} clients create projects, ${ROUNDS} times: acknowledged writes are durable and atomic, and the audit log is complete`, {
  timeout: 240_000,
}, async () => {
  const env = { DATA_DIR: await processes.sharedDataDir() };
  let server = processes.launch(env);
  await server.ready();
  const secret = readWelcome(server.printed).organizationKey ?? '';
  const survivors: Acknowledged[] = [];

  for (let round = 0; round < ROUNDS; round += 1) {
    await findRunningEmbedded(env.DATA_DIR);
    const killAfter = 1 + round * KILL_STEP;
    const acknowledged = await killDuringCreations(server, secret, { round, killAfter });
    expect(acknowledged.length, 'acknowledged').toBeGreaterThanOrEqual(killAfter);
    await expect.poll(() => processes.remains(), { timeout: GONE_MAX_MS }).toEqual([]);

    server = processes.launch(env);
    await server.ready();
    expect(readWelcome(server.printed).organizationKey, 'keys of a second first start').toBeNull();
    survivors.push(...acknowledged);
    const { parts, strays } = await readParts(await findEmbedded(env.DATA_DIR));
    expect(parts.map(({ id }) => id)).toEqual(expect.arrayContaining(survivors.map(({ id }) => id)));
    expect(parts.filter(({ liveKeys, records }) => liveKeys !== 1 || records !== 1)).toEqual([]);
    expect(strays).toEqual([]);
  }

  // What one crash left must have lived through the later ones too.
  const endpoint = remoteServer(await server.ready());
  const listed = await listProjects(endpoint, secret);
  for (const { id, name } of survivors) expect(listed.get(id), `${id} ${name}`).toBe(name);
  for (const { id, name, secret: key } of survivors) {
    const { viewer } = await run(endpoint, Viewer, {}, projectKey(key));
    expect(viewer.project?.id, `opened by the key of ${name}`).toBe(id);
  }
  const { parts } = await readParts(await findEmbedded(env.DATA_DIR));
  await expectWholeLog(endpoint, organizationKey(secret), await findEmbedded(env.DATA_DIR));
  const created = [...listed].filter(([, name]) => name !== 'default').map(([id]) => id);
  expect(parts.map(({ id }) => id).sort()).toEqual(created.sort());
});

test('kill -9 of the embedded PostgreSQL ends the server with one sentence, and the next start recovers', async () => {
  const env = { DATA_DIR: await processes.sharedDataDir(), OPERATOR_KEY };
  const first = processes.launch(env);
  const { createOrganization } = await run(
    remoteServer(await first.ready()),
    CreateOrganization,
    { input: { name: 'Kept' } },
    operator,
  );

  const { postmasterPid } = await findRunningEmbedded(env.DATA_DIR);
  process.kill(postmasterPid, 'SIGKILL');
  expect(await first.exited).toEqual(REFUSED);
  expect(first.explanation).toMatch(/^PostgreSQL exited unexpectedly \(signal SIGKILL\)\./);
  expect(first.explanation).not.toMatch(STACK_TRACE);
  await expect.poll(() => processes.remains(), { timeout: GONE_MAX_MS }).toEqual([]);

  const second = processes.launch(env);
  const endpoint = remoteServer(await second.ready());
  const { viewer } = await run(endpoint, Viewer, {}, organizationKey(createOrganization.issuedKey.secret));
  expect(viewer.organization.name).toBe('Kept');
});

test('kill -9 during a mutation with an Idempotency-Key: a retry after the next start does not execute it again', async () => {
  const world = await startOnDatabase(processes);
  const { database, server } = world;
  const credentials = { ...world.credentials, ...withKey() };
  const { end } = await sendIntoLock({ ...world, credentials });
  server.kill('SIGKILL');
  await server.exited;
  await end();

  const endpoint = remoteServer(await processes.launchGroup({ DATABASE_URL: database.url }).ready());
  const again = async () => {
    const variables = { input: { displayName: 'Written at the last moment' } };
    return faultOf(await send(endpoint, UpdateProjectConfig, variables, credentials)).extensions.reason;
  };
  expect(await again()).toBe('IDEMPOTENCY_KEY_IN_USE');
  await database.query(`UPDATE idempotency_key SET created_at = created_at - interval '1 minute'`);
  expect(await again()).toBe('IDEMPOTENCY_OUTCOME_UNKNOWN');
  const { project } = await run(endpoint, GetProject, {}, world.credentials);
  expect(project.config.displayName).toBeNull();
});
