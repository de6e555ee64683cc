import { expect } from 'vitest';
import { type Credentials, run } from './client.ts';
import { makeKey, makeProjectKey } from './fixtures/api-key.ts';
import { makeAuthConfig } from './fixtures/auth-config.ts';
import { makeConnectedAccount } from './fixtures/connected-account.ts';
import { makeMcpServer } from './fixtures/mcp-server.ts';
import { setQuota } from './fixtures/project-quota.ts';
import { makeSession } from './fixtures/session.ts';
import { makeToolCallLog } from './fixtures/tool-call-log.ts';
import { makeTrigger } from './fixtures/trigger.ts';
import { makeSubscription, sendTest } from './fixtures/webhook.ts';
import { makeOrganization, makeProject, type OrganizationWorld, type ProjectWorld } from './fixtures.ts';
import { UpdateApiKey } from './operations/api-key.ts';
import { UpdateProjectConfig } from './operations/project.ts';
import type { LocalTestServer } from './server.ts';

/** An organization with rows of every noun, and what random documents say about them. */
export type RandomWorld = {
  readonly organization: OrganizationWorld;
  readonly projects: readonly [ProjectWorld, ProjectWorld, ProjectWorld];
  /** Ids of rows, by the name of the noun: `session`. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** Cursors of each list, by the name of its field. */
  readonly cursors: Readonly<Record<string, readonly string[]>>;
};

const strange = 'A "name" \\ with everything: <>&😀 ü';

export async function makeRandomWorld(server: LocalTestServer): Promise<RandomWorld> {
  const organization = await makeOrganization(server, `Ünï "quoted" \\ organization 😀`);
  const projects = [
    await makeProject(server, organization),
    await makeProject(server, organization),
    await makeProject(server, organization),
  ] as const;
  const ids: Record<string, string[]> = {};
  for (const project of projects.slice(0, 2)) {
    const { credentials } = project;
    const logoUrl = 'https://a.test/ä?b=%20';
    await run(server, UpdateProjectConfig, { input: { displayName: strange, logoUrl } }, credentials);
    for (const [noun, id] of await fill(server, project)) ids[noun] = [...(ids[noun] ?? []), id];
  }
  await makeSubscription(server, organization);
  await setQuota(server, { organization, project: projects[0] }, { toolCallsPerMonth: 9007199254740991 });
  // As rows from before names had to be visible may have it: JSON.stringify and PostgreSQL must write it alike.
  for (const [table, column] of [
    ['organization', 'name'],
    ['project', 'display_name'],
  ])
    await server.database.query(`UPDATE ${table} SET ${column} = ${column} || E'\\u2028'
      WHERE ${table === 'project' ? 'organization_id' : 'id'} = '${organization.id}'`);
  ids.project = projects.map(({ id }) => id);
  ids.organization = [organization.id];
  const world = { organization, projects, ids };
  return { ...world, cursors: await readCursors(server, world) };
}

/** Makes rows of each noun in a project: with each kind of value, and without those that can be absent. */
async function fill(server: LocalTestServer, project: ProjectWorld): Promise<(readonly [string, string])[]> {
  const made: (readonly [string, { readonly id: string }])[] = [];
  const note = async <Row extends { readonly id: string }>(noun: string, making: Promise<Row>) => {
    const row = await making;
    made.push([noun, row]);
    return row;
  };
  const credentials = { client_id: 'an id "of" some 😀', client_secret: 'a secret of many characters' };
  const config = await note(
    'authConfig',
    makeAuthConfig(server, project, { name: strange.replace('😀', ''), toolkitSlug: 'github', credentials }),
  );
  await note('authConfig', makeAuthConfig(server, project, { toolkitSlug: 'slack', isManaged: true }));
  const account = await note(
    'connectedAccount',
    makeConnectedAccount(server, project, {
      authConfigId: config.id,
      userId: strange,
      alias: 'main',
      status: 'ACTIVE',
      expiresAt: new Date(Date.now() + 400).toISOString(),
    }),
  );
  const lasting = await note(
    'connectedAccount',
    makeConnectedAccount(server, project, { authConfigId: config.id, status: 'ACTIVE', userId: 'ann' }),
  );
  await note(
    'trigger',
    makeTrigger(server, project, {
      connectedAccountId: lasting.id,
      slug: 'github_commit',
      config: { b: 1.5, 1: strange, a: [null, true, { z: 1e21, y: '' }] },
    }),
  );
  await note('trigger', makeTrigger(server, project, { connectedAccountId: lasting.id }));
  const session = await note(
    'session',
    makeSession(server, project, { userId: 'ann', toolkitSlugs: ['github', 'slack'] }),
  );
  await note('session', makeSession(server, project, { userId: strange }));
  await note(
    'toolCallLog',
    makeToolCallLog(server, project, {
      sessionId: session.id,
      connectedAccountId: account.id,
      status: 'ERROR',
      errorCode: 'E1',
      errorMessage: strange,
      arguments: { 2: strange, a: 0.1 },
      response: { list: [] },
    }),
  );
  await note('toolCallLog', makeToolCallLog(server, project));
  await note('mcpServer', makeMcpServer(server, project, { allowedTools: ['LIST_TRIGGERS', 'GET_PROJECT'] }));
  await note('mcpServer', makeMcpServer(server, project));
  const hook = await note(
    'webhookSubscription',
    makeSubscription(server, project, { description: strange, headers: [{ name: 'x-b', value: '1' }] }),
  );
  await note('webhookDelivery', sendTest(server, project, hook));
  await note('webhookDelivery', sendTest(server, project, hook));
  return made.map(([noun, { id }]) => [noun, id] as const);
}

const lists = ['authConfigs', 'connectedAccounts', 'mcpServers', 'sessions', 'toolCallLogs', 'triggers'];

async function readCursors(
  server: LocalTestServer,
  { organization, projects: [{ id }] }: Pick<RandomWorld, 'organization' | 'projects'>,
): Promise<Record<string, string[]>> {
  const edges = 'edges { cursor }';
  const query = `{ organization { projects { ${edges} } byName: projects(orderBy: { field: NAME }) { ${edges} } }
    project(id: "${id}") { ${lists.map((list) => `${list} { ${edges} }`).join(' ')}
      webhookSubscriptions { deliveries { ${edges} } } } }`;
  const request = new Request('http://bailiwick.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...organization.credentials },
    body: JSON.stringify({ query }),
  });
  const { data } = (await (await server.fetchInProcess(request)).json()) as { data: Answer };
  expect(data).toBeDefined();
  const [{ deliveries } = { deliveries: { edges: [] } }] = data.project.webhookSubscriptions;
  const cursorsOf = (list: Edges | undefined) => list?.edges.map(({ cursor }) => cursor) ?? [];
  return {
    projects: [...cursorsOf(data.organization.projects), ...cursorsOf(data.organization.byName)],
    deliveries: cursorsOf(deliveries),
    ...Object.fromEntries(lists.map((list) => [list, cursorsOf(data.project[list])])),
  };
}

type Edges = { readonly edges: readonly { readonly cursor: string }[] };
type Answer = {
  readonly organization: { readonly projects: Edges; readonly byName: Edges };
  readonly project: { readonly webhookSubscriptions: readonly { readonly deliveries: Edges }[] } & {
    readonly [list: string]: Edges;
  };
};

/** Keys of the world: mostly unrestricted ones, keys that are limited in each way, one of another organization, and some that are
 *  refused. */
export async function keysOf(
  server: LocalTestServer,
  { organization, projects: [first, second] }: RandomWorld,
): Promise<readonly Credentials[]> {
  const expiresAt = '2099-01-01T00:00:00.000Z';
  const here = ['127.0.0.0/8'];
  const elsewhere = ['203.0.113.0/24'];
  const scopes = (...names: string[]) => makeProjectKey(server, organization, first, { scopes: names });
  const limited = await Promise.all([
    makeKey(server, organization, { projectIds: [first.id, second.id] }),
    makeKey(server, organization, { projectIds: [first.id], allowedIps: here, expiresAt }),
    makeKey(server, organization, { expiresAt, allowedIps: here }),
    makeKey(server, organization, { allowedIps: elsewhere }),
    scopes('config:read', 'triggers:read'),
    scopes('connected_accounts:read', 'auth_configs:write', 'sessions:read', 'tool_calls:read'),
    makeProjectKey(server, organization, first, { scopes: ['webhooks:write'], allowedIps: here, expiresAt }),
  ]);
  const disabled = await makeKey(server, organization);
  await run(server, UpdateApiKey, { input: { id: disabled.id, enabled: false } }, organization.credentials);
  const other = await makeOrganization(server);
  const inFirst = { ...organization.credentials, 'x-project-id': first.id };
  const plain = [inFirst, first.credentials, inFirst, second.credentials, first.credentials, inFirst];
  return [...plain, ...plain, organization.credentials, other.credentials, ...limited, disabled].map((key) =>
    'credentials' in key ? key.credentials : key,
  ) as Credentials[];
}
