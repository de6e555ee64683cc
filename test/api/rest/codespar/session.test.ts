import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../../../support/database/tables.ts';
import { makeKey } from '../../../support/fixtures/api-key.ts';
import { setQuota } from '../../../support/fixtures/project-quota.ts';
import { makeSession } from '../../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../../support/fixtures/tool-call-log.ts';
import { makeProject, makeWorld, type World } from '../../../support/fixtures.ts';
import { sendCodeSpar, shownId } from '../../../support/http/codespar.ts';
import { UpdateProjectConfig } from '../../../support/operations/project.ts';
import { GetSession } from '../../../support/operations/session.ts';
import { useServer } from '../../../support/server.ts';

const server = useServer({ transport: 'each' });
let world: World;

beforeAll(async () => {
  world = await makeWorld(server);
});

const create = (body: object, sender = world.project) =>
  sendCodeSpar(server, sender, 'POST /sessions', { body });

describe('sessions of CodeSpar’s API', () => {
  test('are created, read with the number of calls, and closed, as GraphQL shows them', async () => {
    const { project } = world;
    const { body: created } = await create({ servers: ['Stripe', 'asaas', 'stripe'], user_id: 'jane' });
    expect(created).toMatchObject({
      project_id: shownId(project.id),
      user_id: 'jane',
      servers: ['stripe', 'asaas'],
      status: 'active',
      closed_at: null,
    });
    await recordCalls(server, project, [someCall({ sessionId: created.id }), someCall()]);
    const read = await sendCodeSpar(server, project, `GET /sessions/${created.id}`);
    expect(read.body).toEqual({ ...created, tool_calls_count: 1 });
    const closed = await sendCodeSpar(server, project, `DELETE /sessions/${created.id}`);
    expect([closed.status, closed.text]).toEqual([204, '']);
    expect((await sendCodeSpar(server, project, `DELETE /sessions/${created.id}`)).status).toBe(204);
    const after = await sendCodeSpar(server, project, `GET /sessions/${created.id}`);
    const { session } = (await run(server, GetSession, { id: created.id }, project.credentials)).project;
    expect(session).toMatchObject({ userId: 'jane', toolkitSlugs: ['stripe', 'asaas'], toolCallCount: 1 });
    expect(after.body).toEqual({
      ...read.body,
      status: 'closed',
      closed_at: session?.closedAt,
      created_at: session?.createdAt,
    });
  });

  test('accept no servers, no user and an agent, which is ignored', async () => {
    const { status, body } = await create({ servers: [], agent_id: 'agent' });
    expect([status, body.servers, body.user_id]).toEqual([201, [], 'default']);
  });

  test('are listed newest first, each once, page by page', async () => {
    const project = await makeProject(server, world.organization);
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.unshift((await makeSession(server, project)).id);
    const listed: string[] = [];
    let before = '';
    for (let pages = 1; ; pages++) {
      const query = `?limit=2${before && `&before=${encodeURIComponent(before)}`}`;
      const { status, body } = await sendCodeSpar(server, project, `GET /sessions${query}`);
      expect(status).toBe(200);
      listed.push(...body.sessions.map(({ id }: { id: string }) => id));
      if (body.next_before === null) {
        expect(pages).toBe(3);
        break;
      }
      before = body.next_before;
    }
    expect(listed.toSorted()).toEqual(ids.toSorted());
    const { body } = await sendCodeSpar(server, project, 'GET /sessions');
    expect(body.sessions.map(({ id }: { id: string }) => id)).toEqual(listed);
    expect(body.next_before).toBeNull();
  });

  test('have their tool calls, with data unless the project does not store it', async () => {
    const { project } = await makeWorld(server);
    const { id: sessionId } = await makeSession(server, project);
    const call = { sessionId, arguments: { amount: 5 }, response: { ok: true } };
    const read = async () =>
      (await sendCodeSpar(server, project, `GET /sessions/${sessionId}/tool-calls`)).body;
    await recordCalls(server, project, [someCall(call), someCall()]);
    expect(await read()).toEqual({
      tool_calls: [
        {
          id: expect.stringMatching(/^log_/),
          session_id: sessionId,
          server_id: 'github',
          tool_name: 'github_create_issue',
          status: 'success',
          duration_ms: 120,
          error_code: null,
          input: { amount: 5 },
          output: { ok: true },
          called_at: expect.any(String),
        },
      ],
      next_before: null,
    });
    const config = { input: { logVisibilitySetting: 'DONT_STORE_DATA' as const } };
    await run(server, UpdateProjectConfig, config, project.credentials);
    await recordCalls(server, project, [someCall({ ...call, status: 'ERROR', errorCode: 'card_declined' })]);
    const { tool_calls: calls } = await read();
    expect(calls.map(({ input }: { input: unknown }) => input)).toContainEqual(null);
    expect(calls.map(({ error_code: code }: { error_code: unknown }) => code)).toContain('card_declined');
  });
});

describe('sessions of CodeSpar’s API are refused', () => {
  test.each([
    [{}, 'servers'],
    [{ servers: 'stripe' }, 'servers'],
    [{ servers: Array.from({ length: 21 }, (_, index) => `s${index}`) }, 'servers'],
    [{ servers: ['stripe', 'not fine'] }, 'servers.1'],
    [{ servers: [], user_id: '' }, 'user_id'],
    [{ servers: [], user_id: 'x'.repeat(257) }, 'user_id'],
    [{ servers: [], userId: 'jane' }, 'input'],
  ])('for %j, naming the field, and nothing changes', async (input, field) => {
    const before = await rowsOf(server, world.organization.id);
    const { status, body } = await create(input);
    expect([status, body.error]).toEqual([400, 'invalid_body']);
    expect(body.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([field]);
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test.each(['limit=0', 'limit=101', 'before=nonsense'])('in a list with ?%s', async (query) => {
    const { status, body } = await sendCodeSpar(server, world.project, `GET /sessions?${query}`);
    expect([status, body.error]).toEqual([400, 'invalid_body']);
    expect(body.issues[0].path).toEqual([query.split('=')[0]]);
    expect(body.message).toContain(query.split('=')[0]);
  });

  test('in another project or organization: not found, exactly as a session that does not exist', async () => {
    const other = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    const { id } = await makeSession(server, world.project);
    const before = await rowsOf(server, world.organization.id);
    for (const sender of [other.project, other.organization, sibling, world.organization])
      for (const sent of [id, 'ses_0000000000000000', 'x'])
        for (const route of [`GET /sessions/${sent}`, `DELETE /sessions/${sent}`] as const) {
          const { status, text } = await sendCodeSpar(server, sender, route);
          expect([status, text], route).toEqual([404, '{"error":"not_found","message":"No such session."}']);
        }
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('for a key without the scope, and the attempt to change is recorded', async () => {
    const scopes = ['triggers:read' as const];
    const key = await makeKey(server, world.organization, { scopes });
    const before = await rowsWithoutDenials(server, world.organization.id);
    for (const route of ['GET /sessions', 'POST /sessions'] as const) {
      const sent = route === 'GET /sessions' ? {} : { body: { servers: [] } };
      const { status, body } = await sendCodeSpar(server, key, route, sent);
      expect([status, body.error]).toEqual([403, 'forbidden']);
      expect(body.message).toContain('sessions:');
    }
    expect(await rowsWithoutDenials(server, world.organization.id)).toEqual(before);
  });

  test('when the quota is used up, as quota_exceeded', async () => {
    const limited = await makeWorld(server);
    await setQuota(server, limited, { sessionsPerMonth: 1 });
    expect((await create({ servers: [] }, limited.project)).status).toBe(201);
    const { status, body } = await create({ servers: [] }, limited.project);
    expect([status, body.error]).toEqual([429, 'quota_exceeded']);
  });

  test('where an operation is not served yet, with the reason', async () => {
    for (const route of ['GET /api-keys', 'GET /triggers', 'POST /sessions/ses_x/execute'] as const) {
      const sent = route.startsWith('POST') ? { body: {} } : {};
      const { status, body } = await sendCodeSpar(server, world.project, route, sent);
      expect([status, body.error]).toEqual([404, 'not_served_here']);
    }
    const unknown = await sendCodeSpar(server, world.project, 'GET /nothing');
    expect([unknown.status, unknown.body.error]).toEqual([404, 'not_found']);
    const method = await sendCodeSpar(server, world.project, 'PATCH /sessions', { body: {} });
    expect([method.status, method.body.error]).toEqual([405, 'method_not_allowed']);
  });
});
