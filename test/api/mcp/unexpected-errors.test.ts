import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { freshName, makeWorld, type World } from '../../support/fixtures.ts';
import { postMcp, postToolCall, toolCall } from '../../support/http/mcp-client.ts';
import { useServer } from '../../support/server.ts';

const logLines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => logLines.push(line) });
// A test renames a column: other files must not share the database.
const server = useServer({ ownDatabase: true, overrides: { log } });

/** The level of errors; the access log has a lower one. */
const ERROR = 50;
const SECRET = 'sk-very-secret-value-0123456789';

let world: World;
let id: string;

beforeAll(async () => {
  world = await makeWorld(server);
  id = (await makeMcpServer(server, world.project)).id;
});

describe('an unexpected error in an MCP tool', () => {
  test('is logged with the request id and not described in the response', async () => {
    await makeConnectedAccount(server, world.project, { credentials: { access_token: SECRET } });
    const requestId = freshName('met-a-bug');
    const headers = { ...world.project.credentials, 'x-request-id': requestId };
    const rename = (from: string, to: string) =>
      server.database.query(`ALTER TABLE connected_account RENAME COLUMN ${from} TO ${to}`);
    await rename('alias', 'mislaid');
    const answer = await postMcp(server, id, toolCall('list_connected_accounts'), headers).finally(() =>
      rename('mislaid', 'alias'),
    );
    expect(answer.status).toBe(200);
    const text = JSON.stringify({
      message: 'Unexpected error. The server log contains details under this requestId.',
      code: 'INTERNAL_SERVER_ERROR',
      requestId,
    });
    expect(answer.message?.result).toEqual({ isError: true, content: [{ type: 'text', text }] });
    const lines = logLines.filter((line) => line.includes(requestId) && JSON.parse(line).level >= ERROR);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('alias');
  });

  test('is not logged for a client that disconnects while sending the body', async () => {
    const before = logLines.length;
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const headers = { 'content-type': 'application/json', ...world.project.credentials };
    const init = { method: 'POST', headers, body, duplex: 'half' as const };
    const answer = await server.fetchInProcess(new Request(`http://bailiwick.test/mcp/${id}`, init));
    expect(answer.status).toBe(400);
    expect(logLines.slice(before)).toEqual([]);
  });

  test('leaves no secret in the log, like every other MCP request', async () => {
    await makeConnectedAccount(server, world.project, { credentials: { access_token: SECRET } });
    await server.database.query("UPDATE connected_account SET credentials = '\\x0102'");
    const damaged = await postToolCall(server, id, 'list_connected_accounts', world.project.credentials);
    await postMcp(server, id, toolCall('get_project', { secret: SECRET }), world.project.credentials);
    await postMcp(server, id, `{"jsonrpc": "${SECRET}"}`, world.project.credentials);
    await postMcp(server, id, SECRET, { 'x-api-key': SECRET });
    expect(damaged.found).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(logLines.length).toBeGreaterThan(0);
    for (const secret of [SECRET, world.project.secret, world.organization.secret])
      expect(logLines.join()).not.toContain(secret.slice(0, 12));
  });
});
