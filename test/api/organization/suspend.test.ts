import { describe, expect, test } from 'vitest';
import type { Credentials } from '../../support/client.ts';
import { operator, refusalOf, run, send } from '../../support/client.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { managedOrganization, resume, suspend } from '../../support/fixtures/organization.ts';
import { purgeAll } from '../../support/fixtures/purge.ts';
import { someCall } from '../../support/fixtures/tool-call-log.ts';
import { deliveryThat, makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { freshName, makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { JSON_TYPE } from '../../support/http/request.ts';
import { makeReceiver } from '../../support/network/webhook-receiver.ts';
import { CreateApiKey, VerifyApiKey } from '../../support/operations/api-key.ts';
import { SuspendOrganization } from '../../support/operations/organization.ts';
import { CreateProject, DeleteProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { CreateSession } from '../../support/operations/session.ts';
import { RecordToolCalls } from '../../support/operations/tool-call-log.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

// Two processes on one database.
const server = useServer({ transport: 'network' });
const other = useServer({ transport: 'network', env: {} });

const SUSPENDED = { code: 'FORBIDDEN', reason: 'ORGANIZATION_SUSPENDED' };

/** Requests with every kind of path: planned reads, planned writes, and those of the executor. */
const requestsOf = ({ organization, project }: World) => {
  const create = (credentials: Credentials) => (from: typeof server) =>
    send(from, CreateProject, { input: { name: freshName('project') } }, credentials);
  return {
    'a read with the organization key': (from: typeof server) =>
      send(from, Viewer, {}, organization.credentials),
    'a read with the project key': (from: typeof server) => send(from, Viewer, {}, project.credentials),
    'a planned write': create(organization.credentials),
    'a planned write in the project': (from: typeof server) =>
      send(from, RecordToolCalls, { input: { calls: [someCall()] } }, project.credentials),
    'a write in a transaction': (from: typeof server) =>
      send(from, UpdateProjectConfig, { input: { displayName: freshName('Shown') } }, project.credentials),
    'the creation of a session': (from: typeof server) =>
      send(from, CreateSession, { input: { userId: 'user', toolkitSlugs: ['github'] } }, project.credentials),
  };
};

describe('suspendOrganization', () => {
  test('rejects every key at the next request in every process, and resumeOrganization accepts them again', async () => {
    const world = await makeWorld(server);
    const requests = Object.entries(requestsOf(world));
    const answers = () =>
      Promise.all(
        [server, other].flatMap((from) =>
          requests.map(async ([name, request]) => [name, (await request(from)).errors[0]?.extensions.reason]),
        ),
      );
    const accepted = [...requests, ...requests].map(([name]) => [name, undefined]);
    // The second time each document has a plan, and each key is remembered.
    expect(await answers()).toEqual(accepted);
    expect(await answers()).toEqual(accepted);
    const suspended = await suspend(server, world.organization, 'Unpaid');
    expect(suspended).toMatchObject({ suspendedAt: expect.any(String), suspensionReason: 'Unpaid' });
    expect(await answers()).toEqual(accepted.map(([name]) => [name, 'ORGANIZATION_SUSPENDED']));
    expect(await answers()).toEqual(accepted.map(([name]) => [name, 'ORGANIZATION_SUSPENDED']));
    expect(await resume(other, world.organization)).toMatchObject({
      suspendedAt: null,
      suspensionReason: null,
    });
    expect(await answers()).toEqual(accepted);
  });

  test('answers 403 with the code FORBIDDEN, and does not affect other organizations', async () => {
    const [world, neighbour] = [await makeWorld(server), await makeWorld(server)];
    await suspend(server, world.organization);
    const answer = await send(server, Viewer, {}, world.project.credentials);
    expect(answer.status).toBe(403);
    expect(answer.errors).toMatchObject([{ extensions: SUSPENDED }]);
    expect(answer.text).not.toContain('Unpaid');
    await run(server, Viewer, {}, neighbour.project.credentials);
  });

  test('rejects a key that the operator issues meanwhile, and shows the organization to the operator', async () => {
    const { organization } = await makeWorld(server);
    await suspend(server, organization);
    const input = { organizationId: organization.id, name: 'new' };
    const { createApiKey } = await run(server, CreateApiKey, { input }, operator);
    const credentials = { 'x-org-api-key': createApiKey.issuedKey.secret };
    expect((await refusalOf(server, Viewer, {}, credentials)).extensions).toMatchObject(SUSPENDED);
    expect(await managedOrganization(server, organization)).toMatchObject({ counts: { apiKeyCount: 3 } });
  });

  test('reports a key that was revoked as revoked', async () => {
    const { organization, project } = await makeWorld(server);
    const { project: gone } = { project: await makeProject(server, organization) };
    await run(server, DeleteProject, { input: { id: gone.id, permanently: true } }, organization.credentials);
    await suspend(server, organization);
    const reasonOf = async (credentials: Credentials) =>
      (await refusalOf(server, Viewer, {}, credentials)).extensions.reason;
    expect(await reasonOf(gone.credentials)).toBe('KEY_UNKNOWN');
    expect(await reasonOf(project.credentials)).toBe('ORGANIZATION_SUSPENDED');
  });

  test('changes only the reason of a suspended organization, and nothing when repeated', async () => {
    const { organization } = await makeWorld(server);
    const first = await suspend(server, organization, 'Unpaid');
    expect(await suspend(server, organization, 'Unpaid')).toEqual(first);
    expect(await suspend(server, organization, 'Abuse')).toEqual({ ...first, suspensionReason: 'Abuse' });
    expect(await resume(server, organization)).toEqual(await resume(server, organization));
  });

  test('closes MCP servers that are open without a key', async () => {
    const { organization, project } = await makeWorld(server);
    await run(server, UpdateProjectConfig, { input: { requireMcpApiKey: false } }, project.credentials);
    const { url } = await makeMcpServer(server, project);
    const list = async (credentials: Credentials) => {
      const headers = { ...JSON_TYPE, accept: 'application/json, text/event-stream', ...credentials };
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
      const address = new URL(new URL(url).pathname, 'http://bailiwick.test');
      return (await server.fetch(new Request(address, { method: 'POST', headers, body }))).status;
    };
    expect([await list({}), await list(project.credentials)]).toEqual([200, 200]);
    await suspend(server, organization);
    expect([await list({}), await list(project.credentials)]).toEqual([401, 403]);
    await resume(server, organization);
    expect([await list({}), await list(project.credentials)]).toEqual([200, 200]);
  });

  test('rejects a caller of verifyApiKey', async () => {
    const { organization, project } = await makeWorld(server);
    const verify = () => send(server, VerifyApiKey, { secret: project.secret }, organization.credentials);
    expect((await verify()).data?.verifyApiKey).toMatchObject({ isValid: true });
    await suspend(server, organization);
    expect((await verify()).errors).toMatchObject([{ extensions: SUSPENDED }]);
  });
});

describe('suspendOrganization rejects', () => {
  test.each(['', 'x'.repeat(501), 'a\nb'])('the reason %j', async (reason) => {
    const { organization } = await makeWorld(server);
    const variables = { input: { id: organization.id, reason } };
    const { extensions } = await refusalOf(server, SuspendOrganization, variables, operator);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reason' });
    expect((await managedOrganization(server, organization)).suspendedAt).toBeNull();
  });

  test.each(['org_0000000000000000', 'proj_0000000000000000', ''])('the id %j', async (id) => {
    const variables = { input: { id, reason: 'Unpaid' } };
    const { extensions } = await refusalOf(server, SuspendOrganization, variables, operator);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'ORGANIZATION_NOT_FOUND' });
  });
});

describe('while an organization is suspended', () => {
  const busy = useServer({
    ownDatabase: true,
    transport: 'in-process',
    env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
  });

  test('webhook deliveries wait without attempts, and are sent after it is resumed', async () => {
    const receiver = await makeReceiver();
    const [world, neighbour] = [await makeWorld(busy), await makeWorld(busy)];
    const subscription = await makeSubscription(busy, world.project, { url: receiver.url });
    const others = await makeSubscription(busy, neighbour.project, { url: receiver.url });
    // The worker starts with the first connection: until then everything waits.
    const waiting = await sendTest(busy, world.project, subscription);
    await suspend(busy, world.organization);
    await busy.listen();
    await sendTest(busy, neighbour.project, others);
    const [first] = await receiver.received(1);
    expect(first?.headers['webhook-id']).not.toBe(waiting.eventId);
    const [row] = await busy.database.query(
      `SELECT status, attempts FROM webhook_delivery WHERE id = '${waiting.id}'`,
    );
    expect(row).toEqual({ status: 'PENDING', attempts: 0 });
    await resume(busy, world.organization);
    expect((await receiver.received(2))[1]?.headers['webhook-id']).toBe(waiting.eventId);
    await deliveryThat(busy, world.project, subscription, { status: 'SUCCEEDED', attemptCount: 1 });
  });

  test('rows of its deleted projects wait for the purge', async () => {
    const { organization, project } = await makeWorld(server);
    await server.database.query(`
      INSERT INTO tool_call_log (id, organization_id, project_id, idempotency_key, tool_slug, toolkit_slug, status,
        duration_ms, called_at, created_at)
      SELECT 'log_' || left(md5('${project.id}' || n), 16), '${organization.id}', '${project.id}', n, 't', 'k',
        'SUCCESS', 0, now(), now() FROM generate_series(1, 150) n`);
    await run(
      server,
      DeleteProject,
      { input: { id: project.id, permanently: true } },
      organization.credentials,
    );
    await suspend(server, organization);
    const left = async () => {
      await purgeAll(server);
      return server.database.query(`SELECT FROM tool_call_log WHERE project_id = '${project.id}'`);
    };
    expect(await left()).toHaveLength(50);
    await resume(server, organization);
    expect(await left()).toEqual([]);
  });
});
