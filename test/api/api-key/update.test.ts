import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, refusalOf, run, send } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { UpdateApiKey } from '../../support/operations/api-key.ts';
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
