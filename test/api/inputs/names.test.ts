import { beforeAll, describe, expect, test } from 'vitest';
import { operator, post, refusalOf, run } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { CreateApiKey, UpdateApiKey } from '../../support/operations/api-key.ts';
import { CreateMcpServer } from '../../support/operations/mcp-server.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
let accountId: string;
let authConfigId: string;

beforeAll(async () => {
  world = await makeWorld(server);
  const account = await makeConnectedAccount(server, world.project);
  accountId = account.id;
  authConfigId = account.authConfig.id;
});

const blank = {
  'zero-width space': '\u200b',
  'blank of Braille': '\u2800',
  'Hangul filler': '\u3164',
  'word joiner': '\u2060',
  'byte order mark': '\ufeff',
  'soft hyphen': '\u00ad',
  'several spaces': ' \u00a0\u2003\u3000',
  'variation selector': '\ufe0f',
  'line separator': '\u2028',
  tags: '\u{e0041}\u{e007f}',
  'note without a head': '\u{1d159}',
};

/** Every name and label of the schema: how it is sent, and its field. */
const places: readonly (readonly [string, string, string, 'organization' | 'project' | 'operator'])[] = [
  [
    'an organization',
    'createOrganization(input: { name: $name }) { organization { name } }',
    'name',
    'operator',
  ],
  ['a key', 'createApiKey(input: { name: $name }) { issuedKey { apiKey { name } } }', 'name', 'organization'],
  [
    'an auth config',
    'createAuthConfig(input: { name: $name, toolkitSlug: "a", authScheme: OAUTH2 }) { authConfig { name } }',
    'name',
    'project',
  ],
  ['an MCP server', 'createMcpServer(input: { name: $name }) { mcpServer { name } }', 'name', 'project'],
  [
    'the alias of an account',
    'createConnectedAccount(input: { alias: $name, authConfigId: $ac, userId: "jane" }) { connectedAccount { alias } }',
    'alias',
    'project',
  ],
  [
    'why a status was set',
    'setConnectedAccountStatus(input: { id: $ca, status: INACTIVE, statusReason: $name }) { connectedAccount { statusReason } }',
    'statusReason',
    'project',
  ],
  [
    'what people are shown for a project',
    'updateProjectConfig(input: { displayName: $name }) { project { config { displayName } } }',
    'displayName',
    'project',
  ],
  [
    'the note of a subscription',
    'createWebhookSubscription(input: { description: $name, url: "https://example.com", events: [SESSION_CREATED] }) { webhookSubscription { description } }',
    'description',
    'project',
  ],
];

async function attempt([, field, , kind]: (typeof places)[number], name: string) {
  const written = field
    .replace('$ac', JSON.stringify(authConfigId))
    .replace('$ca', JSON.stringify(accountId));
  const credentials = kind === 'operator' ? operator : world[kind].credentials;
  const query = `mutation ($name: String!) { ${written} }`;
  return post<object>(server, JSON.stringify({ query, variables: { name } }), credentials);
}

describe.each(places)('%s', (...place) => {
  const [, , field] = place;

  test.each(Object.entries(blank))('is rejected as blank: %s', async (_what, text) => {
    const { errors } = await attempt(place, text);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
    expect(errors[0]?.message).toMatch(/cannot be (blank|empty)/);
  });

  test('is rejected with an invisible character', async () => {
    for (const text of ['a\u200bb', 'a\u2800', 'a\u200db', '\u202eabc', 'a\ufe0f', '👩\u200d', 'a\u00adb']) {
      const { errors } = await attempt(place, text);
      expect(errors, JSON.stringify(text)).toMatchObject([{ extensions: { field } }]);
    }
  });

  test('is stored in NFC with single spaces', async () => {
    const { text } = await attempt(place, ' Cafe\u0301\u00a0 \u3000bar ');
    expect(text).toContain(`"${place[2]}":"Caf\u00e9 bar"`);
  });

  test('may contain joined emoji and any script', async () => {
    for (const name of ['👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'नमस्ते', 'مفتاح', '作業用']) {
      const { text, errors } = await attempt(place, name);
      expect(errors).toEqual([]);
      expect(text).toContain(JSON.stringify(name));
    }
  });
});

test('two keys or MCP servers cannot have names that differ in normalization or spaces only', async () => {
  const { credentials } = world.organization;
  const projectId = world.project.id;
  await makeKey(server, world.organization, { projectId, name: 'T\u00e9 bar' });
  await run(server, CreateMcpServer, { input: { name: 'T\u00e9 bar' } }, world.project.credentials);
  for (const name of ['Te\u0301 bar', 'T\u00e9\u00a0bar', ' T\u00e9  bar ']) {
    const key = await refusalOf(server, CreateApiKey, { input: { projectId, name } }, credentials);
    const named = await refusalOf(server, CreateMcpServer, { input: { name } }, world.project.credentials);
    for (const { extensions } of [key, named])
      expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'NAME_TAKEN', field: 'name' });
  }
});

test('a name stored before this rule is unchanged and usable', async () => {
  const { id } = await makeKey(server, world.organization, { name: 'old' });
  const old = 'o\u200bld cafe\u0301';
  await server.database.query(`UPDATE api_key SET name = '${old}' WHERE id = '${id}'`);
  const { updateApiKey } = await run(
    server,
    UpdateApiKey,
    { input: { id, enabled: false } },
    world.organization.credentials,
  );
  expect(updateApiKey.apiKey).toMatchObject({ name: old, enabled: false });
});
