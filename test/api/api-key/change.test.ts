import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Credentials,
  operator,
  organizationKey,
  projectKey,
  refusalOf,
  run,
  send,
} from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { type KeyWorld, makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import {
  makeOrganization,
  makeProject,
  makeWorld,
  type OrganizationWorld,
  type World,
} from '../../support/fixtures.ts';
import { LastUse, RevokeApiKey, RotateApiKey, UpdateApiKey } from '../../support/operations/api-key.ts';
import { DeleteProject, RegenerateApiKey, Viewer } from '../../support/operations/foundation.ts';
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

const update = (input: { id: string; name?: string; allowedIps?: string[] | null; enabled?: boolean }) =>
  run(server, UpdateApiKey, { input }, world.organization.credentials);

describe('updateApiKey', () => {
  test('disables and enables a key immediately', async () => {
    const { id, credentials } = await keyOfProject();
    await update({ id, enabled: false });
    expect(await reasonOf(credentials)).toBe('401 KEY_DISABLED');
    await update({ id, enabled: true });
    expect(await reasonOf(credentials)).toBeNull();
  });

  test('restricts a key to IP ranges and removes the restriction', async () => {
    const { id, credentials } = await keyOfProject();
    await update({ id, allowedIps: ['10.0.0.0/8', '::1'] });
    expect(await reasonOf(credentials)).toBe('403 IP_NOT_ALLOWED');
    // Nobody is trusted to tell another address.
    expect(await reasonOf(credentials, { 'x-forwarded-for': '10.0.0.1' })).toBe('403 IP_NOT_ALLOWED');
    await update({ id, allowedIps: ['127.0.0.0/8'] });
    expect(await reasonOf(credentials)).toBeNull();
    const { updateApiKey } = await update({ id, allowedIps: null });
    expect(updateApiKey.apiKey.allowedIps).toBeNull();
  });

  test('leaves absent fields unchanged and records no entry when nothing changes', async () => {
    const { id, name } = await keyOfProject({ allowedIps: ['127.0.0.1'] });
    const before = await rowsOf(server, world.organization.id);
    await update({ id });
    await update({ id, name, allowedIps: ['127.0.0.1/32'.slice(0, 9)], enabled: true });
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });
});

describe('updateApiKey rejects', () => {
  test('a name that is taken and null for a field that cannot be null', async () => {
    const [one, other] = [await keyOfProject(), await keyOfProject()];
    const { credentials } = world.organization;
    const taken = await refusalOf(
      server,
      UpdateApiKey,
      { input: { id: one.id, name: other.name } },
      credentials,
    );
    expect(taken.extensions).toMatchObject({ code: 'CONFLICT', reason: 'NAME_TAKEN' });
    for (const input of [{ name: null }, { enabled: null }]) {
      const refusal = await refusalOf(server, UpdateApiKey, { input: { id: one.id, ...input } }, credentials);
      expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: Object.keys(input)[0] });
    }
  });
});

describe('rotateApiKey', () => {
  test('issues a new secret under the same id and keeps the old one valid for the overlap', async () => {
    const key = await keyOfProject({ scopes: ['config:read'] });
    const { secret, apiKey } = await rotate(key, 3600);
    expect(apiKey).toMatchObject({
      id: key.id,
      name: key.name,
      createdAt: key.createdAt,
      scopes: ['config:read'],
    });
    expect(apiKey.prefix).toBe(secret.slice(0, 7));
    const [present, former, ...others] = apiKey.secrets;
    expect(others).toEqual([]);
    expect(present).toMatchObject({ last4: secret.slice(-4), expiresAt: null });
    expect(former).toMatchObject({ last4: key.last4, createdAt: key.createdAt });
    for (const credentials of [key.credentials, projectKey(secret)]) {
      const { viewer } = await run(server, Viewer, {}, credentials);
      expect(viewer.apiKey.id).toBe(key.id);
    }
  });

  test('with an overlap of 0 revokes all former secrets immediately', async () => {
    const key = await keyOfProject();
    const second = await rotate(key, 3600);
    const third = await rotate(key, 0);
    for (const credentials of [key.credentials, projectKey(second.secret)])
      expect(await reasonOf(credentials)).toBe('401 KEY_REVOKED');
    expect(await reasonOf(projectKey(third.secret))).toBeNull();
    expect(third.apiKey.secrets).toHaveLength(1);
  });

  test('keeps the permissions of a former organization secret during the overlap', async () => {
    const organization = await makeOrganization(server);
    const { viewer } = await run(server, Viewer, {}, organization.credentials);
    const { secret } = await rotate(viewer.apiKey, 3600, organization);
    const project = await makeProject(server, organization);
    const { regenerateApiKey } = await run(
      server,
      RegenerateApiKey,
      { input: { projectId: project.id } },
      organization.credentials,
    );
    expect(regenerateApiKey.issuedKey.apiKey.project?.id).toBe(project.id);
    await rotate(viewer.apiKey, 0, { ...organization, credentials: organizationKey(secret) });
    expect(await reasonOf(organization.credentials)).toBe('401 KEY_REVOKED');
  });

  test('leaves one current secret after concurrent rotations of one key', async () => {
    const key = await keyOfProject();
    const twins = await Promise.all([rotate(key, 0), rotate(key, 0), rotate(key, 0)]);
    const reasons = await Promise.all(twins.map(({ secret }) => reasonOf(projectKey(secret))));
    expect(reasons.filter((reason) => reason === null)).toHaveLength(1);
    expect(await reasonOf(key.credentials)).toBe('401 KEY_REVOKED');
  });
});

describe('rotateApiKey rejects', () => {
  test('an overlap below 0 seconds or above 7 days', async () => {
    const { id } = await keyOfProject();
    for (const overlapSeconds of [-1, 604_801]) {
      const variables = { input: { id, overlapSeconds } };
      const { extensions } = await refusalOf(server, RotateApiKey, variables, world.organization.credentials);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'overlapSeconds' });
    }
  });

  test('the 11th secret that would be valid at the same time', async () => {
    const key = await keyOfProject();
    for (let count = 0; count < 10; count += 1) await rotate(key, 3600);
    const variables = { input: { id: key.id, overlapSeconds: 3600 } };
    const { extensions } = await refusalOf(server, RotateApiKey, variables, world.organization.credentials);
    expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'SECRET_LIMIT_REACHED' });
    expect((await rotate(key, 0)).apiKey.secrets).toHaveLength(1);
  });

  test('a key with more permissions than the key of the caller', async () => {
    const ending = await makeKey(server, world.organization, { expiresAt: '2099-01-01T00:00:00Z' });
    const { id } = await keyOfProject();
    const variables = { input: { id, overlapSeconds: 0 } };
    const { extensions } = await refusalOf(server, RotateApiKey, variables, ending.credentials);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'KEY_EXCEEDS_OWN_PERMISSIONS' });
  });
});

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
    await run(server, DeleteProject, { input: { id: project.id } }, organization.credentials);
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

describe('lastUsedAt', () => {
  test('shows when each secret was last accepted, with a short delay', async () => {
    const key = await keyOfProject();
    const readUse = async () =>
      (await run(server, LastUse, { id: key.id }, world.organization.credentials)).node;
    expect(await readUse()).toMatchObject({ lastUsedAt: null, secrets: [{ lastUsedAt: null }] });
    const before = Date.now();
    const { secret } = await rotate(key, 3600);
    await reasonOf(projectKey(secret));
    await reasonOf(key.credentials);
    await expect.poll(readUse).toMatchObject({
      lastUsedAt: expect.any(String),
      secrets: [
        { last4: secret.slice(-4), lastUsedAt: expect.any(String) },
        { last4: key.last4, lastUsedAt: expect.any(String) },
      ],
    });
    const use = await readUse();
    const at = use && 'lastUsedAt' in use ? new Date(use.lastUsedAt ?? 0).getTime() : 0;
    expect(at).toBeGreaterThanOrEqual(before);
    // A refused key is not used.
    await update({ id: key.id, enabled: false });
    await reasonOf(projectKey(secret));
    expect(await readUse()).toEqual(use);
  });
});
