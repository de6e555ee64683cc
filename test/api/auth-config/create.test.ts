import { describe, expect, test } from 'vitest';
import type { CreateAuthConfigInput } from '../../generated/graphql.ts';
import { post, refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeAuthConfig, someAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import { CreateAuthConfig, GetAuthConfig, NodeAuthConfig } from '../../support/operations/auth-config.ts';
import { useServer } from '../../support/server.ts';

const instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const INVALID = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE' };
const SECRET = 'a-secret-that-no-error-repeats';

const create = (project: ProjectWorld, input: Partial<CreateAuthConfigInput>) =>
  makeAuthConfig(server, project, input);

async function refusal({ project }: World, input: object) {
  const variables = { input: { ...someAuthConfig, name: 'refused', ...input } as CreateAuthConfigInput };
  return refusalOf(server, CreateAuthConfig, variables, project.credentials);
}

describe('createAuthConfig', () => {
  test('creates an enabled auth config that is found by id, in its project and by node', async () => {
    const { organization, project } = await makeWorld(server);
    const input = {
      toolkitSlug: 'slack',
      name: 'Slack – Zürich',
      authScheme: 'API_KEY',
      isManaged: true,
    } as const;
    const created = await create(project, input);
    expect(created).toEqual({
      ...input,
      id: expect.stringMatching(/^ac_[0-9A-Za-z]{16}$/),
      credentials: { client_id: 'client-of-the-tests', client_secret: 'secr...' },
      status: 'ENABLED',
      connectedAccountCount: 0,
      createdAt: instant.toISOString(),
      updatedAt: instant.toISOString(),
    });
    const { id } = created;
    for (const credentials of [project.credentials, organization.credentials]) {
      const found = await run(server, GetAuthConfig, { projectId: project.id, id }, credentials);
      expect(found.project.authConfig).toEqual(created);
      expect((await run(server, NodeAuthConfig, { id }, credentials)).node).toEqual(created);
    }
  });

  test.each(['OAUTH2', 'OAUTH1', 'API_KEY', 'BEARER_TOKEN', 'BASIC', 'NO_AUTH'] as const)(
    'accepts the scheme %s',
    async (authScheme) => {
      const { project } = await makeWorld(server);
      expect(await create(project, { authScheme })).toMatchObject({ authScheme, isManaged: false });
    },
  );

  test('converts the toolkit slug to lower case and accepts two equal auth configs', async () => {
    const { project } = await makeWorld(server);
    const [one, other] = [
      await create(project, { toolkitSlug: 'GitHub_2-x', name: 'same' }),
      await create(project, { toolkitSlug: 'github_2-x', name: 'same' }),
    ];
    expect([one.toolkitSlug, other.toolkitSlug]).toEqual(['github_2-x', 'github_2-x']);
    expect(one.id).not.toBe(other.id);
  });

  test('masks secrets of any length and not the client id', async () => {
    const { project } = await makeWorld(server);
    const { credentials } = await create(project, {
      credentials: {
        client_id: 'short',
        empty: '',
        eleven: 'x'.repeat(11),
        twelve: 'abcdefghijkl',
        emoji: '😀😁😂🤣😃😄😅😆😉😊😋😎',
      },
    });
    expect(credentials).toEqual({
      client_id: 'short',
      empty: '...',
      eleven: '...',
      twelve: 'abcd...',
      emoji: '😀😁😂🤣...',
    });
  });

  test('accepts 32 credentials of 8 KiB with any character', async () => {
    const { project } = await makeWorld(server);
    const names = Array.from({ length: 32 }, (_, index) => `Name.of-${index}`.padEnd(64, '_'));
    const entries = names.map((name) => [name, '-----BEGIN KEY-----\n\t\u0000"\\ü😀']);
    expect(
      Object.keys((await create(project, { credentials: Object.fromEntries(entries) })).credentials ?? {}),
    ).toEqual(names);
    const longest = { key: 'x'.repeat(8 * 1024 - '{"key":""}'.length) };
    expect((await create(project, { credentials: longest })).credentials).toEqual({ key: 'xxxx...' });
  });

  test('treats null and absent credentials as empty', async () => {
    const { project } = await makeWorld(server);
    for (const credentials of [null, {}])
      expect((await create(project, { credentials, isManaged: null })).credentials).toEqual({});
  });
});

describe('createAuthConfig rejects', () => {
  test.each([
    ['toolkitSlug', ''],
    ['toolkitSlug', 'x'.repeat(65)],
    ['toolkitSlug', 'git hub'],
    ['toolkitSlug', 'gïthub'],
    ['toolkitSlug', 'git\u0000hub'],
    ['name', ''],
    ['name', ' \u3000 '],
    ['name', 'x'.repeat(101)],
    ['name', 'line\nbreak'],
    ['name', 'half of \ud800 a character'],
  ])('the %s %j, and creates nothing', async (field, value) => {
    const world = await makeWorld(server);
    const before = await rowsOf(server, world.organization.id);
    expect((await refusal(world, { [field]: value })).extensions).toMatchObject({ ...INVALID, field });
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  const own = (text: string): object => JSON.parse(text);

  test.each([
    ['a number', { key: SECRET, other: 5 }, 'credentials.other'],
    ['null', { key: SECRET, other: null }, 'credentials.other'],
    ['a list', { key: [SECRET] }, 'credentials.key'],
    ['an object', { key: { nested: SECRET } }, 'credentials.key'],
    ['half of a character', { key: `${SECRET}\ud800` }, 'credentials.key'],
    ['a name that is empty', { '': SECRET }, 'credentials'],
    ['a name with a space', { 'my key': SECRET }, 'credentials'],
    ['a name of 65 characters', { ['x'.repeat(65)]: SECRET }, 'credentials'],
    ['the name __proto__', own(`{ "__proto__": "${SECRET}" }`), 'credentials'],
    ['the name __proto__ with an object', own(`{ "__proto__": { "admin": "${SECRET}" } }`), 'credentials'],
    ['the name constructor', { constructor: SECRET }, 'credentials'],
    ['the name toString', { toString: SECRET }, 'credentials'],
    [
      '33 entries',
      Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`n${n}`, SECRET])),
      'credentials',
    ],
    ['more than 8 KiB', { key: SECRET.repeat(300) }, 'credentials'],
    ['more than 8 KiB once it is written as UTF-8', { key: 'ü'.repeat(5_000) }, 'credentials'],
  ])('credentials with %s, naming the field and repeating no value', async (_what, credentials, field) => {
    const world = await makeWorld(server);
    const before = await rowsOf(server, world.organization.id);
    const error = await refusal(world, { credentials });
    expect(error.extensions).toMatchObject({ ...INVALID, field });
    expect(JSON.stringify(error)).not.toContain(SECRET);
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
    expect({}).not.toHaveProperty('admin');
  });

  test.each([
    ['text in place of credentials', { credentials: SECRET }],
    ['a list in place of credentials', { credentials: [SECRET] }],
    ['a field that is missing beside good credentials', { name: undefined, credentials: { key: SECRET } }],
    ['a field that nobody knows beside good credentials', { unknown: 1, credentials: { key: SECRET } }],
    ['a scheme that nobody knows', { authScheme: 'MAGIC', credentials: { key: SECRET } }],
    ['a value that looks like the end of a message', { credentials: `${SECRET} at "input.name"; x` }],
  ])('%s, repeating no value', async (_what, input) => {
    const world = await makeWorld(server);
    const error = await refusal(world, input);
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VARIABLES' });
    expect(error.message).toMatch(/^Variable "\$input" got invalid value( at "input\.\w+")?; .+$/);
    expect(JSON.stringify(error)).not.toContain(SECRET);
  });

  test('a variable inside a credentials literal, repeating no part of it', async () => {
    const { project } = await makeWorld(server);
    const input = `toolkitSlug: "x", name: $name, authScheme: BASIC, credentials: { key: "${SECRET}" }`;
    const query = `mutation ($name: String = "x") { createAuthConfig(input: { ${input} }) { authConfig { id } } }`;
    const body = JSON.stringify({ query, variables: { name: null } });
    const { errors, text } = await post(server, body, project.credentials);
    expect(errors).toMatchObject([{ message: 'Argument "input" has invalid value.' }]);
    expect(text).not.toContain(SECRET);
  });

  test('a credentials literal that is not an object, repeating no value', async () => {
    const { project } = await makeWorld(server);
    const input = `toolkitSlug: "x", name: "x", authScheme: BASIC, credentials: "${SECRET}"`;
    const query = `mutation { createAuthConfig(input: { ${input} }) { authConfig { id } } }`;
    const { errors, text } = await post(server, JSON.stringify({ query }), project.credentials);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_DOCUMENT' } }]);
    expect(text).not.toContain(SECRET);
  });
});

describe('createAuthConfig isolates tenants', () => {
  test('changes nothing in other projects and organizations', async () => {
    const [world, other] = [await makeWorld(server), await makeWorld(server)];
    const before = await rowsOf(server, other.organization.id);
    const created = await create(world.project, {});
    const rows = await rowsOf(server, world.organization.id);
    const found = rows.filter(({ table }) => table === 'auth_config').map(({ row }) => row);
    expect(found).toMatchObject([{ id: created.id, project_id: world.project.id }]);
    expect(await rowsOf(server, other.organization.id)).toEqual(before);
  });
});
