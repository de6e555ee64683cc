import { describe, expect, test } from 'vitest';
import type { SetAuthConfigStatusInput, UpdateAuthConfigInput } from '../../generated/graphql.ts';
import { refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeProject, makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import {
  GetAuthConfig,
  SetAuthConfigStatus,
  UpdateAuthConfig,
} from '../../support/operations/auth-config.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

function passTime(): string {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
}

const update = async ({ credentials }: ProjectWorld, input: UpdateAuthConfigInput) =>
  (await run(server, UpdateAuthConfig, { input }, credentials)).updateAuthConfig.authConfig;

const setStatus = async ({ credentials }: ProjectWorld, input: SetAuthConfigStatusInput) =>
  (await run(server, SetAuthConfigStatus, { input }, credentials)).setAuthConfigStatus.authConfig;

const read = async ({ credentials }: ProjectWorld, id: string) =>
  (await run(server, GetAuthConfig, { id }, credentials)).project.authConfig;

const stored = ({ organization }: World) => rowsOf(server, organization.id);

const INVALID = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE' };
const NOT_FOUND = { code: 'NOT_FOUND', reason: 'AUTH_CONFIG_NOT_FOUND' };

describe('updateAuthConfig', () => {
  test('changes the name only', async () => {
    const { project } = await makeWorld(server);
    const before = await makeAuthConfig(server, project);
    const updatedAt = passTime();
    const changed = await update(project, { id: before.id, name: 'renamed' });
    expect(changed).toEqual({ ...before, name: 'renamed', updatedAt });
    expect(await read(project, before.id)).toEqual(changed);
  });

  test('sets the given credentials, removes those that are null and keeps the others', async () => {
    const { project } = await makeWorld(server);
    const credentials = { stays: 'stays-for-ever', changes: 'before-the-change', goes: 'goes-away-now' };
    const { id } = await makeAuthConfig(server, project, { credentials });
    const wanted = { changes: 'after-the-change', goes: null, comes: 'comes-along-now', 'never-there': null };
    const changed = await update(project, { id, credentials: wanted });
    expect(changed.credentials).toEqual({ stays: 'stay...', changes: 'afte...', comes: 'come...' });
  });

  test('changes and records nothing when all values are equal', async () => {
    const world = await makeWorld(server);
    const credentials = { key: 'the-same-as-before' };
    const present = await makeAuthConfig(server, world.project, { credentials });
    const before = await stored(world);
    passTime();
    const { id, name } = present;
    for (const input of [{ id }, { id, name, credentials }, { id, credentials: { missing: null } }])
      expect(await update(world.project, input)).toEqual(present);
    expect(await setStatus(world.project, { id, status: 'ENABLED' })).toEqual(present);
    expect(await stored(world)).toEqual(before);
  });

  test('setAuthConfigStatus disables and enables it', async () => {
    const { project } = await makeWorld(server);
    const { id, ...rest } = await makeAuthConfig(server, project);
    for (const status of ['DISABLED', 'ENABLED'] as const) {
      const updatedAt = passTime();
      expect(await setStatus(project, { id, status })).toEqual({ ...rest, id, status, updatedAt });
    }
  });

  test('keeps concurrent changes of different credentials', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project, { credentials: {} });
    const names = Array.from({ length: 10 }, (_, index) => `name-${index}`);
    await Promise.all(names.map((name) => update(project, { id, credentials: { [name]: 'text' } })));
    expect(Object.keys((await read(project, id))?.credentials ?? {}).sort()).toEqual(names);
  });
});

describe('updateAuthConfig rejects', () => {
  test.each([
    [{ name: null }, 'name'],
    [{ name: '' }, 'name'],
    [{ credentials: null }, 'credentials'],
    [{ credentials: { key: 5 } }, 'credentials.key'],
    [{ credentials: { key: {} } }, 'credentials.key'],
    [{ credentials: JSON.parse('{ "__proto__": null }') }, 'credentials'],
  ])('%j, beside a valid change too, and changes nothing', async (input, field) => {
    const world = await makeWorld(server);
    const { id } = await makeAuthConfig(server, world.project);
    const before = await stored(world);
    const whole = { id, name: 'fine', ...input } as UpdateAuthConfigInput;
    const { extensions } = await refusalOf(
      server,
      UpdateAuthConfig,
      { input: whole },
      world.project.credentials,
    );
    expect(extensions).toMatchObject({ ...INVALID, field });
    expect(await stored(world)).toEqual(before);
  });

  test('credentials that would exceed the maximum together with the stored ones', async () => {
    const world = await makeWorld(server);
    const many = (start: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`name-${start + index}`, 'text']));
    const { id } = await makeAuthConfig(server, world.project, { credentials: many(0, 30) });
    const before = await stored(world);
    for (const credentials of [many(30, 3), { big: 'x'.repeat(8 * 1024) }]) {
      const input = { id, credentials };
      const { extensions } = await refusalOf(server, UpdateAuthConfig, { input }, world.project.credentials);
      expect(extensions).toMatchObject({ ...INVALID, field: 'credentials' });
    }
    expect(await stored(world)).toEqual(before);
    const replaced = await update(world.project, { id, credentials: { ...many(30, 3), 'name-0': null } });
    expect(Object.keys(replaced.credentials ?? {})).toHaveLength(32);
  });

  test.each([
    'ac_0000000000000000',
    'ca_0000000000000000',
    'ac_',
    '',
    'ac_\u00000000000000000000',
    "' OR 1=1",
  ])('the id %j, which names no auth config', async (id) => {
    const { project } = await makeWorld(server);
    const ask = [
      refusalOf(server, UpdateAuthConfig, { input: { id } }, project.credentials),
      refusalOf(server, SetAuthConfigStatus, { input: { id, status: 'DISABLED' } }, project.credentials),
    ];
    for (const { extensions } of await Promise.all(ask)) expect(extensions).toMatchObject(NOT_FOUND);
  });
});

describe('updateAuthConfig isolates tenants', () => {
  test('an auth config of another project is NOT_FOUND and unchanged', async () => {
    const world = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    const { id } = await makeAuthConfig(server, sibling);
    const before = await stored(world);
    const { credentials } = world.project;
    const missing = { input: { id: 'ac_0000000000000000', name: 'mine' } };
    const foreign = await refusalOf(server, UpdateAuthConfig, { input: { id, name: 'mine' } }, credentials);
    const unknown = await refusalOf(server, UpdateAuthConfig, missing, credentials);
    expect(foreign.message).toBe(unknown.message);
    expect({ ...foreign.extensions, requestId: '' }).toEqual({ ...unknown.extensions, requestId: '' });
    expect(await stored(world)).toEqual(before);
  });
});
