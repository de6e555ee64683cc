import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, organizationKey, projectKey, refusalOf, run, send } from '../../support/client.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import {
  makeOrganization,
  makeProject,
  makeWorld,
  type OrganizationWorld,
  type World,
} from '../../support/fixtures.ts';
import { LastUse, RegenerateApiKey, RotateApiKey, UpdateApiKey } from '../../support/operations/api-key.ts';
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

const update = (input: { id: string; name?: string; allowedIps?: string[] | null; enabled?: boolean }) =>
  run(server, UpdateApiKey, { input }, world.organization.credentials);

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
