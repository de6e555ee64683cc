import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, operator, projectKey, refusalOf, run, send } from '../../support/client.ts';
import { type KeyWorld, makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeOrganization, makeWorld, type OrganizationWorld, type World } from '../../support/fixtures.ts';
import {
  RegenerateApiKey,
  RevokeApiKey,
  RotateApiKey,
  UpdateApiKey,
} from '../../support/operations/api-key.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
beforeAll(async () => {
  world = await makeWorld(server);
});

const keyOfProject = (input = {}) => makeProjectKey(server, world.organization, world.project, input);

async function reasonOf(credentials: Credentials, headers: Credentials = {}): Promise<string | null> {
  const { status, errors } = await send(server, Viewer, {}, { ...credentials, ...headers });
  return status === 200 ? null : `${status} ${errors[0]?.extensions.reason}`;
}

async function rotate(
  { id }: { id: string },
  overlapSeconds: number,
  by: OrganizationWorld = world.organization,
) {
  const { rotateApiKey } = await run(server, RotateApiKey, { input: { id, overlapSeconds } }, by.credentials);
  return rotateApiKey.issuedKey;
}

describe('revokeApiKey', () => {
  test('revokes a key with all of its secrets immediately and permanently', async () => {
    const key = await keyOfProject();
    const { secret } = await rotate(key, 3600);
    await run(server, RevokeApiKey, { input: { id: key.id } }, world.organization.credentials);
    for (const credentials of [key.credentials, projectKey(secret)])
      expect(await reasonOf(credentials)).toBe('401 KEY_REVOKED');
    const again = await refusalOf(
      server,
      RevokeApiKey,
      { input: { id: key.id } },
      world.organization.credentials,
    );
    expect(again.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'API_KEY_NOT_FOUND' });
  });

  test('regenerateApiKey and deleteProject revoke former secrets too', async () => {
    const { organization, project } = await makeWorld(server);
    const key = await makeProjectKey(server, organization, project);
    await rotate(key, 3600, organization);
    await run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);
    expect(await reasonOf(key.credentials)).toBe('401 KEY_REVOKED');
    await run(
      server,
      DeleteProject,
      { input: { id: project.id, permanently: true } },
      organization.credentials,
    );
    expect(await reasonOf(key.credentials)).toBe('401 KEY_UNKNOWN');
  });
});

describe('the last organization key without restrictions', () => {
  const last = { code: 'CONFLICT', reason: 'CANNOT_REVOKE_LAST_ORGANIZATION_KEY' };

  test('cannot be revoked or disabled, whatever other keys exist', async () => {
    const { organization, project } = await makeWorld(server);
    const { viewer } = await run(server, Viewer, {}, organization.credentials);
    const { id } = viewer.apiKey;
    await makeKey(server, organization, { projectIds: [project.id] });
    await makeProjectKey(server, organization, project);
    const off = await makeKey(server, organization);
    await run(server, UpdateApiKey, { input: { id: off.id, enabled: false } }, organization.credentials);
    const revoking = await refusalOf(server, RevokeApiKey, { input: { id } }, organization.credentials);
    expect(revoking.extensions).toMatchObject(last);
    const input = { id, enabled: false };
    const disabling = await refusalOf(server, UpdateApiKey, { input }, organization.credentials);
    expect(disabling.extensions).toMatchObject(last);
    await run(server, UpdateApiKey, { input: { id: off.id, enabled: true } }, organization.credentials);
    await run(server, RevokeApiKey, { input: { id } }, organization.credentials);
    expect(await reasonOf(organization.credentials)).toBe('401 KEY_REVOKED');
    expect(await reasonOf(off.credentials)).toBeNull();
  });

  test('survives when two are revoked concurrently', async () => {
    const organization = await makeOrganization(server);
    const { viewer } = await run(server, Viewer, {}, organization.credentials);
    const other = await makeKey(server, organization);
    const answers = await Promise.all(
      [viewer.apiKey.id, other.id].map((id) =>
        send(
          server,
          RevokeApiKey,
          { input: { id } },
          id === other.id ? other.credentials : organization.credentials,
        ),
      ),
    );
    const reasons = [await reasonOf(organization.credentials), await reasonOf(other.credentials)];
    expect(reasons.filter((reason) => reason === null)).toHaveLength(1);
    expect(answers.filter(({ errors }) => errors.length > 0)).toHaveLength(1);
  });

  test('can be issued again by the operator', async () => {
    const organization = await makeOrganization(server);
    await server.fetch(leak([organization.secret]));
    expect(await reasonOf(organization.credentials)).toBe('401 KEY_REVOKED');
    const { credentials } = await makeKey(
      server,
      { credentials: operator },
      { organizationId: organization.id },
    );
    expect(await reasonOf(credentials)).toBeNull();
  });
});

const leak = (secrets: readonly unknown[], headers: Credentials = {}) =>
  new Request('http://bailiwick.test/keys/revoke', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ secrets }),
  });

describe('POST /keys/revoke', () => {
  const answerOf = async (request: Request) => {
    const response = await server.fetch(request);
    return { status: response.status, body: await response.json() };
  };
  const RECEIVED = { status: 200, body: { received: true } };

  test('revokes every key among up to 100 secrets and always sends the same response', async () => {
    const [one, other]: KeyWorld[] = [await keyOfProject(), await makeKey(server, world.organization)];
    if (!one || !other) throw new Error('There are no two keys.');
    const nothing = ['', 'ak_nothing', projectKey('x')['x-api-key'], '\u0000', 'x'.repeat(1000)];
    expect(await answerOf(leak(nothing))).toEqual(RECEIVED);
    expect(await answerOf(leak([...nothing, one.secret, other.secret, one.secret]))).toEqual(RECEIVED);
    expect(await answerOf(leak([one.secret]))).toEqual(RECEIVED);
    for (const { credentials } of [one, other]) expect(await reasonOf(credentials)).toBe('401 KEY_REVOKED');
    const entries = await server.database.query(
      `SELECT action, actor_kind, changes->>'cause' AS cause FROM audit_entry WHERE target_id = '${one.id}' ORDER BY created_at`,
    );
    expect(entries.at(-1)).toEqual({ action: 'API_KEY_REVOKED', actor_kind: 'anonymous', cause: 'LEAKED' });
  });

  test('revokes only the former secret that is reported', async () => {
    const key = await keyOfProject();
    const { secret } = await rotate(key, 3600);
    expect(await answerOf(leak([key.secret]))).toEqual(RECEIVED);
    expect(await reasonOf(key.credentials)).toBe('401 KEY_REVOKED');
    expect(await reasonOf(projectKey(secret))).toBeNull();
  });

  test.each([
    ['no list', { keys: [] }],
    ['an empty one', { secrets: [] }],
    ['more than 100', { secrets: Array(101).fill('ak_') }],
    ['what is no text', { secrets: [1] }],
  ])('rejects %s', async (_what, body) => {
    const request = leak([]);
    const response = await server.fetch(new Request(request, { body: JSON.stringify(body), method: 'POST' }));
    expect(response.status).toBe(400);
  });

  test('rejects other methods and bodies that are not JSON', async () => {
    const got = await server.fetch(new Request('http://bailiwick.test/keys/revoke'));
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    const form = await server.fetch(leak(['ak_'], { 'content-type': 'text/plain' }));
    expect(form.status).toBe(415);
  });
});
