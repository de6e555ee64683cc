import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, type GraphQLErrorBody, post } from '../../support/client.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { postToolCall } from '../../support/http/mcp-client.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;

beforeAll(async () => {
  world = await makeWorld(server);
});

const send = (query: string, variables: object, credentials: Credentials) =>
  post(server, JSON.stringify({ query, variables }), credentials);

const fieldsOf = (errors: readonly GraphQLErrorBody[]) => errors.map(({ extensions }) => extensions.field);

const CREATE_PROJECT =
  'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }';
const CREATE_KEY =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { issuedKey { secret } } }';
const RECORD =
  'mutation ($input: RecordToolCallsInput!) { recordToolCalls(input: $input) { recordedCount } }';
const SUBSCRIBE = `mutation ($input: CreateWebhookSubscriptionInput!) {
  createWebhookSubscription(input: $input) { webhookSubscription { id } } }`;

describe('an input with several invalid fields', () => {
  test('gets an error for each field in one response, with path and reason', async () => {
    const input = { name: '!', slug: 'default', config: { displayName: '', logoUrl: 'http://example.com' } };
    const { status, data, errors } = await send(CREATE_PROJECT, { input }, world.organization.credentials);
    expect({ status, data }).toEqual({ status: 200, data: { createProject: null } });
    expect(fieldsOf(errors)).toEqual(['name', 'slug', 'config.displayName', 'config.logoUrl']);
    expect(errors.map(({ path }) => path)).toEqual(Array(4).fill(['createProject']));
    expect(errors.map(({ extensions }) => [extensions.code, extensions.reason])).toEqual([
      ['BAD_USER_INPUT', 'INVALID_VALUE'],
      ['BAD_USER_INPUT', 'SLUG_RESERVED'],
      ['BAD_USER_INPUT', 'INVALID_VALUE'],
      ['BAD_USER_INPUT', 'INVALID_VALUE'],
    ]);
    expect(new Set(errors.map(({ extensions }) => extensions.requestId)).size).toBe(1);
  });

  test('gets one error per field, however many rules it violates', async () => {
    const { errors } = await send(
      CREATE_KEY,
      { input: { name: ' \u0007'.repeat(200) } },
      world.organization.credentials,
    );
    expect(fieldsOf(errors)).toEqual(['name']);
  });

  test('gets errors with list positions', async () => {
    const call = { idempotencyKey: 'k', toolSlug: 'a', toolkitSlug: 'a', status: 'SUCCESS', durationMs: 1 };
    const calls = [
      call,
      { ...call, toolSlug: '!', durationMs: -1 },
      { ...call, calledAt: '2999-01-01T00:00:00Z' },
    ];
    const { errors } = await send(RECORD, { input: { calls } }, world.project.credentials);
    expect(fieldsOf(errors)).toEqual(['calls.1.toolSlug', 'calls.1.durationMs', 'calls.2.calledAt']);
  });

  test('gets at most 20 errors', async () => {
    const call = { idempotencyKey: '', toolSlug: '!', toolkitSlug: '!', status: 'SUCCESS', durationMs: -1 };
    const { errors } = await send(
      RECORD,
      { input: { calls: Array(50).fill(call) } },
      world.project.credentials,
    );
    expect(errors).toHaveLength(20);
  });

  test('gets errors that depend on time, kind of key or other fields too', async () => {
    const restrictions = { scopes: ['projects:read'], expiresAt: '2020-01-01T00:00:00Z', allowedIps: ['x'] };
    const key = { name: '', projectId: world.project.id, ...restrictions };
    const refused = await send(CREATE_KEY, { input: key }, world.organization.credentials);
    expect(fieldsOf(refused.errors)).toEqual(['name', 'allowedIps.0', 'scopes', 'expiresAt']);
    const subscription = { url: 'http://example.com', events: ['PROJECT_CREATED'] };
    const { errors } = await send(SUBSCRIBE, { input: subscription }, world.project.credentials);
    expect(fieldsOf(errors)).toEqual(['url', 'events']);
  });

  test('changes nothing', async () => {
    const call = {
      idempotencyKey: 'once',
      toolSlug: 'a',
      toolkitSlug: 'a',
      status: 'SUCCESS',
      durationMs: 1,
    };
    const calls = [call, { ...call, toolSlug: '!' }];
    await send(RECORD, { input: { calls } }, world.project.credentials);
    const { data } = await send(RECORD, { input: { calls: [call] } }, world.project.credentials);
    expect(data).toEqual({ recordToolCalls: { recordedCount: 1 } });
  });
});

test('values of wrong types get one error per field', async () => {
  const input = { name: 1, config: { is2FAEnabled: 'yes', colour: 'red' }, slug: [] };
  const { status, errors } = await send(CREATE_PROJECT, { input }, world.organization.credentials);
  expect(status).toBe(400);
  expect(fieldsOf(errors).toSorted()).toEqual(['config.colour', 'config.is2FAEnabled', 'name', 'slug']);
  const absent = await send(CREATE_PROJECT, { input: {} }, world.organization.credentials);
  expect(fieldsOf(absent.errors)).toEqual(['name']);
  const nothing = await send(CREATE_PROJECT, {}, world.organization.credentials);
  expect(fieldsOf(nothing.errors)).toEqual(['input']);
});

test('the fast path returns the same errors as the API, to the byte', async () => {
  const input = { name: '!', slug: 'default', shouldCreateApiKey: true };
  const body = JSON.stringify({ query: CREATE_PROJECT, variables: { input } });
  const { executed, planned } = await responsesOfTransports(server, body, world.organization.credentials);
  expect(JSON.parse(executed.body).errors).toHaveLength(2);
  for (const answer of planned) expect(answer).toEqual(executed);
});

test('an MCP tool returns the first error and the others beside it', async () => {
  const { id } = await makeMcpServer(server, world.project);
  const given = { userId: '', toolkitSlugs: ['!', 'good'] };
  const { isError, found } = await postToolCall(
    server,
    id,
    'create_session',
    world.project.credentials,
    given,
  );
  expect(isError).toBe(true);
  expect(found).toMatchObject({ field: 'userId', further: [{ field: 'toolkitSlugs.0' }] });
});
