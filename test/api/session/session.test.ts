import { describe, expect, test } from 'vitest';
import { refusalOf, run, send } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { CloseSession, CreateSession, GetSession } from '../../support/operations/session.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const passTime = () => {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
};

const close = async ({ credentials }: ProjectWorld, id: string, status?: 'ACTIVE' | 'CLOSED' | 'ERROR') =>
  (await run(server, CloseSession, { input: { id, ...(status && { status }) } }, credentials)).closeSession
    .session;

const read = async ({ credentials }: ProjectWorld, id: string) =>
  (await run(server, GetSession, { id }, credentials)).project.session;

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('sessions', () => {
  test('createSession creates an active session with each toolkit once, in lower case', async () => {
    const { project } = await makeWorld(server);
    const createdAt = passTime();
    const input = { userId: 'jane@example.com', toolkitSlugs: ['GitHub', 'slack', 'github', 'SLACK'] };
    const session = await makeSession(server, project, input);
    expect(session).toEqual({
      id: expect.stringMatching(/^ses_[0-9A-Za-z]{16}$/),
      userId: 'jane@example.com',
      toolkitSlugs: ['github', 'slack'],
      status: 'ACTIVE',
      createdAt,
      closedAt: null,
      toolCallCount: 0,
    });
    expect(await read(project, session.id)).toEqual(session);
  });

  test.each([
    [undefined, 'CLOSED'],
    ['CLOSED', 'CLOSED'],
    ['ERROR', 'ERROR'],
  ] as const)('closeSession with %s sets the status %s', async (status, closed) => {
    const { project } = await makeWorld(server);
    const session = await makeSession(server, project);
    const closedAt = passTime();
    const expected = { ...session, status: closed, closedAt };
    expect(await close(project, session.id, status)).toEqual(expected);
    expect(await read(project, session.id)).toEqual(expected);
  });

  test('closeSession changes and records nothing for a closed session, with any status', async () => {
    const { organization, project } = await makeWorld(server);
    for (const status of ['CLOSED', 'ERROR'] as const) {
      const { id } = await makeSession(server, project);
      const closed = await close(project, id, status);
      const before = await rowsOf(server, organization.id);
      passTime();
      for (const again of ['CLOSED', 'ERROR'] as const)
        expect(await close(project, id, again)).toEqual(closed);
      expect(await rowsOf(server, organization.id)).toEqual(before);
    }
  });

  test('of ten concurrent closeSession calls one sets the status and is recorded', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeSession(server, project);
    const closed = await Promise.all(
      times(10).map((index) => close(project, id, index % 2 ? 'CLOSED' : 'ERROR')),
    );
    expect(new Set(closed.map(({ status }) => status)).size).toBe(1);
    const rows = await rowsOf(server, organization.id);
    expect(rows.filter(({ row }) => row.action === 'SESSION_CLOSED')).toHaveLength(1);
  });

  test('toolCallCount counts calls recorded before and after the session was closed', async () => {
    const { project } = await makeWorld(server);
    const { id: sessionId } = await makeSession(server, project);
    const { id: other } = await makeSession(server, project);
    await recordCalls(server, project, [
      someCall({ sessionId }),
      someCall({ sessionId: other }),
      someCall({ sessionId }),
      someCall(),
    ]);
    await close(project, sessionId);
    await recordCalls(server, project, [someCall({ sessionId })]);
    expect((await read(project, sessionId))?.toolCallCount).toBe(3);
    expect((await read(project, other))?.toolCallCount).toBe(1);
  });

  test('createSession accepts a session without toolkits', async () => {
    const { project } = await makeWorld(server);
    const session = await makeSession(server, project, { toolkitSlugs: [] });
    expect(session.toolkitSlugs).toEqual([]);
    expect(await read(project, session.id)).toEqual(session);
  });

  test('createSession accepts twenty toolkits and a userId of 256 characters', async () => {
    const { project } = await makeWorld(server);
    const toolkitSlugs = times(20).map((index) => `kit-${index}`);
    const session = await makeSession(server, project, { userId: '😀'.repeat(256), toolkitSlugs });
    expect(session).toMatchObject({ userId: '😀'.repeat(256), toolkitSlugs });
  });

  test('deleteProject deletes its sessions and their calls permanently', async () => {
    const { organization, project } = await makeWorld(server);
    const { id: sessionId } = await makeSession(server, project);
    await recordCalls(server, project, [someCall({ sessionId })]);
    await run(
      server,
      DeleteProject,
      { input: { id: project.id, permanently: true } },
      organization.credentials,
    );
    const left = (await rowsOf(server, organization.id)).map(({ table }) => table);
    expect(left).not.toContain('session');
    expect(left).not.toContain('tool_call_log');
  });
});

describe('sessions reject', () => {
  test.each([
    [{ userId: '', toolkitSlugs: ['github'] }, 'userId'],
    [{ userId: 'x'.repeat(257), toolkitSlugs: ['github'] }, 'userId'],
    [{ userId: 'a\u0000', toolkitSlugs: ['github'] }, 'userId'],
    [{ userId: 'jane', toolkitSlugs: [''] }, 'toolkitSlugs.0'],
    [{ userId: 'jane', toolkitSlugs: times(21).map((index) => `kit-${index}`) }, 'toolkitSlugs'],
    [{ userId: 'jane', toolkitSlugs: ['github', 'not fine'] }, 'toolkitSlugs.1'],
    [{ userId: 'jane', toolkitSlugs: ['x'.repeat(65)] }, 'toolkitSlugs.0'],
  ])('%j', async (input, field) => {
    const { organization, project } = await makeWorld(server);
    const before = await rowsOf(server, organization.id);
    const { extensions } = await refusalOf(server, CreateSession, { input }, project.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('the status ACTIVE in closeSession', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeSession(server, project);
    await close(project, id);
    const input = { id, status: 'ACTIVE' } as const;
    const { extensions } = await refusalOf(server, CloseSession, { input }, project.credentials);
    expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'status' });
  });
});

describe('sessions isolate tenants', () => {
  test('closeSession returns the same error for a foreign and an unknown session', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const stranger = await makeWorld(server);
    const others = [
      (await makeSession(server, sibling)).id,
      (await makeSession(server, stranger.project)).id,
      'ses_0000000000000000',
      'nonsense',
      'a\u0000',
      project.id,
    ];
    const answers = [];
    for (const id of others) {
      const { message, extensions } = await refusalOf(
        server,
        CloseSession,
        { input: { id } },
        project.credentials,
      );
      answers.push({ message, ...extensions, requestId: null });
    }
    expect(answers[0]).toMatchObject({ code: 'NOT_FOUND', reason: 'SESSION_NOT_FOUND' });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await read(sibling, others[0] ?? '')).toMatchObject({ status: 'ACTIVE' });
  });

  test('an organization key reads a session through its project, and changes it only where it names the project', async () => {
    const { organization, project } = await makeWorld(server);
    const session = await makeSession(server, project);
    const variables = { projectId: project.id, id: session.id };
    const found = await run(server, GetSession, variables, organization.credentials);
    expect(found.project.session).toEqual(session);
    const input = { id: session.id };
    const { errors } = await send(server, CloseSession, { input }, organization.credentials);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'PROJECT_REQUIRED' } }]);
    const unchanged = await run(server, GetSession, variables, organization.credentials);
    expect(unchanged.project.session).toEqual(session);
    const naming = { ...organization.credentials, 'x-project-id': project.id };
    const { closeSession } = await run(server, CloseSession, { input }, naming);
    expect(closeSession.session).toMatchObject({ id: session.id, status: 'CLOSED' });
  });
});
