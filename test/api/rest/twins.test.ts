import { isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { auditActions } from '../../../src/domain/audit-log/record.ts';
import { authOf } from '../../../src/graphql/plugins/authorization.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { families } from '../../../src/rest/families.ts';
import { post } from '../../support/client.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { sendRest } from '../../support/http/rest.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

const routes = families.flatMap(({ name, routes: own }) =>
  own.map((route) => ({ ...route, name: `${name}: ${route.method} ${route.path}` })),
);
const twins = routes.flatMap((route) => (route.twin === null ? [] : [{ ...route, twin: route.twin }]));

function fieldOf(place: string) {
  const [typeName = '', fieldName = ''] = place.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`The schema has no ${place}.`);
  return field;
}

/** Routes without a twin, with the reason. */
const without: Readonly<Record<string, string>> = {
  'POST /api_key_revocation': 'reports come from outside, over HTTP only',
  'GET /tools': 'MCP servers list them',
  'GET /tools/{tool_slug}': 'MCP servers list them',
  'GET /toolkits': 'it is constant',
};

describe('a route and its GraphQL field', () => {
  test('exist, unless there is a reason', () => {
    expect(twins.length).toBeGreaterThan(10);
    const lonely = routes.filter(({ twin }) => twin === null).map(({ method, path }) => `${method} ${path}`);
    expect(lonely).toEqual(Object.keys(without));
  });

  test.each(twins)('$name: need the same scope and kinds of keys', ({ twin, auth, scope }) => {
    const declared = authOf(fieldOf(twin));
    expect(scope ?? undefined).toBe(declared?.scope);
    const { requires } = declared ?? {};
    if (requires) expect(auth?.filter((role) => !requires.includes(role))).toEqual([]);
  });

  test.each(twins)('$name: record the same audit action', ({ twin, audits }) => {
    const { audits: ofField } = fieldOf(twin).extensions.pothosOptions as { audits?: string };
    expect(audits).toBe(ofField);
    if (audits) expect(Object.keys(auditActions)).toContain(audits);
  });
});

describe('REST and GraphQL show the same', () => {
  const query = async (text: string, headers: Readonly<Record<string, string>>) => {
    const { data, errors } = await post<Record<string, never>>(
      server,
      JSON.stringify({ query: text }),
      headers,
    );
    expect(errors).toEqual([]);
    // biome-ignore lint/suspicious/noExplicitAny: The query is a text.
    return data as any;
  };

  test('project, and the same list of them', async () => {
    const { organization, project } = await makeWorld(server);
    const { credentials } = organization;
    const row = 'id name createdAt updatedAt organization { id }';
    const text = `{
      project(id: "${project.id}") { ${row} apiKeys { id name last4 createdAt } }
      organization { projects(first: 50) { totalCount nodes { ${row} } } }
    }`;
    const seen = await query(text, credentials);
    // biome-ignore lint/suspicious/noExplicitAny: As above.
    const rowOf = ({ id, name, createdAt, updatedAt, organization: { id: org_id } }: any) => ({
      ...{ id, name, org_id, created_at: createdAt, updated_at: updatedAt },
    });
    const one = await sendRest(server, `GET /api/v3.1/org/owner/project/${project.id}`, credentials);
    expect(one.body).toMatchObject(rowOf(seen.project));
    const [key] = seen.project.apiKeys;
    expect(one.body.api_keys).toEqual([
      { id: key.id, name: key.name, key: `ak_…${key.last4}`, created_at: key.createdAt },
    ]);
    const list = await sendRest(server, 'GET /api/v3.1/org/owner/project/list', credentials);
    expect(list.body.total_items).toBe(seen.organization.projects.totalCount);
    expect(list.body.data).toMatchObject(seen.organization.projects.nodes.map(rowOf));
  });

  test('settings, caller and usage', async () => {
    const { project } = await makeWorld(server);
    const text = `{
      viewer { apiKey { id name } organization { id name } }
      project {
        config { displayName logoUrl is2FAEnabled maskSecretKeysInConnectedAccount logVisibilitySetting requireMcpApiKey }
        usage { summary { entities { entityType total } } }
      }
    }`;
    const { viewer, project: seen } = await query(text, project.credentials);
    const config = await sendRest(server, 'GET /api/v3.1/org/project/config', project.credentials);
    expect(config.body).toMatchObject({
      display_name: seen.config.displayName,
      logo_url: seen.config.logoUrl,
      is_2FA_enabled: seen.config.is2FAEnabled,
      mask_secret_keys_in_connected_account: seen.config.maskSecretKeysInConnectedAccount,
      log_visibility_setting: seen.config.logVisibilitySetting.toLowerCase(),
      require_mcp_api_key: seen.config.requireMcpApiKey,
    });
    const session = await sendRest(server, 'GET /api/v3.1/auth/session/info', project.credentials);
    expect(session.body.api_key).toMatchObject(viewer.apiKey);
    expect(session.body.project.org).toMatchObject(viewer.organization);
    const usage = await sendRest(server, 'POST /api/v3.1/project/usage/summary', project.credentials, {});
    const totals = Object.values<{ total_quantity: string }>(usage.body.entities);
    expect(totals.map(({ total_quantity }) => total_quantity)).toEqual(
      seen.usage.summary.entities.map(({ total }: { total: number }) => String(total)),
    );
  });
});
