import type { GraphQLField } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { authOf } from '../../../src/graphql/plugins/authorization.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { tablesOfProject } from '../../../src/repositories/purge.ts';
import { type Credentials, run } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { archive, fillProject } from '../../support/fixtures/project-archive.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import {
  postMcp,
  readTools,
  requireMcpApiKey,
  rpc,
  toolCall,
  writeTools,
} from '../../support/http/mcp-client.ts';
import { faultOf } from '../../support/http/request.ts';
import { GetNode, GetNodes } from '../../support/operations/node.ts';
import { ListProjects } from '../../support/operations/project.ts';
import { OrganizationUsage } from '../../support/operations/usage.ts';
import type { SendRequest } from '../../support/refusals/refusal.ts';
import { refusals } from '../../support/refusals/refusals.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ ownDatabase: true });

const rootFields: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => [`${type}.${field.name}`, field] as const),
  ),
);

/** Root fields whose objects, as the refusal table makes them, are not in the project of the world. */
const OUTSIDE = ['Mutation.restoreProject', 'Mutation.purgeProject'];

const cases = Object.entries(refusals).flatMap(([name, refusal]) => {
  const field = rootFields.get(name);
  const isForTenants = field && refusal.foreignTenant !== 'no tenant' && !OUTSIDE.includes(name);
  const roles = refusal.requires.filter((role) => role !== 'OPERATOR');
  return isForTenants ? roles.map((role) => ({ name, field, role, ...refusal })) : [];
});

const asked = (role: 'ORGANIZATION' | 'PROJECT' | 'OPERATOR') => cases.filter((one) => one.role === role);

let world: World;
/** Every root field, prepared for things of the project. */
const prepared = new Map<string, SendRequest>();
/** A key that is restricted to the project. */
let restricted: Credentials;
let ids: readonly string[];
let mcpServerId: string;

const tables = () =>
  server.database.query<{ name: string; hasId: boolean }>(`
    SELECT relname AS name, bool_or(attname = 'id') AS "hasId" FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND NOT attisdropped
    GROUP BY relname HAVING bool_or(attname = 'project_id') ORDER BY 1`);

/** The ids in every table with a column of the project. */
async function idsIn(projectId: string): Promise<readonly string[]> {
  const found = [projectId, ...['pcfg', 'pquo'].map((prefix) => projectId.replace('proj', prefix))];
  for (const { name, hasId } of await tables()) {
    // History of the organization, which outlives its projects.
    if (!hasId || name === 'audit_entry' || name === 'idempotency_key') continue;
    const rows = await server.database.query<{ id: string }>(
      `SELECT id FROM ${name} WHERE project_id = '${projectId}'`,
    );
    found.push(...rows.map(({ id }) => id));
  }
  return [...new Set(found)];
}

beforeAll(async () => {
  world = await makeWorld(server);
  const { organization, project } = world;
  for (const { name, role, prepare } of cases)
    prepared.set(`${name} ${role}`, await prepare(server, world, role));
  const { mcpServer } = await fillProject(server, world);
  mcpServerId = mcpServer.id;
  await requireMcpApiKey(server, project, false);
  restricted = (await makeKey(server, organization, { projectIds: [project.id] })).credentials;
  ids = await idsIn(project.id);
  await archive(server, world);
});

const askAs = (name: string, role: string, credentials: Credentials) => {
  const ask = prepared.get(`${name} ${role}`);
  if (!ask) throw new Error(`Nothing is prepared for ${name}.`);
  return ask(credentials);
};

describe('an archived project', () => {
  test('has a row in every table that can hold one', async () => {
    const moved = ['archived_key', 'archived_project_quota', 'archived_webhook_subscription'];
    for (const name of [...tablesOfProject, ...moved, 'webhook_delivery']) {
      const rows = await server.database.query(
        `SELECT FROM ${name} WHERE project_id = '${world.project.id}' LIMIT 1`,
      );
      expect(rows, name).toHaveLength(1);
    }
  });

  test.each(asked('PROJECT'))('$name: its key is rejected', async ({ name }) => {
    const answer = await askAs(name, 'PROJECT', world.project.credentials);
    expect(answer.status).toBe(401);
    expect(faultOf(answer).extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'KEY_PROJECT_ARCHIVED',
    });
  });

  test.each(asked('ORGANIZATION'))(
    '$name: an organization key finds nothing of it',
    async ({ name, field, foreignTenant }) => {
      const { credentials } = world.organization;
      const naming = { ...credentials, 'x-project-id': world.project.id };
      const actsInProject = authOf(field)?.project !== undefined;
      const answer = await askAs(name, 'ORGANIZATION', actsInProject ? naming : credentials);
      if (foreignTenant === 'not found' || actsInProject)
        expect(faultOf(answer).extensions).toMatchObject({
          code: 'NOT_FOUND',
          reason: expect.stringMatching(/_NOT_FOUND$/),
        });
      else expect(answer.errors).toEqual([]);
      expect(answer.text).not.toContain(world.project.id);
    },
  );

  test('has no id that finds an object', async () => {
    expect(ids.length).toBeGreaterThan(20);
    for (const credentials of [world.organization.credentials, restricted]) {
      for (const id of ids) expect((await run(server, GetNode, { id }, credentials)).node, id).toBeNull();
      for (let start = 0; start < ids.length; start += 50) {
        const some = ids.slice(start, start + 50);
        const { nodes } = await run(server, GetNodes, { ids: some }, credentials);
        expect(nodes).toEqual(some.map(() => null));
      }
    }
  });

  test('is in no list, in no usage and in no count of its organization', async () => {
    const { credentials } = world.organization;
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const usage = await run(
      server,
      OrganizationUsage,
      { from, groupBy: 'PROJECT', interval: 'HOUR' },
      credentials,
    );
    expect(JSON.stringify(usage)).not.toContain(world.project.id);
    const list = await run(server, ListProjects, { first: 100 }, credentials);
    expect(JSON.stringify(list)).not.toContain(world.project.id);
  });

  test('has no MCP server: each tool answers as that of an unknown one', async () => {
    const unknown = 'mcp_0000000000000000';
    const messages = [rpc('tools/list'), ...[...readTools, ...writeTools].map((name) => toolCall(name))];
    for (const message of messages) {
      for (const headers of [{}, world.organization.credentials]) {
        const [found, missing] = [
          await postMcp(server, mcpServerId, message, headers),
          await postMcp(server, unknown, message, headers),
        ];
        expect({ ...faultOf(found), status: found.status }).toEqual({
          ...faultOf(missing),
          status: missing.status,
        });
      }
      const byKey = await postMcp(server, mcpServerId, message, world.project.credentials);
      expect(byKey.status).toBe(401);
    }
  });
});
