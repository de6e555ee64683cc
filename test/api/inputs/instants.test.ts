import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, post } from '../../support/client.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { postToolCall } from '../../support/http/mcp-client.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
let accountId: string;

beforeAll(async () => {
  world = await makeWorld(server);
  accountId = (await makeConnectedAccount(server, world.project)).id;
});

const beyond = [
  '9999-12-31T23:59:59-23:59',
  '9999-12-31T23:59:59.999-00:01',
  '0001-01-01T00:00:00+00:01',
  '0000-12-31T23:59:59Z',
];

const send = (query: string, variables: object, credentials: Credentials) =>
  post(server, JSON.stringify({ query, variables }), credentials);

const inProject = (field: string) => `query ($at: DateTime) { project { ${field} } }`;

describe('an instant beyond the years 1 to 9999 is BAD_USER_INPUT', () => {
  const places: readonly (readonly [string, string, 'organization' | 'project'])[] = [
    [
      'as the expiry of a key',
      'mutation ($at: DateTime) { createApiKey(input: { name: "late", expiresAt: $at }) { issuedKey { secret } } }',
      'organization',
    ],
    [
      'as the expiry of an account',
      'mutation ($at: DateTime, $id: ID!) { updateConnectedAccount(input: { id: $id, expiresAt: $at }) { connectedAccount { id } } }',
      'project',
    ],
    [
      'as the time of a call',
      'mutation ($at: DateTime) { recordToolCalls(input: { calls: [{ idempotencyKey: "k", toolSlug: "t", toolkitSlug: "k", status: SUCCESS, durationMs: 0, calledAt: $at }] }) { recordedCount } }',
      'project',
    ],
    ['in the filter of a list', inProject('toolCallLogs(from: $at) { totalCount }'), 'project'],
    ['in the filter of the audit log', inProject('auditLog(filter: { to: $at }) { totalCount }'), 'project'],
    ['as the end of a range', inProject('usage { summary(to: $at) { total } }'), 'project'],
  ];

  test.each(places)('%s', async (_place, query, kind) => {
    for (const at of beyond) {
      const { errors, text } = await send(query, { at, id: accountId }, world[kind].credentials);
      expect(errors[0]?.extensions.code, text).toBe('BAD_USER_INPUT');
      const literal = query.replaceAll('$at: DateTime', '$unused: Int').replaceAll('$at', `"${at}"`);
      const written = await send(literal, { id: accountId }, world[kind].credentials);
      expect(written.errors[0]?.extensions.code, written.text).toBe('BAD_USER_INPUT');
    }
  });

  test('in an argument of a tool', async () => {
    const { id } = await makeMcpServer(server, world.project);
    for (const from of beyond) {
      const { credentials } = world.project;
      const { isError, found } = await postToolCall(server, id, 'get_tool_call_logs', credentials, { from });
      expect({ isError, found }).toMatchObject({
        isError: true,
        found: { code: 'BAD_USER_INPUT', field: 'from' },
      });
    }
  });
});

test('the end of a range that is rounded up stays within year 9999', async () => {
  const query = inProject('usage { summary(from: "9999-12-31T00:00:00Z", to: $at) { from to total } }');
  const { data } = await send(query, { at: '9999-12-31T23:59:59.999Z' }, world.project.credentials);
  const summary = { from: '9999-12-31T00:00:00.000Z', to: '9999-12-31T23:59:00.000Z', total: 0 };
  expect(data).toEqual({ project: { usage: { summary } } });
});

test('the first and the last instant are accepted and returned in one format', async () => {
  const query = `mutation ($at: DateTime, $id: ID!) {
    updateConnectedAccount(input: { id: $id, expiresAt: $at }) { connectedAccount { expiresAt } } }`;
  for (const [at, shown] of [
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['9999-12-31T22:59:59-01:00', '9999-12-31T23:59:59.000Z'],
    ['0001-01-01T01:00:00+01:00', '0001-01-01T00:00:00.000Z'],
  ]) {
    const { data, errors } = await send(query, { at, id: accountId }, world.project.credentials);
    expect(errors).toEqual([]);
    expect(data).toEqual({ updateConnectedAccount: { connectedAccount: { expiresAt: shown } } });
  }
});
