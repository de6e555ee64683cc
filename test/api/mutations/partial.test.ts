import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, post } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { revokeKeys } from '../../support/fixtures/revoked-keys.ts';
import { freshName, makeOrganization, makeWorld, type World } from '../../support/fixtures.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { faultOf } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;

beforeAll(async () => {
  world = await makeWorld(server);
});

type Created = {
  readonly project: { readonly name: string };
  readonly issuedKey: { readonly secret: string };
};

const create = (name: string) =>
  `createProject(input: { name: "${name}", shouldCreateApiKey: true }) { project { name } issuedKey { secret } }`;

const send = <Data>(query: string, credentials: Credentials, headers: Credentials = {}) =>
  post<Data>(server, JSON.stringify({ query }), { ...credentials, ...headers });

describe('a document of several mutations', () => {
  test('returns results beside errors, one-time secrets included', async () => {
    const name = freshName('partial');
    const { credentials } = world.organization;
    const { status, data, errors } = await send<Record<'a' | 'b' | 'c', Created | null>>(
      `mutation { a: ${create(name)} b: ${create('default')} c: ${create(freshName('partial'))} }`,
      credentials,
    );
    expect(status).toBe(200);
    expect(data?.a?.project.name).toBe(name);
    expect(data?.b).toBeNull();
    expect(data?.c?.project).toBeDefined();
    expect(errors).toMatchObject([{ path: ['b'], extensions: { reason: 'NAME_TAKEN', field: 'name' } }]);
    const opened = await post<{ project: { name: string } }>(server, '{"query":"{ project { name } }"}', {
      'x-api-key': data?.a?.issuedKey.secret ?? '',
    });
    expect(opened.data?.project.name).toBe(name);
  });

  test('gets 200 where one succeeded, whatever the status of the others', async () => {
    const { credentials, id } = await makeKey(server, await makeOrganization(server), { name: 'own' });
    const revoke = `revokeApiKey(input: { id: "${id}" }) { revokedApiKeyId }`;
    const query = `mutation { a: ${create(freshName('partial'))} b: ${revoke} c: ${create(freshName('partial'))} }`;
    const { status, data, errors } = await send<Record<'a' | 'b' | 'c', unknown>>(query, credentials);
    expect(data).toMatchObject({ a: {}, b: { revokedApiKeyId: id }, c: null });
    expect(errors).toMatchObject([{ path: ['c'], extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(status).toBe(200);
  });

  test('is replayed with its Idempotency-Key, without the secret', async () => {
    const query = `mutation { a: ${create(freshName('partial'))} b: ${create('default')} }`;
    const headers = { 'idempotency-key': freshName('partial') };
    const first = await send<Record<'a' | 'b', Created | null>>(
      query,
      world.organization.credentials,
      headers,
    );
    const again = await send<Record<'a' | 'b', Created | null>>(
      query,
      world.organization.credentials,
      headers,
    );
    expect(first.data?.a?.issuedKey.secret).toMatch(/^ak_/);
    expect(again.data?.a).toEqual({ ...first.data?.a, issuedKey: { secret: null } });
    expect(again.errors).toEqual(first.errors);
  });
});

describe('a rejected mutation', () => {
  test('is null in data, with equal bytes on the fast path and in the API', async () => {
    const query = `mutation { made: createProject(input: { name: "default", shouldCreateApiKey: true }) { project { id } } }`;
    const { executed, planned } = await responsesOfTransports(
      server,
      JSON.stringify({ query }),
      world.organization.credentials,
    );
    expect(JSON.parse(executed.body).data).toEqual({ made: null });
    for (const answer of planned) expect(answer).toEqual(executed);
  });

  test('sets the status of the response where none succeeded', async () => {
    const { organization, project } = await makeWorld(server);
    const query = `mutation { regenerateApiKey(input: { projectId: "${project.id}" }) { project { id } } }`;
    await revokeKeys(server, `organization_id = '${organization.id}' AND project_id IS NULL`);
    const answer = await send(query, organization.credentials);
    expect(answer.status).toBe(401);
    expect(faultOf(answer).extensions).toMatchObject({ reason: 'KEY_REVOKED' });
  });
});
