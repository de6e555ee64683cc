import { beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../support/client.ts';
import { run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog } from '../../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import { postToolCall } from '../../support/http/mcp-client.ts';
import { UpdateMcpServer } from '../../support/operations/mcp-server.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
let project: ProjectWorld;
let id: string;
let key: Credentials;

beforeAll(async () => {
  world = await makeWorld(server);
  project = world.project;
  key = project.credentials;
  id = (await makeMcpServer(server, project)).id;
});

/** What a tool finds, or the error that it answers. */
async function call(name: string, args: object = {}): Promise<Record<string, unknown>> {
  const { found } = await postToolCall(server, id, name, key, args);
  return found as Record<string, unknown>;
}

const SECRET = 'sk-very-secret-value-0123456789';
/** Data of tools that is not returned, beside the credentials. */
const PRIVATE = 'pr-very-private-value-0123456789';

describe('MCP list tools', () => {
  test('return masked connected accounts, whatever the setting of the project', async () => {
    const credentials = { access_token: SECRET, pin: '1234' };
    const account = await makeConnectedAccount(server, project, { credentials, alias: 'work' });
    const managed = await makeAuthConfig(server, project, { isManaged: true });
    const ofManaged = await makeConnectedAccount(server, project, { credentials, authConfigId: managed.id });
    for (const maskSecretKeysInConnectedAccount of [true, false]) {
      await run(server, UpdateProjectConfig, { input: { maskSecretKeysInConnectedAccount } }, key);
      const { connectedAccounts } = await call('list_connected_accounts', { userIds: [account.userId] });
      expect(connectedAccounts).toEqual([
        {
          id: account.id,
          authConfigId: account.authConfig.id,
          toolkitSlug: 'github',
          userId: account.userId,
          alias: 'work',
          status: 'ACTIVE',
          statusReason: null,
          credentials: { access_token: 'sk-v...', pin: '...' },
          expiresAt: null,
          createdAt: account.createdAt,
          updatedAt: account.updatedAt,
        },
      ]);
      const masked = await call('list_connected_accounts', { userIds: [ofManaged.userId] });
      expect(masked.connectedAccounts).toMatchObject([
        { credentials: { access_token: 'REDACTED', pin: 'REDACTED' } },
      ]);
    }
  });

  test('return triggers without their configs', async () => {
    const config = { token: PRIVATE };
    const { id: triggerId, slug, userId } = await makeTrigger(server, project, { config });
    const { triggers } = await call('list_triggers', { slugs: [slug] });
    expect(triggers).toEqual([
      {
        id: triggerId,
        slug,
        userId,
        connectedAccountId: expect.stringMatching(/^ca_/),
        enabled: true,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
    ]);
  });

  test('return sessions with their call counts', async () => {
    const session = await makeSession(server, project);
    await makeToolCallLog(server, project, { sessionId: session.id });
    const { sessions } = await call('list_sessions', { userIds: [session.userId] });
    const { toolCallCount: _, ...rest } = session;
    expect(sessions).toEqual([{ ...rest, toolCallCount: 1 }]);
  });

  test('return tool call logs, with input and output only on request', async () => {
    const calledAt = '2026-06-01T12:00:00.000Z';
    const { id: sessionId } = await makeSession(server, project);
    const data = { arguments: { title: 'Hi' }, response: { number: 1 }, errorMessage: null };
    await makeToolCallLog(server, project, { ...data, sessionId, calledAt });
    const filter = { sessionId, from: '2026-06-01T14:00:00+02:00', to: '2026-06-01T12:00:01Z' };
    const { toolCallLogs: short } = await call('get_tool_call_logs', filter);
    expect(short).toMatchObject([
      { sessionId, calledAt, status: 'SUCCESS', toolSlug: 'github_create_issue' },
    ]);
    expect(JSON.stringify(short)).not.toMatch(/"(arguments|response|errorMessage)"/);
    const { toolCallLogs: long } = await call('get_tool_call_logs', { ...filter, includeData: true });
    expect(long).toMatchObject([data]);
    expect(await call('get_tool_call_logs', { ...filter, to: calledAt })).toMatchObject({ toolCallLogs: [] });
  });

  test('return no data of a call whose data was not stored', async () => {
    const { project: discreet } = await makeWorld(server);
    const { id: endpoint } = await makeMcpServer(server, discreet);
    const { credentials } = discreet;
    await run(
      server,
      UpdateProjectConfig,
      { input: { logVisibilitySetting: 'DONT_STORE_DATA' } },
      credentials,
    );
    await makeToolCallLog(server, discreet, { arguments: { key: PRIVATE }, response: { key: PRIVATE } });
    const args = { includeData: true };
    const { found } = await postToolCall(server, endpoint, 'get_tool_call_logs', credentials, args);
    expect(found).toMatchObject({ toolCallLogs: [{ arguments: null, response: null, errorMessage: null }] });
  });

  test('return pages that contain each row once', async () => {
    const { project: other } = await makeWorld(server);
    const { id: endpoint } = await makeMcpServer(server, other);
    const made = [];
    for (let count = 0; count < 5; count++) made.unshift((await makeSession(server, other)).id);
    const listed: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const args = { first: 2, ...(after && { after }) };
      const { found } = await postToolCall(server, endpoint, 'list_sessions', other.credentials, args);
      const page = found as { sessions: { id: string }[]; nextCursor: string | null };
      listed.push(...page.sessions.map((session) => session.id));
      after = page.nextCursor;
    }
    expect(listed).toEqual(made);
  });

  test.each(['list_connected_accounts', 'list_sessions', 'list_triggers', 'get_tool_call_logs'])(
    '%s sends equally many statements for 1 row and for 20',
    async (name) => {
      const { project: other } = await makeWorld(server);
      const { id: endpoint } = await makeMcpServer(server, other);
      const { id: authConfigId } = await makeAuthConfig(server, other);
      const { id: connectedAccountId } = await makeConnectedAccount(server, other, { authConfigId });
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          await makeConnectedAccount(server, other, { authConfigId });
          await makeSession(server, other);
          await makeTrigger(server, other, { connectedAccountId });
          await makeToolCallLog(server, other, { connectedAccountId, userId: null });
        }),
      );
      const cost = async (first: number) => {
        const args = name === 'get_tool_call_logs' ? { first, includeData: true } : { first };
        const ask = () => postToolCall(server, endpoint, name, other.credentials, args);
        return (await statementsOf(ask)).length;
      };
      expect(await cost(1)).toBe(await cost(20));
    },
  );
});

describe('MCP write tools', () => {
  test('create and close a session', async () => {
    const opened = await call('create_session', { userId: 'Zoë', toolkitSlugs: ['GitHub', 'github'] });
    expect(opened).toMatchObject({
      userId: 'Zoë',
      toolkitSlugs: ['github'],
      status: 'ACTIVE',
      closedAt: null,
    });
    const closed = await call('close_session', { id: opened.id, status: 'ERROR' });
    expect(closed).toEqual({ ...opened, status: 'ERROR', closedAt: expect.any(String) });
    expect(await call('close_session', { id: opened.id })).toEqual(closed);
  });

  test('enable and disable a trigger', async () => {
    const { id: triggerId } = await makeTrigger(server, project);
    for (const enabled of [false, false, true])
      expect(await call('set_trigger_enabled', { id: triggerId, enabled })).toMatchObject({
        id: triggerId,
        enabled,
      });
  });

  test('change settings: absent values stay, null clears', async () => {
    const logoUrl = 'https://example.com/logo.png';
    expect(await call('update_project_config', { displayName: 'Shown', logoUrl })).toMatchObject({
      displayName: 'Shown',
      logoUrl,
    });
    const settings = { displayName: null, logVisibilitySetting: 'SHOW_ALL', is2FAEnabled: false };
    expect(await call('update_project_config', settings)).toMatchObject({ ...settings, logoUrl });
    expect(await call('update_project_config', { is2FAEnabled: true })).toMatchObject({ is2FAEnabled: true });
  });
});

describe('MCP tools reject', () => {
  test.each([
    ['update_project_config', { displayName: '' }, 'displayName'],
    ['update_project_config', { displayName: 1 }, 'displayName'],
    ['update_project_config', { logoUrl: 'http://example.com' }, 'logoUrl'],
    ['update_project_config', { logoUrl: 'no URL' }, 'logoUrl'],
    ['update_project_config', { is2FAEnabled: null }, 'is2FAEnabled'],
    ['update_project_config', { logVisibilitySetting: 'SOME' }, 'logVisibilitySetting'],
    ['update_project_config', { display_name: 'mistyped' }, 'input'],
    ['get_project', { id: 'proj_0000000000000000' }, 'input'],
    ['list_sessions', { first: 0 }, 'first'],
    ['list_sessions', { first: 101 }, 'first'],
    ['list_sessions', { first: 1.5 }, 'first'],
    ['list_sessions', { statuses: ['OPEN'] }, 'statuses.0'],
    ['list_triggers', { slugs: Array.from({ length: 101 }, () => 'x') }, 'slugs'],
    ['get_tool_call_logs', { from: 'yesterday' }, 'from'],
    ['create_session', { userId: 'u' }, 'toolkitSlugs'],
    ['create_session', { userId: 'u', toolkitSlugs: [''] }, 'toolkitSlugs.0'],
    ['close_session', { status: 'CLOSED' }, 'id'],
    ['set_trigger_enabled', { id: 'ti_0000000000000000', enabled: 'yes' }, 'enabled'],
  ])('%s with %j, naming the field, and change nothing', async (name, args, field) => {
    const before = await rowsOf(server, world.organization.id);
    const { isError, found } = await postToolCall(server, id, name, key, args);
    expect(isError).toBe(true);
    expect(found).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
    const { message } = found as { message: string };
    expect(message).toMatch(new RegExp(`^${field} [a-z].*\\.$`, 's'));
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test.each([
    ['list_sessions', { after: 'nonsense' }, 'BAD_USER_INPUT', 'INVALID_CURSOR'],
    ['close_session', { id: 'ses_0000000000000000' }, 'NOT_FOUND', 'SESSION_NOT_FOUND'],
    ['set_trigger_enabled', { id: 'ti_0000000000000000', enabled: true }, 'NOT_FOUND', 'TRIGGER_NOT_FOUND'],
  ])('%s with %j like the API: %s', async (name, args, code, reason) => {
    const { isError, found } = await postToolCall(server, id, name, key, args);
    expect(isError).toBe(true);
    expect(found).toMatchObject({
      code,
      reason,
      message: expect.any(String),
      suggestedFix: expect.any(String),
    });
  });

  test('calls of tools that are not allowed, whatever the arguments, and change nothing', async () => {
    const { id: endpoint } = await makeMcpServer(server, project, { allowedTools: ['GET_PROJECT'] });
    const before = await rowsWithoutDenials(server, world.organization.id);
    for (const name of ['get_project_config', 'update_project_config', 'create_session']) {
      const { isError, found } = await postToolCall(server, endpoint, name, key, { displayName: 'sneaky' });
      expect(isError).toBe(true);
      expect(found).toMatchObject({ code: 'FORBIDDEN', reason: 'TOOL_NOT_ALLOWED' });
    }
    expect(await rowsWithoutDenials(server, world.organization.id)).toEqual(before);
  });

  test('calls as soon as a tool is no longer allowed', async () => {
    const { id: endpoint } = await makeMcpServer(server, project);
    expect((await postToolCall(server, endpoint, 'get_project', key)).isError).toBe(false);
    const input = { id: endpoint, allowedTools: ['LIST_SESSIONS' as const] };
    await run(server, UpdateMcpServer, { input }, key);
    expect((await postToolCall(server, endpoint, 'get_project', key)).isError).toBe(true);
  });
});
