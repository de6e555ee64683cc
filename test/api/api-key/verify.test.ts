import { beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import {
  LastUse,
  RevokeApiKey,
  RotateApiKey,
  UpdateApiKey,
  VerifyApiKey,
} from '../../support/operations/api-key.ts';
import { useServer } from '../../support/server.ts';

let hours = 0;
const server = useServer({
  overrides: { clock: { now: () => new Date(Date.now() + hours * 3_600_000) } },
});

let world: World;
beforeAll(async () => {
  world = await makeWorld(server);
});

type Question = { secret: string; scopes?: string[]; ip?: string; projectId?: string };

const verify = async (question: Question, { organization } = world) =>
  (await run(server, VerifyApiKey, question, organization.credentials)).verifyApiKey;

const keyWith = (input = {}) => makeProjectKey(server, world.organization, world.project, input);

describe('verifyApiKey', () => {
  test('returns the key, the project and its config for a valid secret', async () => {
    const { id, secret } = await keyWith({ scopes: ['triggers:write'], allowedIps: ['10.0.0.0/8'] });
    const projectId = world.project.id;
    const found = await verify({ secret, scopes: ['triggers:read'], ip: '10.1.2.3', projectId });
    const project = { id: projectId, config: { requireMcpApiKey: true } };
    expect(found).toEqual({ isValid: true, code: null, missingScopes: [], apiKey: { id }, project });
    const readUse = async () => (await run(server, LastUse, { id }, world.organization.credentials)).node;
    await expect.poll(readUse).toMatchObject({ lastUsedAt: expect.any(String) });
  });

  test('accepts organization keys for each of their projects, unless restricted to others', async () => {
    const [whole, other] = [
      await makeKey(server, world.organization),
      await makeProject(server, world.organization),
    ];
    const pinned = await makeKey(server, world.organization, { projectIds: [world.project.id] });
    const code = async (secret: string, projectId: string) => (await verify({ secret, projectId })).code;
    expect(await code(whole.secret, other.id)).toBeNull();
    expect(await code(pinned.secret, world.project.id)).toBeNull();
    expect(await code(pinned.secret, other.id)).toBe('PROJECT_MISMATCH');
  });

  test('returns a code for each reason of an invalid secret', async () => {
    const key = await keyWith({ scopes: ['config:read', 'usage:read'] });
    const { id, secret } = key;
    const { credentials } = world.organization;
    const wrong = async (question: Partial<Question> = {}) => {
      const { isValid, code, missingScopes, apiKey } = await verify({ secret, ...question });
      return { isValid, code, missingScopes, knows: apiKey !== null };
    };
    const no = (code: string, knows = true) => ({ isValid: false, code, missingScopes: [], knows });
    const other = await makeProject(server, world.organization);
    expect(await wrong({ projectId: other.id })).toEqual(no('PROJECT_MISMATCH'));
    const scopes = ['config:write', 'usage:read', 'triggers:read'];
    expect(await wrong({ scopes })).toEqual({
      ...no('INSUFFICIENT_SCOPE'),
      missingScopes: ['triggers:read', 'config:write'],
    });
    await run(server, UpdateApiKey, { input: { id, allowedIps: ['10.0.0.0/8'] } }, credentials);
    for (const ip of [undefined, '11.0.0.1', '::1'])
      expect(await wrong(ip ? { ip } : {})).toEqual(no('IP_NOT_ALLOWED'));
    await run(server, UpdateApiKey, { input: { id, allowedIps: null, enabled: false } }, credentials);
    expect(await wrong()).toEqual(no('DISABLED'));
    await run(server, UpdateApiKey, { input: { id, enabled: true } }, credentials);
    const variables = { input: { id, overlapSeconds: 3600 } };
    const { rotateApiKey } = await run(server, RotateApiKey, variables, credentials);
    expect(await wrong()).toEqual({ isValid: true, code: null, missingScopes: [], knows: true });
    await run(server, RevokeApiKey, { input: { id } }, credentials);
    for (const gone of [secret, rotateApiKey.issuedKey.secret])
      expect(await wrong({ secret: gone })).toEqual(no('REVOKED', false));
    expect(await wrong({ secret: 'ak_typo' })).toEqual(no('NOT_FOUND', false));
  });

  test('respects the expiry of a key and of a former secret', async () => {
    const ending = await keyWith({ expiresAt: new Date(Date.now() + 30 * 60_000).toISOString() });
    const rotated = await keyWith();
    const variables = { input: { id: rotated.id, overlapSeconds: 1800 } };
    await run(server, RotateApiKey, variables, world.organization.credentials);
    const codes = async () => [
      (await verify({ secret: ending.secret })).code,
      (await verify({ secret: rotated.secret })).code,
    ];
    expect(await codes()).toEqual([null, null]);
    hours = 1;
    expect(await codes()).toEqual(['EXPIRED', 'REVOKED']);
    hours = 0;
  });
});

describe('verifyApiKey rejects', () => {
  test('an invalid IP address', async () => {
    const variables = { secret: world.project.secret, ip: '10.0.0.0/8' };
    const { extensions } = await refusalOf(server, VerifyApiKey, variables, world.organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'ip' });
  });
});

describe('verifyApiKey isolates tenants', () => {
  test('keys of other organizations, or outside the projects of a restricted key, are unknown, revoked ones included', async () => {
    const stranger = await makeWorld(server);
    const revoked = await keyWith();
    await run(server, RevokeApiKey, { input: { id: revoked.id } }, world.organization.credentials);
    const other = await makeProject(server, world.organization);
    const pinned = await makeKey(server, world.organization, { projectIds: [other.id] });
    const unknown = { isValid: false, code: 'NOT_FOUND', missingScopes: [], apiKey: null, project: null };
    for (const secret of [world.project.secret, world.organization.secret, revoked.secret]) {
      expect(await verify({ secret }, stranger)).toEqual(unknown);
      const { verifyApiKey } = await run(server, VerifyApiKey, { secret }, pinned.credentials);
      expect(verifyApiKey).toEqual(unknown);
    }
  });
});
