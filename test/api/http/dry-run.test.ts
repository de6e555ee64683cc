import { describe, expect, test } from 'vitest';
import { post } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { freshName, makeWorld } from '../../support/fixtures.ts';
import { expectFault, faultOf, JSON_TYPE, queryPath, request } from '../../support/http/request.ts';
import { CreateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

describe('a request with x-dry-run', () => {
  test.each(['true', 'false', ''])('is rejected and changes nothing: %j', async (value) => {
    const { organization } = await makeWorld(server);
    const before = await rowsOf(server, organization.id);
    const body = JSON.stringify({
      query: CreateProject.toString(),
      variables: { input: { name: freshName('project') } },
    });
    const answer = await post(server, body, { ...organization.credentials, 'x-dry-run': value });
    expectFault(answer, 400, 'INVALID_REQUEST');
    expect(answer.data).toBeUndefined();
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('is rejected at every endpoint that takes keys', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeMcpServer(server, project);
    const headers = { ...organization.credentials, 'x-dry-run': 'true' };
    const query = await request(server, queryPath('{ viewer { kind } }'), { headers });
    expectFault(query, 400, 'INVALID_REQUEST');
    expectFault(await request(server, '/audit/export', { headers }), 400, 'INVALID_REQUEST');
    for (const path of [`/mcp/${id}`, '/keys/revoke']) {
      const sent = { ...JSON_TYPE, ...project.credentials, 'x-dry-run': 'true' };
      expectFault(
        await request(server, path, { method: 'POST', headers: sent, body: '[]' }),
        400,
        'INVALID_REQUEST',
      );
    }
  });

  test('gets the error of its key first', async () => {
    const answer = await post(server, '{"query":"{ viewer { kind } }"}', { 'x-dry-run': 'true' });
    expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' });
  });
});
