import { expect } from 'vitest';
import { type Credentials, run, send } from '../client.ts';
import { makeKey, makeProjectKey } from '../fixtures/api-key.ts';
import { verify } from '../fixtures/audit-log/chain.ts';
import { readLog } from '../fixtures/audit-log/entries.ts';
import { exportLines, recomputeHash } from '../fixtures/audit-log/export.ts';
import { setQuota } from '../fixtures/project-quota.ts';
import { makeSession } from '../fixtures/session.ts';
import { recordCalls, someCall } from '../fixtures/tool-call-log.ts';
import { makeSubscription, sendTest } from '../fixtures/webhook.ts';
import { makeProject, makeWorld } from '../fixtures.ts';
import { makeReceiver, verified } from '../network/webhook-receiver.ts';
import { RotateApiKey, VerifyApiKey } from '../operations/api-key.ts';
import { PlannedKeyLists } from '../operations/list-columns.ts';
import { GetOrganization } from '../operations/organization.ts';
import { GetProject, ListProjects } from '../operations/project.ts';
import { GetProjectQuota } from '../operations/project-quota.ts';
import { ProjectUsageSummary } from '../operations/usage.ts';
import { Viewer } from '../operations/viewer.ts';
import type { TestServer } from '../server.ts';

/** A server whose clock the test has. */
export type Clocked = { readonly server: TestServer; now(): Date; pass(ms: number): void };

const KEY_LIFE_MS = 60_000;
const OVERLAP_SECONDS = 60;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Asks for what depends on how PostgreSQL reads and writes values, and expects the right answers. */
export async function smokeTest(clocked: Clocked): Promise<void> {
  await expectKeysToEnd(clocked);
  await expectListsAndLog(clocked.server);
  await expectCounts(clocked.server);
}

/** Twice: the first request of a key or a document goes another way than the ones after it. */
async function statusesOf(server: TestServer, credentials: Credentials): Promise<readonly unknown[]> {
  const answers = [await send(server, Viewer, {}, credentials), await send(server, Viewer, {}, credentials)];
  return answers.map(({ status, errors }) => errors[0]?.extensions.reason ?? status);
}

async function expectKeysToEnd({ server, now, pass }: Clocked): Promise<void> {
  const { organization, project } = await makeWorld(server);
  const expiresAt = new Date(now().getTime() + KEY_LIFE_MS).toISOString();
  const brief = await makeProjectKey(server, organization, project, { expiresAt });
  const pinned = await makeKey(server, organization, { projectIds: [project.id], expiresAt });
  const rotated = await makeKey(server, organization);
  const input = { id: rotated.id, overlapSeconds: OVERLAP_SECONDS };
  await run(server, RotateApiKey, { input }, organization.credentials);
  const codeOf = async (secret: string) => {
    const { verifyApiKey } = await run(server, VerifyApiKey, { secret }, organization.credentials);
    return verifyApiKey.code ?? verifyApiKey.isValid;
  };
  for (const { credentials, secret } of [brief, pinned, rotated]) {
    expect(await statusesOf(server, credentials)).toEqual([200, 200]);
    expect(await codeOf(secret)).toBe(true);
  }
  const [, listed] = (await run(server, PlannedKeyLists, {}, organization.credentials)).organization.apiKeys;
  expect(listed?.projectIds).toEqual([project.id]);
  pass(KEY_LIFE_MS + OVERLAP_SECONDS * 1_000);
  expect(await statusesOf(server, brief.credentials)).toEqual(['KEY_EXPIRED', 'KEY_EXPIRED']);
  expect(await statusesOf(server, pinned.credentials)).toEqual(['KEY_EXPIRED', 'KEY_EXPIRED']);
  expect(await statusesOf(server, rotated.credentials)).toEqual(['KEY_REVOKED', 'KEY_REVOKED']);
  expect(await codeOf(brief.secret)).toBe('EXPIRED');
  expect(await codeOf(pinned.secret)).toBe('EXPIRED');
  expect(await codeOf(rotated.secret)).toBe('REVOKED');
}

async function expectListsAndLog(server: TestServer): Promise<void> {
  const { organization, project } = await makeWorld(server);
  const other = await makeProject(server, organization);
  const { credentials } = organization;
  const ids = await pageByPage(server, credentials);
  expect(ids).toEqual([other.id, project.id, organization.defaultProjectId]);
  const { organization: found } = await run(server, GetOrganization, {}, credentials);
  expect([found.createdAt, ...found.apiKeys.map((key) => key.createdAt)]).toEqual([
    expect.stringMatching(ISO),
    expect.stringMatching(ISO),
  ]);
  expect((await run(server, GetProject, { id: project.id }, credentials)).project.id).toBe(project.id);

  const { nodes } = await readLog(server, organization);
  for (const { createdAt } of nodes) expect(createdAt).toMatch(ISO);
  expect((await readLog(server, organization, { filter: { to: found.createdAt } })).nodes).toEqual([]);
  expect(await verify(server, organization)).toMatchObject({ isIntact: true, entryCount: nodes.length });
  const lines = await exportLines(server, credentials);
  expect(lines.map(recomputeHash)).toEqual(lines.map(({ hash }) => hash));
}

/** The projects of an organization, one by one. */
async function pageByPage(server: TestServer, credentials: Credentials, after?: string): Promise<string[]> {
  const { organization } = await run(server, ListProjects, { first: 1, after }, credentials);
  const [edge] = organization.projects.edges;
  return edge ? [edge.node.id, ...(await pageByPage(server, credentials, edge.cursor))] : [];
}

async function expectCounts(server: TestServer): Promise<void> {
  const world = await makeWorld(server);
  const { credentials } = world.project;
  await setQuota(server, world, { toolCallsPerMonth: 10 });
  const receiver = await makeReceiver();
  const subscription = await makeSubscription(server, world.project, { url: receiver.url });
  await makeSession(server, world.project, { userId: 'Ünï 😀 \\ "quoted"' });
  await recordCalls(server, world.project, [someCall({ arguments: { text: "it's 😀 \\" } }), someCall()]);
  const { project } = await run(server, GetProjectQuota, {}, credentials);
  expect(project.quota?.toolCalls).toMatchObject({ limit: 10, used: 2, resetAt: expect.stringMatching(ISO) });
  const total = async () => {
    const { project } = await run(server, ProjectUsageSummary, { entityTypes: ['TOOL_CALL'] }, credentials);
    return project.usage.summary.total;
  };
  expect(await total()).toBe(2);
  await sendTest(server, world.project, subscription);
  const [received] = await receiver.received(1);
  if (received) verified(received, subscription.secret);
}
