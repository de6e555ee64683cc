import { describe, expect, test } from 'vitest';
import { makeOrganization, makeWorld } from '../../support/fixtures.ts';
import { sendRest } from '../../support/http/rest.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });
const NEW = ['POST', '/api/v3.1/org/owner/project/new'] as const;
const get = (id: string) => ['GET', `/api/v3.1/org/owner/project/${id}`] as const;

describe('a project over REST', () => {
  test('is created with a key, and read with the key masked', async () => {
    const { credentials, id: organizationId } = await makeOrganization(server);
    const name = 'my-staging-project';
    const created = await sendRest(server, NEW, credentials, { name, should_create_api_key: true });
    expect(created.status).toBe(200);
    expect(created.body).toEqual({
      id: expect.stringMatching(/^proj_/),
      name,
      api_key: expect.stringMatching(/^ak_/),
    });
    const read = await sendRest(server, get(created.body.id), credentials);
    expect(read.status).toBe(200);
    expect(read.body).toMatchObject({ id: created.body.id, org_id: organizationId, name, deleted: false });
    expect(read.body.api_keys).toEqual([
      expect.objectContaining({ key: `ak_…${created.body.api_key.slice(-4)}` }),
    ]);
  });

  test('with a name that is taken is refused, and the client is told not to retry', async () => {
    const { organization, project } = await makeWorld(server);
    const { status, headers, body } = await sendRest(server, NEW, organization.credentials, {
      name: project.name,
    });
    expect(status).toBe(409);
    expect(headers.get('x-should-retry')).toBe('false');
    expect(body.error).toMatchObject({ slug: 'NAME_TAKEN', status: 409 });
    expect(body.message).toBe(body.error.message);
  });

  test('of another organization is not found, like one that does not exist', async () => {
    const [mine, other] = [await makeWorld(server), await makeWorld(server)];
    const { credentials } = mine.organization;
    const foreign = await sendRest(server, get(other.project.id), credentials, undefined);
    const missing = await sendRest(server, get('proj_0000000000000000'), credentials, undefined);
    const malformed = await sendRest(server, get('x'), credentials, undefined);
    const bodyOf = ({ body }: typeof foreign) => ({ ...body, error: { ...body.error, request_id: '' } });
    expect(foreign.status).toBe(404);
    expect(bodyOf(foreign)).toEqual(bodyOf(missing));
    expect(bodyOf(foreign)).toEqual(bodyOf(malformed));
  });
});

describe('a request over REST', () => {
  test('without a key is 401, with a key of the wrong kind 403', async () => {
    const { project } = await makeWorld(server);
    const without = await sendRest(server, get(project.id), {});
    expect(without.status).toBe(401);
    expect(without.body.error).toMatchObject({
      message: 'Invalid API key provided',
      status: 401,
      request_id: without.headers.get('x-request-id'),
    });
    const wrong = await sendRest(server, get(project.id), project.credentials);
    expect(wrong.status).toBe(403);
    expect(wrong.body.error.message).toBe("The API key doesn't have permission to perform this action");
    expect(wrong.body.error.suggested_fix).toContain('x-org-api-key');
  });

  test('with an invalid or unknown field is 400 and names the field', async () => {
    const { credentials } = await makeOrganization(server);
    const bad = await sendRest(server, NEW, credentials, { name: 'x', shouldCreateKey: true });
    expect(bad.status).toBe(400);
    expect(bad.body.error.errors).toEqual([
      expect.stringContaining('name: '),
      expect.stringContaining('shouldCreateKey'),
    ]);
  });

  test('with another method is 405, with another path 404', async () => {
    const { credentials } = await makeOrganization(server);
    const method = await sendRest(server, ['PATCH', NEW[1]], credentials, {});
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'POST']);
    const path = await sendRest(server, ['GET', '/api/v3.1/nothing'], credentials);
    expect(path.status).toBe(404);
    expect(path.body.error.status).toBe(404);
    const codespar = await sendRest(server, ['GET', '/v1/nothing'], credentials);
    expect(codespar.body).toEqual({ error: 'not_found', message: expect.any(String) });
  });
});
