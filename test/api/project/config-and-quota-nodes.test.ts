import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, post, refusalOf, run } from '../../support/client.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { setQuota } from '../../support/fixtures/project-quota.ts';
import { makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { GetNode } from '../../support/operations/node.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;

beforeAll(async () => {
  world = await makeWorld(server);
  await setQuota(server, world, { toolCallsPerMonth: 5 });
});

const parts = { ProjectConfig: 'pcfg', ProjectQuota: 'pquo' } as const;

const idOf = (prefix: string, projectId: string) => `${prefix}_${projectId.slice('proj_'.length)}`;

const nodeOf = async (credentials: Credentials, id: string) =>
  (await run(server, GetNode, { id }, credentials)).node;

const READ = '{ project { id config { id displayName } quota { id mode } } }';

describe('the config and the quota of a project', () => {
  test('have ids derived from the id of the project', async () => {
    const { project } = world;
    const { data } = await post(server, JSON.stringify({ query: READ }), project.credentials);
    expect(data).toEqual({
      project: {
        id: project.id,
        config: { id: idOf('pcfg', project.id), displayName: null },
        quota: { id: idOf('pquo', project.id), mode: 'HARD' },
      },
    });
  });

  test('have equal ids on the fast path and in the API', async () => {
    const query = '{ project { id config { id updatedAt } } viewer { project { config { id } } } }';
    const { executed, planned } = await responsesOfTransports(
      server,
      JSON.stringify({ query }),
      world.project.credentials,
    );
    expect(JSON.parse(executed.body).data.viewer.project.config.id).toBe(idOf('pcfg', world.project.id));
    for (const answer of planned) expect(answer).toEqual(executed);
    const create = 'mutation { updateProjectConfig(input: {}) { project { config { id } } } }';
    const made = await post(server, JSON.stringify({ query: create }), world.project.credentials);
    expect(made.text).toContain(idOf('pcfg', world.project.id));
  });

  test.each(Object.entries(parts))('node finds %s by id', async (typeName, prefix) => {
    const { organization, project } = world;
    const id = idOf(prefix, project.id);
    for (const { credentials } of [organization, project])
      expect(await nodeOf(credentials, id)).toEqual({ __typename: typeName, id });
    const query = `{ node(id: "${id}") { id ... on ProjectConfig { is2FAEnabled } ... on ProjectQuota { mode } } }`;
    const { data } = await post(server, JSON.stringify({ query }), project.credentials);
    expect(data).toMatchObject({ node: { id } });
  });

  test.each(Object.values(parts))('are not found by other tenants under %s', async (prefix) => {
    const { organization, project } = world;
    const id = idOf(prefix, project.id);
    const sibling = await makeProject(server, organization);
    const stranger = await makeWorld(server);
    const pinned = await makeKey(server, organization, { projectIds: [sibling.id] });
    for (const { credentials } of [sibling, stranger.organization, stranger.project, pinned])
      expect(await nodeOf(credentials, id)).toBeNull();
    expect(await nodeOf(organization.credentials, idOf(prefix, 'proj_0000000000000000'))).toBeNull();
  });

  test.each([
    ['pcfg', 'config:read'],
    ['pquo', 'usage:read'],
  ])('require a scope: %s requires %s', async (prefix, scope) => {
    const { organization, project } = world;
    const id = idOf(prefix, project.id);
    const good = await makeProjectKey(server, organization, project, { scopes: [scope] });
    expect(await nodeOf(good.credentials, id)).toMatchObject({ id });
    const without = await makeProjectKey(server, organization, project, { scopes: ['triggers:read'] });
    const { extensions } = await refusalOf(server, GetNode, { id }, without.credentials);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE_MISSING' });
  });

  test('are deleted with the project, and a quota with its limits', async () => {
    const { organization, project } = await makeWorld(server);
    expect(await nodeOf(organization.credentials, idOf('pquo', project.id))).toBeNull();
    expect(await nodeOf(organization.credentials, idOf('pcfg', project.id))).not.toBeNull();
    await run(server, DeleteProject, { input: { id: project.id } }, organization.credentials);
    expect(await nodeOf(organization.credentials, idOf('pcfg', project.id))).toBeNull();
  });
});
