import { GraphQLError, OperationTypeNode } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { answerWith, fitAnswer } from '../../../src/graphql/limits/answer-size.ts';
import { post, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import {
  makeOrganization,
  makeProject,
  makeWorld,
  type ProjectWorld,
  type World,
} from '../../support/fixtures.ts';
import { postToolCall, requireMcpApiKey } from '../../support/http/mcp-client.ts';
import { faultOf } from '../../support/http/request.ts';
import { RecordToolCallsBriefly } from '../../support/operations/tool-call-log.ts';
import { useServer } from '../../support/server.ts';

const BYTES_MAX = 65_536;
const server = useServer({ env: { RESPONSE_BYTES_MAX: `${BYTES_MAX}`, MAX_QUERY_COST: '10000' } });
const usual = useServer();

const DATA_BYTES = 8_000;
/** What JSON writes in six bytes each. */
const CONTROLS = '\u0001'.repeat(DATA_BYTES / 8);

let world: World;

const callsWith = (count: number, text: string) =>
  Array.from({ length: count }, () => someCall({ arguments: { text }, response: { text } }));

const recordCalls = (on: typeof server, { credentials }: ProjectWorld, calls: ReturnType<typeof callsWith>) =>
  run(on, RecordToolCallsBriefly, { input: { calls } }, credentials);

beforeAll(async () => {
  world = await makeWorld(server);
  await recordCalls(server, world.project, callsWith(6, 'é'.repeat(DATA_BYTES / 2)));
});

const ask = (query: string, variables: object = {}, on = server, credentials = world.project.credentials) =>
  post<Record<string, unknown>>(on, JSON.stringify({ query, variables }), credentials);

const page = (first: number) => `toolCallLogs(first: ${first}) { nodes { arguments response } }`;

function expectTooLarge(answer: Awaited<ReturnType<typeof ask>>): void {
  expect(answer.status).toBe(400);
  expect(answer.data).toBeUndefined();
  expect(faultOf(answer)).toEqual({
    message: 'The response exceeds the size limit.',
    extensions: {
      code: 'BAD_USER_INPUT',
      reason: 'RESPONSE_TOO_LARGE',
      suggestedFix: 'Request smaller pages with a smaller `first`, or omit large fields.',
    },
  });
}

describe('a response has at most RESPONSE_BYTES_MAX bytes', () => {
  test('a page that fits is returned, and a larger one is rejected with a suggested fix', async () => {
    const answer = await ask(`{ project { ${page(4)} } }`);
    expect(answer.errors).toEqual([]);
    expect(Buffer.byteLength(answer.text)).toBeGreaterThan(BYTES_MAX * 0.9);
    expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(BYTES_MAX + 100);
    expectTooLarge(await ask(`{ project { ${page(5)} } }`));
  });

  test('rows selected by several aliases count for each of them and are read once', async () => {
    const aliases = Array.from({ length: 20 }, (_, index) => `a${index}: ${page(1)}`).join(' ');
    const statements = await statementsOf(async () => {
      expectTooLarge(await ask(`{ project { ${aliases} } }`));
    });
    expect(statements.filter((text) => text.includes('tool_call_log')).length).toBeLessThanOrEqual(4);
  });

  test('equal ids are read once, returned at each position and counted at each position', async () => {
    const ids = Array.from({ length: 20 }, () => world.project.id);
    const query = (fields: string) =>
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Project { ${fields} } } }`;
    const answer = await ask(query('name'), { ids });
    expect(answer.data).toEqual({ nodes: ids.map((id) => ({ id, name: world.project.name })) });
    expectTooLarge(await ask(query(page(1)), { ids }));
  });

  test('escaped characters count with their length in JSON', async () => {
    const { project } = await makeWorld(server);
    await recordCalls(server, project, callsWith(4, CONTROLS));
    const logs = (first: number) => ask(`{ project { ${page(first)} } }`, {}, server, project.credentials);
    expect((await logs(4)).errors).toEqual([]);
    await recordCalls(server, project, callsWith(2, CONTROLS));
    expectTooLarge(await logs(6));
  });

  test('a page of the fast path is limited in PostgreSQL', async () => {
    const organization = await makeOrganization(server);
    for (let made = 0; made < 40; made += 1)
      await makeProject(server, organization, { name: `project-${made}-${'x'.repeat(60)}` });
    const names = Array.from({ length: 30 }, (_, index) => `a${index}: name`).join(' ');
    const byNetwork = { ...server, fetch: server.fetchByNetwork };
    const projects = (first: number) =>
      ask(
        `{ organization { projects(first: ${first}) { nodes { ${names} } } } }`,
        {},
        byNetwork,
        organization.credentials,
      );
    const large = () => projects(40);
    expectTooLarge(await large());
    expect((await projects(20)).errors).toEqual([]);
    const statements = await statementsOf(async () => expectTooLarge(await large()));
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain(`octet_length(json)<=${BYTES_MAX}`);
  });

  test('rows that are read and not returned are limited too', async () => {
    const { project } = await makeWorld(server);
    const config = { text: 'x'.repeat(15_000) };
    for (let made = 0; made < 10; made += 1) await makeTrigger(server, project, { config });
    const triggers = (first: number) =>
      ask(`{ project { triggers(first: ${first}) { nodes { id } } } }`, {}, server, project.credentials);
    expect((await triggers(5)).errors).toEqual([]);
    expectTooLarge(await triggers(10));
    expect((await triggers(5)).errors).toEqual([]);
  });

  test('a mutation is committed, and a result that does not fit is null with an error', async () => {
    const { project } = await makeWorld(server);
    const query = `mutation ($calls: [ToolCallInput!]!) {
      small: recordToolCalls(input: { calls: $calls }) { recordedCount }
      large: recordToolCalls(input: { calls: $calls }) { toolCallLogs { arguments response } } }`;
    const calls = callsWith(6, 'é'.repeat(DATA_BYTES / 2 - 1_000));
    const answer = await ask(query, { calls }, server, project.credentials);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ small: { recordedCount: 6 }, large: null });
    expect(faultOf(answer)).toMatchObject({ path: ['large'], extensions: { reason: 'RESULT_TOO_LARGE' } });
  });

  test('an MCP tool returns an error instead, with or without a key, and charges for data', async () => {
    await requireMcpApiKey(server, world.project, false);
    const { id } = await makeMcpServer(server, world.project);
    const logs = (first: number, headers = {}) =>
      postToolCall(server, id, 'get_tool_call_logs', headers, { first, includeData: true });
    for (const headers of [{}, world.project.credentials]) {
      expect((await logs(1, headers)).isError).toBe(false);
      const { isError, found } = await logs(6, headers);
      expect(isError).toBe(true);
      expect(found).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'RESPONSE_TOO_LARGE' });
    }
  });
});

describe('a large response', () => {
  test('has the same bytes over each transport', async () => {
    const { project } = await makeWorld(usual);
    for (let recorded = 0; recorded < 20; recorded += 1)
      await recordCalls(usual, project, callsWith(1, `"é😀${'x'.repeat(40_000)}`));
    const query = `{ project { toolCallLogs(first: 100) { nodes { toolSlug arguments response } } } }`;
    const answer = await ask(query, {}, usual, project.credentials);
    expect(answer.errors).toEqual([]);
    expect(answer.text).toBe(JSON.stringify(JSON.parse(answer.text)));
    expect(answer.text.match(/😀/g)).toHaveLength(40);
  });

  test('has the same bytes as a small one, with errors and as the result of a mutation', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({ index, text: `é${'x'.repeat(40_000)}` }));
    const result = {
      errors: [new GraphQLError('It failed.', { path: ['failed'] })],
      data: { failed: null, rows },
    };
    const limit = { bytesMax: 10_000_000, organizationId: 'a' };
    for (const operation of [OperationTypeNode.QUERY, OperationTypeNode.MUTATION]) {
      const { largeData } = await fitAnswer(result, operation, limit);
      if (!largeData) throw new Error('The response is large.');
      expect(largeData.chunks.length).toBeGreaterThan(5);
      expect(Buffer.concat(answerWith(result, largeData).chunks).toString()).toBe(JSON.stringify(result));
    }
  });
});

describe('cost of a document', () => {
  test('counts large fields as more objects', async () => {
    const { project } = await makeWorld(usual);
    const costOf = async (fields: string) => {
      const query = `{ viewer { rateLimit { cost } } project { toolCallLogs(first: 100) { nodes { ${fields} } } } }`;
      const { data } = await ask(query, {}, usual, project.credentials);
      return (data as { viewer: { rateLimit: { cost: number } } }).viewer.rateLimit.cost;
    };
    expect(await costOf('id toolSlug')).toBe(2);
    expect(await costOf('id arguments')).toBe(12);
    expect(await costOf('id arguments response errorMessage')).toBe(24);
  });
});
