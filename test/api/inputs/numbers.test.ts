import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, post } from '../../support/client.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { postMcp } from '../../support/http/mcp-client.ts';
import { expectFault, JSON_TYPE, queryPath, request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
let accountId: string;
let mcpServerId: string;

beforeAll(async () => {
  world = await makeWorld(server);
  accountId = (await makeConnectedAccount(server, world.project)).id;
  mcpServerId = (await makeMcpServer(server, world.project)).id;
});

const changed = [
  '1234567890123456789',
  '-1234567890123456789',
  '9007199254740993',
  '1e400',
  '-1e400',
  '1e-400',
  '-0',
  '-0.0',
  '0.1234567890123456789',
  '1234567890.12345678901',
];
const kept = [
  '0',
  '-1',
  '1.5',
  '-0.5',
  '1e-7',
  '12345678901',
  '9007199254740992',
  '1e21',
  '0.30000000000000004',
  '5e-324',
  '1.7976931348623157e308',
  '1E5',
  '2.50',
  '100000000000000000000',
];

const UPSERT = `mutation ($input: UpsertTriggerInput!) { upsertTrigger(input: $input) { trigger { config } } }`;

const upsertBody = (config: string) =>
  `{"query":${JSON.stringify(UPSERT)},"variables":{"input":{"slug":"numbers","connectedAccountId":"${accountId}","config":${config}}}}`;

const upsertLiteral = (config: string) =>
  JSON.stringify({
    query: `mutation { upsertTrigger(input: { slug: "numbers", connectedAccountId: "${accountId}", config: ${config} }) { trigger { config } } }`,
  });

const send = (body: string, credentials: Credentials = world.project.credentials) =>
  post<{ upsertTrigger: { trigger: { config: { a: unknown } } } | null }>(server, body, credentials);

describe('a number that JavaScript cannot represent', () => {
  test.each(changed)('is rejected in JSON variables, with its path: %s', async (number) => {
    const answer = await send(upsertBody(`{"a":[{"channel_id":${number}}]}`));
    expectFault(answer, 400, 'INVALID_REQUEST');
    expect(answer.errors[0]?.extensions.field).toBe('config.a.0.channel_id');
    expect(answer.errors[0]?.message).not.toContain(number);
  });

  test.each(changed)('is rejected in JSON literals of the document: %s', async (number) => {
    const { errors, data } = await send(upsertLiteral(`{ a: [{ channel_id: ${number} }] }`));
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_DOCUMENT' } }]);
  });

  test.each(['1e400', '9007199254740993', '-0'])('is rejected in every JSON input: %s', async (number) => {
    const call = `{"idempotencyKey":"n","toolSlug":"t","toolkitSlug":"k","status":"SUCCESS","durationMs":0,"response":{"x":${number}}}`;
    const record =
      'mutation ($input: RecordToolCallsInput!) { recordToolCalls(input: $input) { recordedCount } }';
    const recorded = await send(
      `{"query":${JSON.stringify(record)},"variables":{"input":{"calls":[${call}]}}}`,
    );
    expect(recorded.errors[0]?.extensions.field).toBe('calls.0.response.x');
    const quota =
      'mutation ($n: BigInt) { setProjectQuota(input: { projectId: "x", mode: HARD, toolCallsPerMonth: $n }) { project { id } } }';
    const limited = await send(
      `{"query":${JSON.stringify(quota)},"variables":{"n":${number}}}`,
      world.organization.credentials,
    );
    expectFault(limited, 400, 'INVALID_REQUEST');
    expect(limited.errors[0]?.extensions.field).toBe('n');
    const tool = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","arguments":{"first":${number}}}}`;
    const called = await postMcp(server, mcpServerId, tool, world.project.credentials);
    expectFault(called, 400, 'INVALID_REQUEST');
    expect(called.errors[0]?.extensions.field).toBe('params.arguments.first');
    const leaked = { method: 'POST', headers: JSON_TYPE, body: `{"secrets":[${number}]}` };
    expectFault(await request(server, '/keys/revoke', leaked), 400, 'INVALID_REQUEST');
    const get = queryPath('query ($n: Int) { organization { projects(first: $n) { totalCount } } }', {
      variables: `{"n":${number}}`,
    });
    const got = await request(server, get, { headers: world.organization.credentials });
    expectFault(got, 400, 'INVALID_REQUEST');
    expect(got.errors[0]?.extensions.field).toBe('n');
  });

  test('is rejected equally over both transports', async () => {
    const { executed, planned } = await responsesOfTransports(
      server,
      upsertBody('{"a":1e400}'),
      world.project.credentials,
    );
    expect(executed.status).toBe(400);
    for (const answer of planned) expect(answer).toEqual(executed);
  });
});

describe('a number that JavaScript can represent', () => {
  test.each(kept)('is returned unchanged: %s', async (number) => {
    for (const body of [upsertBody(`{"a":${number}}`), upsertLiteral(`{ a: ${number} }`)]) {
      const { data, errors } = await send(body);
      expect(errors).toEqual([]);
      expect(data?.upsertTrigger?.trigger.config.a).toBe(Number(number));
    }
  });

  test('is returned unchanged, for random numbers', async () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0));
    await fc.assert(
      fc.asyncProperty(number, async (one) => {
        const { data } = await send(upsertBody(`{"a":${JSON.stringify(one)}}`));
        expect(data?.upsertTrigger?.trigger.config.a).toBe(one);
      }),
      { numRuns: 20 },
    );
  });

  test('is not looked for in strings and names', async () => {
    const config = '{"a": ": 1234567890123456789, -0", "b 1e400": "[1e400]", "\\": 1e400": "\\\\"}';
    const { data, errors } = await send(upsertBody(config));
    expect(errors).toEqual([]);
    expect(data?.upsertTrigger?.trigger.config).toEqual(JSON.parse(config));
  });
});
