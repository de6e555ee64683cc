import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { organizationKey, projectKey, run } from '../support/client.ts';
import { type Embedded, findEmbedded, processesAt } from '../support/embedded.ts';
import { CreateProject, GetProject, ListProjects, Viewer } from '../support/operations.ts';
import { useProcesses } from '../support/processes.ts';
import { readWelcome, remoteServer } from '../support/remote.ts';
import type { TestServer } from '../support/server.ts';
import { REFUSED } from '../support/server-process.ts';

const processes = useProcesses();
const CREATION_COUNT = 200;
const GONE_MAX_MS = 10_000;

type Acknowledged = { readonly id: string; readonly name: string; readonly secret: string };

/** Asks for all projects at once and returns those that were acknowledged, once none can be any more. */
async function createMany(
  door: TestServer,
  secret: string,
  onAcknowledged: (count: number) => void,
): Promise<readonly Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  const createOne = async (name: string) => {
    const input = { name, shouldCreateApiKey: true };
    const { createProject } = await run(door, CreateProject, { input }, organizationKey(secret));
    const { project, issuedKey } = createProject;
    acknowledged.push({ id: project.id, name, secret: issuedKey?.secret ?? 'no key' });
    onAcknowledged(acknowledged.length);
  };
  const names = Array.from({ length: CREATION_COUNT }, (_, index) => `project-${index}`);
  await Promise.allSettled(names.map(createOne));
  return acknowledged;
}

/** Every project of the organization, page by page. */
async function listProjects(door: TestServer, secret: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let after: string | null = null;
  do {
    const page: { nodes: { id: string; name: string }[]; next: string | null } = await readPage(after);
    for (const { id, name } of page.nodes) found.set(id, name);
    after = page.next;
  } while (after !== null);
  return found;

  async function readPage(cursor: string | null) {
    const variables = { first: 100, after: cursor };
    const { organization } = await run(door, ListProjects, variables, organizationKey(secret));
    const { nodes, pageInfo } = organization.projects;
    return { nodes, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
  }
}

/** What hangs together with each project in the database, and all that hangs together with none. */
async function readParts({ query }: Embedded) {
  const parts = await query<{ id: string; live_keys: number; records: number }>(`
    SELECT id,
      (SELECT count(*)::int FROM api_key WHERE project_id = project.id AND revoked_at IS NULL) AS live_keys,
      (SELECT count(*)::int FROM audit_entry WHERE project_id = project.id AND action = 'PROJECT_CREATED') AS records
    FROM project WHERE NOT is_default`);
  const strays = await query(`
    SELECT id FROM audit_entry
    WHERE action = 'PROJECT_CREATED' AND project_id NOT IN (SELECT id FROM project)`);
  return { parts, strays };
}

describe(`kill -9 of the server during ${CREATION_COUNT} concurrent creations loses nothing that was acknowledged, and leaves nothing half-made,`, () => {
  test.each([5, 60, 120])('once %i were acknowledged', async (killAfter) => {
    const dataDir = join(processes.folder, 'data');
    const first = processes.launch({ DATA_DIR: dataDir });
    const firstDoor = remoteServer(await first.ready());
    const secret = readWelcome(first.printed).organizationKey ?? '';
    const { postmasterPid } = await findEmbedded(dataDir);
    expect((await processesAt(processes.folder)).map(({ pid }) => pid)).toContain(postmasterPid);

    const acknowledged = await createMany(firstDoor, secret, (count) => {
      if (count === killAfter) first.kill('SIGKILL');
    });
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
    expect(acknowledged.length, 'acknowledged').toBeGreaterThanOrEqual(killAfter);
    expect(acknowledged.length, 'the server died at work').toBeLessThan(CREATION_COUNT);
    await expect.poll(() => processes.remains(), { timeout: GONE_MAX_MS }).toEqual([]);

    const second = processes.launch({ DATA_DIR: dataDir });
    const door = remoteServer(await second.ready());
    expect(readWelcome(second.printed).organizationKey, 'keys of a second first start').toBeNull();
    const listed = await listProjects(door, secret);
    for (const { id, name } of acknowledged) expect(listed.get(id), `${id} ${name}`).toBe(name);
    for (const { id, secret: key } of acknowledged) {
      const { project } = await run(door, GetProject, {}, projectKey(key));
      expect(project).toMatchObject({ id, apiKeys: [{ last4: key.slice(-4) }] });
    }

    const { parts, strays } = await readParts(await findEmbedded(dataDir));
    const whole = [...listed].filter(([, name]) => name !== 'default').map(([id]) => id);
    expect(parts.map(({ id }) => id).sort()).toEqual(whole.sort());
    expect(parts.filter(({ live_keys, records }) => live_keys !== 1 || records !== 1)).toEqual([]);
    expect(strays).toEqual([]);
  });
});

describe('kill -9 of the embedded PostgreSQL', () => {
  test('ends the server with a clear sentence, and the next start recovers', async () => {
    const dataDir = join(processes.folder, 'data');
    const first = processes.launch({ DATA_DIR: dataDir });
    const firstDoor = remoteServer(await first.ready());
    const secret = readWelcome(first.printed).organizationKey ?? '';
    const input = { name: 'kept', shouldCreateApiKey: true };
    const { createProject } = await run(firstDoor, CreateProject, { input }, organizationKey(secret));

    const { postmasterPid } = await findEmbedded(dataDir);
    const running = (await processesAt(processes.folder)).map(({ pid }) => pid);
    expect(running).toContain(postmasterPid);
    process.kill(postmasterPid, 'SIGKILL');
    expect(await first.exited, 'anything but success').toEqual(REFUSED);
    expect(first.explanation).toMatch(/^PostgreSQL ended unexpectedly \(signal SIGKILL\)\./);
    expect(first.explanation).not.toMatch(/^\s+at /m);
    await expect.poll(() => processes.remains(), { timeout: GONE_MAX_MS }).toEqual([]);

    const second = processes.launch({ DATA_DIR: dataDir });
    const door = remoteServer(await second.ready());
    const key = createProject.issuedKey?.secret ?? '';
    const { viewer } = await run(door, Viewer, {}, projectKey(key));
    expect(viewer.project?.id).toBe(createProject.project.id);
  });
});
