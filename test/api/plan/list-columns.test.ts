import { getNamedType, getNullableType, isLeafType, isListType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import { type Credentials, run } from '../../support/client.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld } from '../../support/fixtures.ts';
import { VerifyApiKey } from '../../support/operations/api-key.ts';
import {
  AllKeyLists,
  PlannedKeyLists,
  PlannedProjectKeyLists,
  RegenerateWithLists,
  ScopesOfViewer,
} from '../../support/operations/list-columns.ts';
import { GetMcpServer } from '../../support/operations/mcp-server.ts';
import { GetSession } from '../../support/operations/session.ts';
import { ListProjectWebhooks } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

/** Both ways, three times: the first request of a document is never planned. */
async function askOften<Data>(ask: () => Promise<Data>): Promise<Data> {
  const answers = [await ask(), await ask(), await ask()];
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  return ask();
}

test('array columns of a key are arrays planned and executed', async () => {
  const { organization, project } = await makeWorld(server);
  const other = await makeProject(server, organization);
  const projectIds = [project.id, other.id].sort();
  const allowedIps = ['10.0.0.0/8', '2001:db8::/32'];
  const pinned = await makeKey(server, organization, { projectIds, allowedIps });
  const { organization: listed } = await askOften(() =>
    run(server, PlannedKeyLists, {}, organization.credentials),
  );
  expect(listed.apiKeys).toEqual([
    expect.objectContaining({ projectIds: null, allowedIps: null }),
    { name: pinned.name, projectIds, allowedIps },
  ]);
  const { node } = await askOften(() =>
    run(server, AllKeyLists, { id: pinned.id }, organization.credentials),
  );
  expect(node).toEqual({ scopes: null, projectIds, allowedIps });
});

test('array columns of the keys of a project are arrays planned and executed', async () => {
  const { organization, project } = await makeWorld(server);
  const scopes = ['triggers:write', 'config:read'];
  const allowedIps = ['192.0.2.7'];
  const limited = await makeProjectKey(server, organization, project, { scopes, allowedIps });
  const { project: found } = await askOften(() =>
    run(server, PlannedProjectKeyLists, {}, project.credentials),
  );
  expect(found.apiKeys).toEqual([
    { projectIds: null, allowedIps: null },
    { projectIds: null, allowedIps },
  ]);
  const { node } = await askOften(() =>
    run(server, AllKeyLists, { id: limited.id }, organization.credentials),
  );
  expect(node).toEqual({ scopes, projectIds: null, allowedIps });
});

test('a key that a planned mutation issued has null instead of arrays', async () => {
  const { organization, project } = await makeWorld(server);
  const input = { projectId: project.id };
  const regenerate = (credentials: Credentials) => run(server, RegenerateWithLists, { input }, credentials);
  for (let count = 0; count < 4; count += 1) {
    const { regenerateApiKey } = await regenerate(organization.credentials);
    expect(regenerateApiKey.issuedKey.apiKey).toEqual({ projectIds: null, allowedIps: null });
  }
});

test('array columns of sessions, MCP servers, subscriptions and verifications are arrays', async () => {
  const { organization, project } = await makeWorld(server);
  const { credentials } = project;
  const toolkitSlugs = ['github', 'slack'];
  const session = await makeSession(server, project, { toolkitSlugs });
  const allowedTools = ['GET_PROJECT'] as const;
  const mcpServer = await makeMcpServer(server, project, { allowedTools: [...allowedTools] });
  const events = ['TRIGGER_CREATED', 'TRIGGER_DELETED'] as const;
  await makeSubscription(server, project, { events: [...events] });
  const limited = await makeProjectKey(server, organization, project, { scopes: ['config:read'] });

  const sessions = await askOften(() => run(server, GetSession, { id: session.id }, credentials));
  expect(sessions.project.session?.toolkitSlugs).toEqual(toolkitSlugs);
  const mcp = await askOften(() => run(server, GetMcpServer, { id: mcpServer.id }, credentials));
  expect(mcp.project.mcpServer?.allowedTools).toEqual(allowedTools);
  const hooks = await askOften(() => run(server, ListProjectWebhooks, {}, credentials));
  expect(hooks.project.webhookSubscriptions.map((one) => one.events)).toEqual([events]);
  const scopes = ['triggers:write', 'usage:read'];
  const verified = await askOften(() =>
    run(server, VerifyApiKey, { secret: limited.secret, scopes }, organization.credentials),
  );
  expect(verified.verifyApiKey.missingScopes).toEqual(scopes);
});

test('the scopes of the caller are an array planned and executed', async () => {
  const { organization } = await makeWorld(server);
  const scopes = ['triggers:write', 'audit:read'];
  const { credentials } = await makeKey(server, organization, { scopes });
  const { viewer } = await askOften(() => run(server, ScopesOfViewer, {}, credentials));
  expect(viewer.scopes).toEqual(scopes);
});

test('the tests above cover every list of scalars or enums in the schema', () => {
  const lists = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields())
          .filter((field) => isListType(getNullableType(field.type)) && isLeafType(getNamedType(field.type)))
          .map((field) => `${type.name}.${field.name}`)
      : [],
  );
  expect(lists.sort()).toEqual([
    'ApiKey.allowedIps',
    'ApiKey.projectIds',
    'ApiKey.scopes',
    'ApiKeyScope.fields',
    'ApiKeyScope.nodeTypes',
    'ApiKeyVerification.missingScopes',
    // Plans do not support previews: test/api/deletion-preview reads them.
    'DeletionPreview.irreversible',
    'DeletionPreview.keeps',
    'DeletionPreview.withheld',
    'McpServer.allowedTools',
    'Query.requiredScopes',
    'Session.toolkitSlugs',
    'Viewer.scopes',
    'WebhookSubscription.events',
    'WebhookSubscription.headerNames',
  ]);
});
