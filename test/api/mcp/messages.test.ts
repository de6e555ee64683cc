import { beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { postMcp } from '../../support/http/mcp-client.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
let id: string;
let key: Credentials;
beforeAll(async () => {
  world = await makeWorld(server);
  key = world.project.credentials;
  id = (await makeMcpServer(server, world.project)).id;
});

const post = (body: object) => postMcp(server, id, body, key);
const request = (method: string, params?: unknown) => ({ jsonrpc: '2.0', id: 1, method, params });

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const META = { progressToken: 7 };
const CLIENT = { name: 'tests', version: '1' };

describe('an MCP message gets the result of', () => {
  test.each([
    ['initialize without params', request('initialize')],
    ['initialize with null for params', request('initialize', null)],
    ['initialize with empty params', request('initialize', {})],
    ['initialize with null for each', request('initialize', { protocolVersion: null, capabilities: null })],
    ['initialize without a version', request('initialize', { capabilities: {}, clientInfo: CLIENT })],
  ])('%s: with the latest version of the protocol', async (_name, body) => {
    const { status, message } = await post(body);
    expect(status).toBe(200);
    expect(message).toMatchObject({
      id: 1,
      result: {
        protocolVersion: '2025-11-25',
        serverInfo: { name: 'bailiwick' },
        capabilities: { tools: {} },
      },
    });
  });

  test.each([
    ['a version that is spoken', '2025-03-26', '2025-03-26'],
    ['a version that is not', '1999-01-01', '2025-11-25'],
  ])('initialize with %s', async (_name, protocolVersion, answered) => {
    const { message } = await post(request('initialize', { protocolVersion }));
    expect(message?.result).toMatchObject({ protocolVersion: answered });
  });

  test.each([
    ['null for params', { ...LIST, params: null }],
    ['null for a cursor', { ...LIST, params: { cursor: null } }],
    ['null for _meta', { ...LIST, params: { _meta: null } }],
    ['an id of text', { ...LIST, id: '' }],
    ['an id of zero', { ...LIST, id: 0 }],
    ['members that JSON-RPC does not have', { ...LIST, extra: { deep: [1] }, __proto__: null }],
  ])('tools/list with %s', async (_name, body) => {
    const { status, message } = await post(body);
    expect(status).toBe(200);
    expect(message).toMatchObject({ id: body.id, result: { tools: expect.any(Array) } });
  });

  test.each([
    ['null for arguments', { name: 'get_project', arguments: null }],
    ['no arguments', { name: 'get_project' }],
    ['empty arguments', { name: 'get_project', arguments: {} }],
    ['a token of progress', { name: 'get_project', _meta: META }],
    ['the wish for a task', { name: 'get_project', task: { ttl: 1_000 } }],
    ['null for a task', { name: 'get_project', task: null }],
    ['a task of the wrong type', { name: 'get_project', task: 'soon' }],
  ])('tools/call with %s', async (_name, params) => {
    const { status, message } = await post(request('tools/call', params));
    expect(status).toBe(200);
    expect(message?.result).toMatchObject({ structuredContent: { id: world.project.id } });
  });

  test.each([
    ['without params', request('ping')],
    ['with null for params', request('ping', null)],
    ['with empty params', request('ping', {})],
  ])('ping %s', async (_name, body) => {
    expect((await post(body)).message).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  test.each([
    ['a notification', { jsonrpc: '2.0', method: 'notifications/initialized' }],
    [
      'a notification with null for params',
      { jsonrpc: '2.0', method: 'notifications/initialized', params: null },
    ],
    ['a notification that is not known', { jsonrpc: '2.0', method: 'notifications/none', params: { a: 1 } }],
    [
      'a notification with wrong params',
      { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: {} } },
    ],
    ['a response', { jsonrpc: '2.0', id: 1, result: {} }],
    ['a response with an error', { jsonrpc: '2.0', id: 1, error: { code: 1, message: 'no' } }],
  ])('%s: no response', async (_name, body) => {
    const { status, text } = await post(body);
    expect({ status, text }).toEqual({ status: 202, text: '' });
  });
});

type Fault = {
  readonly status: number;
  readonly id: unknown;
  readonly code: number;
  readonly message: RegExp;
};

/** One sentence and a fix, and no dump of what validated it. */
async function expectRefused(body: object, expected: Fault): Promise<void> {
  const { status, message, text } = await post(body);
  expect({ status, id: message?.id }, text).toEqual({ status: expected.status, id: expected.id });
  expect(message?.error).toEqual({
    code: expected.code,
    message: expect.stringMatching(expected.message),
    data: { suggestedFix: expect.stringMatching(/^[A-Z].*\.$/) },
  });
}

describe('an MCP message is rejected as invalid request (-32600)', () => {
  test.each([
    [{}, /^jsonrpc must be "2.0"\.$/],
    [{ method: 'tools/list', id: 1 }, /^jsonrpc must be "2.0"\.$/],
    [{ ...LIST, jsonrpc: '1.0' }, /^jsonrpc must be "2.0"\.$/],
    [{ ...LIST, jsonrpc: 2 }, /^jsonrpc must be "2.0"\.$/],
    [{ ...LIST, id: null }, /^id must be a string or an integer\.$/],
    [{ ...LIST, id: {} }, /^id must be a string or an integer\.$/],
    [{ ...LIST, id: 1.5 }, /^id must be a string or an integer\.$/],
    [{ ...LIST, id: true }, /^id must be a string or an integer\.$/],
    [{ ...LIST, method: 1 }, /^method must be of type string\.$/],
    [{ jsonrpc: '2.0', id: 1 }, /^method must be of type string\.$/],
    [{ jsonrpc: '2.0', id: 1, result: 1 }, /^method must be of type string\.$/],
    [{ jsonrpc: '2.0', id: 1, error: 'no' }, /^method must be of type string\.$/],
    [{ jsonrpc: '2.0', method: 'tools/list' }, /^The request has no id\.$/],
    [{ jsonrpc: '2.0', method: 'tools/call', params: { name: 'get_project' } }, /^The request has no id\.$/],
  ] as const)('%j', async (body, message) => {
    await expectRefused(body, { status: 400, id: null, code: -32600, message });
  });

  test('without an id, and changes nothing', async () => {
    const before = await rowsOf(server, world.organization.id);
    const params = { name: 'update_project_config', arguments: { displayName: 'sneaky' } };
    await post({ jsonrpc: '2.0', method: 'tools/call', params });
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });
});

describe('an MCP message is rejected with unknown method (-32601)', () => {
  test.each(['resources/list', 'tools', 'toString', '', 'server/discover', 'notifications/initialized'])(
    '%j',
    async (method) => {
      const message = /^Unknown method: ".*"\.$/;
      await expectRefused(request(method), { status: 200, id: 1, code: -32601, message });
    },
  );
});

describe('an MCP message is rejected with invalid params (-32602)', () => {
  test.each([
    ['tools/list', [], /^params must be of type object\.$/],
    ['tools/list', 'all', /^params must be of type object\.$/],
    ['tools/list', { cursor: 1 }, /^params\.cursor must be of type string\.$/],
    ['tools/list', { _meta: 1 }, /^params\._meta must be of type object\.$/],
    ['tools/call', undefined, /^params\.name must be of type string\.$/],
    ['tools/call', null, /^params\.name must be of type string\.$/],
    ['tools/call', {}, /^params\.name must be of type string\.$/],
    ['tools/call', { name: null }, /^params\.name must be of type string\.$/],
    ['tools/call', { name: 1 }, /^params\.name must be of type string\.$/],
    ['tools/call', { name: 'get_project', arguments: [] }, /^params\.arguments must be of type object\.$/],
    ['tools/call', { name: 'get_project', arguments: 'x' }, /^params\.arguments must be of type object\.$/],
    ['tools/call', { name: 'get_project', _meta: [] }, /^params\._meta must be of type object\.$/],
    ['initialize', [], /^params must be of type object\.$/],
    ['initialize', { protocolVersion: 1 }, /^params\.protocolVersion must be of type string\.$/],
    ['initialize', { capabilities: 1 }, /^params\.capabilities must be of type object\.$/],
    ['initialize', { clientInfo: 'me' }, /^params\.clientInfo must be of type object\.$/],
    ['initialize', { clientInfo: {} }, /^params\.clientInfo\.name must be of type string\.$/],
    ['ping', 1, /^params must be of type object\.$/],
    ['ping', { _meta: 'x' }, /^params\._meta must be of type object\.$/],
    ['tools/call', { name: 'do_magic' }, /Unknown tool: do_magic$/],
    ['tools/call', { name: 'toString' }, /Unknown tool: toString$/],
    ['tools/call', { name: '' }, /Unknown tool: $/],
  ] as const)('%s with %j', async (method, params, message) => {
    await expectRefused(request(method, params), { status: 200, id: 1, code: -32602, message });
  });
});
