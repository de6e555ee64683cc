import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, operator, post } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { freshName, makeWorld, type World } from '../../support/fixtures.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

let world: World;
let authConfigId: string;
let accountId: string;

beforeAll(async () => {
  world = await makeWorld(server);
  authConfigId = (await makeAuthConfig(server, world.project)).id;
  accountId = (await makeConnectedAccount(server, world.project)).id;
});

type Tree = { readonly [name: string]: Tree & string };

async function ask(query: string, credentials: Credentials): Promise<Tree> {
  const { data, errors } = await post<Tree>(server, JSON.stringify({ query }), credentials);
  expect(errors).toEqual([]);
  if (!data) throw new Error('There is no data.');
  return data;
}

const call = () =>
  `{ idempotencyKey: "${freshName('call')}", toolSlug: "t", toolkitSlug: "k", status: SUCCESS, durationMs: 0 }`;

/** What creates a row of a list, the field of its edge, and the list. */
const creates: readonly (readonly [string, () => string, string, string, 'organization' | 'project'])[] = [
  [
    'createProject',
    () => `name: "${freshName('paid')}"`,
    'projectEdge',
    'organization.projects',
    'organization',
  ],
  [
    'createAuthConfig',
    () => 'toolkitSlug: "a", name: "a", authScheme: OAUTH2',
    'authConfigEdge',
    'project.authConfigs',
    'project',
  ],
  [
    'createConnectedAccount',
    () => `authConfigId: "${authConfigId}", userId: "jane"`,
    'connectedAccountEdge',
    'project.connectedAccounts',
    'project',
  ],
  [
    'upsertTrigger',
    () => `connectedAccountId: "${accountId}", slug: "${freshName('slug')}"`,
    'triggerEdge',
    'project.triggers',
    'project',
  ],
  [
    'createSession',
    () => 'userId: "jane", toolkitSlugs: ["a"]',
    'sessionEdge',
    'project.sessions',
    'project',
  ],
  ['createMcpServer', () => `name: "${freshName('mcp')}"`, 'mcpServerEdge', 'project.mcpServers', 'project'],
  ['recordToolCalls', () => `calls: [${call()}]`, 'toolCallLogEdges', 'project.toolCallLogs', 'project'],
];

describe('mutation payloads', () => {
  test.each(creates)(
    '%s: return an edge of the list of the resource',
    async (mutation, input, edge, list, kind) => {
      const { credentials } = world[kind];
      const create = async () => {
        const query = `mutation { made: ${mutation}(input: { ${input()} }) { edge: ${edge} { cursor node { id } } } }`;
        const [made] = [(await ask(query, credentials)).made?.edge].flat();
        return made;
      };
      const first = await create();
      const second = await create();
      const [parent = '', name = ''] = list.split('.');
      const listed = await ask(
        `{ ${parent} { ${name}(first: 1) { edges { cursor node { id } } } } }`,
        credentials,
      );
      expect(listed[parent]?.[name]?.edges).toEqual([second]);
      const after = await ask(
        `{ ${parent} { ${name}(first: 1, after: "${second?.cursor}") { edges { cursor node { id } } } } }`,
        credentials,
      );
      expect(after[parent]?.[name]?.edges).toEqual([first]);
    },
  );

  test.each(creates)(
    '%s: return the project or the organization',
    async (mutation, input, _edge, _list, kind) => {
      const { id, credentials } = world[kind];
      const query = `mutation { made: ${mutation}(input: { ${input()} }) { ${kind} { id } } }`;
      expect(await ask(query, credentials)).toEqual({ made: { [kind]: { id } } });
    },
  );

  test('createApiKey: return the edge and the owner of the key', async () => {
    const { organization, project } = world;
    const payload =
      '{ apiKeyEdge { cursor node { id } } issuedKey { apiKey { id } } project { id } organization { id } }';
    for (const [owner, credentials, projectId] of [
      [`projectId: "${project.id}"`, organization.credentials, project.id],
      ['', organization.credentials, null],
      [`organizationId: "${organization.id}"`, operator, null],
    ] as const) {
      const query = `mutation { made: createApiKey(input: { name: "${freshName('key')}" ${owner} }) ${payload} }`;
      const { made } = await ask(query, credentials);
      expect(made?.project).toEqual(projectId && { id: projectId });
      expect(made?.organization).toEqual({ id: organization.id });
      expect(made?.apiKeyEdge?.node).toEqual(made?.issuedKey?.apiKey);
      expect(made?.apiKeyEdge?.cursor).toBeTruthy();
    }
  });

  test('createWebhookSubscription and sendTestWebhook: return edges and the owner', async () => {
    const { organization, project } = world;
    const create = `mutation { made: createWebhookSubscription(input: { url: "https://example.com", events: [SESSION_CREATED] })
      { webhookSubscription { id } webhookSubscriptionEdge { cursor node { id } } project { id } organization { id } } }`;
    for (const [credentials, projectId] of [
      [project.credentials, project.id],
      [organization.credentials, null],
    ] as const) {
      const { made } = await ask(create, credentials);
      expect(made?.project).toEqual(projectId && { id: projectId });
      expect(made?.organization).toEqual({ id: organization.id });
      expect(made?.webhookSubscriptionEdge?.node).toEqual(made?.webhookSubscription);
      const id = made?.webhookSubscription?.id;
      const { sent } = await ask(
        `mutation { sent: sendTestWebhook(input: { id: "${id}" }) { deliveryEdge { cursor node { id } } webhookSubscription { id
          deliveries(first: 1) { edges { cursor node { id } } } } } }`,
        credentials,
      );
      expect(sent?.webhookSubscription?.id).toBe(id);
      expect(sent?.webhookSubscription?.deliveries?.edges).toEqual([sent?.deliveryEdge]);
      const { gone } = await ask(
        `mutation { gone: deleteWebhookSubscription(input: { id: "${id}" })
          { deletedWebhookSubscriptionId project { id } organization { id } } }`,
        credentials,
      );
      expect(gone).toEqual({
        deletedWebhookSubscriptionId: id,
        project: projectId && { id: projectId },
        organization: { id: organization.id },
      });
    }
  });

  test('send no further statement where the parent is not selected', async () => {
    const query = (selection: string) =>
      `mutation { made: createSession(input: { userId: "jane", toolkitSlugs: ["a"] }) { ${selection} } }`;
    const countOf = async (selection: string) =>
      (await statementsOf(() => ask(query(selection), world.project.credentials))).length;
    await countOf('session { id }');
    const plain = await countOf('session { id }');
    expect(await countOf('session { id } sessionEdge { cursor node { id } }')).toBe(plain);
    expect(await countOf('session { id } project { id }')).toBe(plain + 1);
  });
});

test('revokeApiKey returns the project and the organization of the key', async () => {
  const { organization, project } = world;
  const { made } = await ask(
    `mutation { made: createApiKey(input: { name: "${freshName('key')}", projectId: "${project.id}" }) { issuedKey { apiKey { id } } } }`,
    organization.credentials,
  );
  const id = made?.issuedKey?.apiKey?.id;
  const { gone } = await ask(
    `mutation { gone: revokeApiKey(input: { id: "${id}" }) { revokedApiKeyId project { id apiKeys { id } } organization { id } } }`,
    organization.credentials,
  );
  expect(gone).toMatchObject({
    revokedApiKeyId: id,
    project: { id: project.id },
    organization: { id: organization.id },
  });
  expect(JSON.stringify(gone?.project?.apiKeys)).not.toContain(id);
});

test('settings and quota are returned with their ids', async () => {
  const { organization, project } = world;
  const suffix = project.id.slice('proj_'.length);
  const config = await ask(
    'mutation { done: updateProjectConfig(input: { displayName: "Paid" }) { projectConfig { id displayName } } }',
    project.credentials,
  );
  expect(config.done).toEqual({ projectConfig: { id: `pcfg_${suffix}`, displayName: 'Paid' } });
  const set = (limit: string) =>
    ask(
      `mutation { done: setProjectQuota(input: { projectId: "${project.id}", mode: SOFT ${limit} }) { projectQuota { id mode } } }`,
      organization.credentials,
    );
  expect((await set('sessionsPerMonth: 9000')).done).toEqual({
    projectQuota: { id: `pquo_${suffix}`, mode: 'SOFT' },
  });
  expect((await set('')).done).toEqual({ projectQuota: null });
});
