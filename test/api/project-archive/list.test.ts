import { describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { archive, archivedProjects, fillProject, restore } from '../../support/fixtures/project-archive.ts';
import { makeProject, makeWorld } from '../../support/fixtures.ts';
import { ArchivedProject, ArchivedProjects } from '../../support/operations/project-archive.ts';
import { useServer } from '../../support/server.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

const server = useServer({ ownDatabase: true });

describe('Organization.archivedProjects', () => {
  test('lists a project with when and by which key it was archived, until when it is kept, and its counts', async () => {
    const world = await makeWorld(server);
    await fillProject(server, world);
    const {
      credentials,
      id: keyId,
      name,
    } = await makeKey(server, world.organization, {
      scopes: ['projects:write'],
    });
    await archive(server, { ...world, organization: { ...world.organization, credentials } });
    const [project, ...others] = await archivedProjects(server, world);
    expect(others).toEqual([]);
    expect(project).toMatchObject({
      id: world.project.id,
      name: world.project.name,
      slug: world.project.name,
      archivedBy: { kind: 'ORGANIZATION', apiKeyId: keyId, apiKeyName: name },
      counts: {
        apiKeyCount: 2,
        webhookSubscriptionCount: 1,
        authConfigCount: 1,
        connectedAccountCount: 1,
        triggerCount: 1,
      },
    });
    const [archivedAt, purgeAt] = [project?.archivedAt, project?.purgeAt].map((at) => Date.parse(String(at)));
    expect(Number(purgeAt) - Number(archivedAt)).toBe(7 * DAY_MS);
  });

  test('has pages in both directions, the last archived first', async () => {
    const world = await makeWorld(server);
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1)
      ids.unshift(await archive(server, world, (await makeProject(server, world.organization)).id));
    const page = async (variables: object) =>
      (await run(server, ArchivedProjects, variables, world.organization.credentials)).organization
        .archivedProjects;
    const first = await page({ first: 2 });
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = await page({ first: 3, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(ids);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const last = await page({ last: 2, before: second.pageInfo.endCursor });
    expect(last.nodes.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  });
});

describe('Organization.archivedProject', () => {
  test('is the archived project with the id, until it is restored', async () => {
    const world = await makeWorld(server);
    const find = async () =>
      (await run(server, ArchivedProject, { id: world.project.id }, world.organization.credentials))
        .organization.archivedProject;
    expect(await find()).toBeNull();
    await archive(server, world);
    expect(await find()).toMatchObject({ id: world.project.id, name: world.project.name });
    await restore(server, world, { id: world.project.id });
    expect(await find()).toBeNull();
  });

  test('is null for other organizations, and for keys that are restricted to other projects', async () => {
    const world = await makeWorld(server);
    const other = await makeProject(server, world.organization);
    const id = await archive(server, world);
    const { credentials } = await makeKey(server, world.organization, { projectIds: [other.id] });
    for (const reader of [credentials, (await makeWorld(server)).organization.credentials])
      expect((await run(server, ArchivedProject, { id }, reader)).organization.archivedProject).toBeNull();
  });

  test('needs the scope projects:read', async () => {
    const world = await makeWorld(server);
    const id = await archive(server, world);
    const { credentials } = await makeKey(server, world.organization, { scopes: ['audit:read'] });
    const { extensions } = await refusalOf(server, ArchivedProject, { id }, credentials);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE_MISSING' });
  });
});

describe('Organization.archivedProjects rejects', () => {
  test('a key without the scope projects:read, and cursors of other lists', async () => {
    const world = await makeWorld(server);
    const { credentials } = await makeKey(server, world.organization, { scopes: ['audit:read'] });
    const { extensions } = await refusalOf(server, ArchivedProjects, {}, credentials);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE_MISSING' });
    const foreign = await makeWorld(server);
    await archive(server, foreign);
    const { organization } = await run(server, ArchivedProjects, {}, foreign.organization.credentials);
    const after = organization.archivedProjects.pageInfo.endCursor;
    const refused = await refusalOf(server, ArchivedProjects, { after }, world.organization.credentials);
    expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR' });
  });
});

describe('Organization.archivedProjects isolates', () => {
  test('organizations, and keys that are restricted to projects', async () => {
    const world = await makeWorld(server);
    const other = await makeProject(server, world.organization);
    const { credentials } = await makeKey(server, world.organization, { projectIds: [other.id] });
    for (const id of [world.project.id, other.id]) await archive(server, world, id);
    expect(await archivedProjects(server, await makeWorld(server))).toEqual([]);
    expect(await archivedProjects(server, { organization: { credentials } })).toMatchObject([
      { id: other.id },
    ]);
  });
});
