import { describe, expect, test } from 'vitest';
import { type Credentials, projectKey, refusalOf, run, send } from '../../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { archivedProjects, deletePermanently } from '../../support/fixtures/project-archive.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import {
  CreateProject,
  DeleteProject,
  GetProject,
  UpdateProject,
  UpdateProjectConfig,
} from '../../support/operations/project.ts';
import { ArchiveProject } from '../../support/operations/project-archive.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const remove = (id: string, { credentials }: OrganizationWorld) =>
  run(server, ArchiveProject, { input: { id } }, credentials).then(({ deleteProject }) => deleteProject);

const refusal = (id: string, credentials: Credentials) =>
  refusalOf(server, DeleteProject, { input: { id } }, credentials);

const NOT_FOUND = { code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' };

/** Everything that is stored of an organization: a refused write leaves it as it was. */
const stored = ({ id }: OrganizationWorld) => rowsOf(server, id);

const recorded = ({ id }: OrganizationWorld, action: string) =>
  server.database.query(`
    SELECT project_id, target_id, actor_kind, changes FROM audit_entry
    WHERE organization_id = '${id}' AND action = '${action}'`);

describe('deleteProject', () => {
  test('deletes a project and its keys, rejects the keys immediately and keeps the audit entry', async () => {
    const organization = await makeOrganization(server);
    const { id, credentials } = await makeProject(server, organization, { name: 'Doomed' });
    const { secret } = (
      await run(server, RegenerateApiKey, { input: { projectId: id } }, organization.credentials)
    ).regenerateApiKey.issuedKey;
    const { deletedProjectId, archivedProject, organization: left } = await remove(id, organization);
    expect(deletedProjectId).toBe(id);
    expect(archivedProject).toMatchObject({ id });
    expect(left).toEqual({
      id: organization.id,
      projects: { nodes: [{ id: organization.defaultProjectId }] },
    });
    const reasons = new Map([
      [credentials, 'KEY_REVOKED'],
      [projectKey(secret), 'KEY_PROJECT_ARCHIVED'],
    ]);
    for (const [key, reason] of reasons) {
      const { status, errors } = await send(server, Viewer, {}, key);
      expect(status).toBe(401);
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason } }]);
    }
    const { extensions } = await refusalOf(server, GetProject, { id }, organization.credentials);
    expect(extensions).toMatchObject(NOT_FOUND);
    const rows = await server.database.query(`
      SELECT id FROM project WHERE id = '${id}' UNION ALL SELECT id FROM api_key WHERE project_id = '${id}'`);
    expect(rows).toEqual([]);
    expect(await recorded(organization, 'PROJECT_ARCHIVED')).toEqual([
      {
        project_id: id,
        target_id: id,
        actor_kind: 'organization',
        changes: { name: 'Doomed', slug: 'doomed', purgeAt: archivedProject?.purgeAt },
      },
    ]);
  });

  test('permanently forgets the project and its keys, and keeps the audit entry', async () => {
    const organization = await makeOrganization(server);
    const { id, credentials } = await makeProject(server, organization, { name: 'Doomed' });
    const { deleteProject } = await deletePermanently(server, { organization }, id);
    expect(deleteProject).toMatchObject({ deletedProjectId: id, archivedProject: null });
    const { errors } = await send(server, Viewer, {}, credentials);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' } }]);
    expect(await archivedProjects(server, { organization })).toEqual([]);
    const [entry, ...others] = await recorded(organization, 'PROJECT_DELETED');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ target_id: id, changes: { name: 'Doomed', slug: 'doomed' } });
  });

  test('releases the name and the slug', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization, { name: 'phoenix' });
    await remove(id, organization);
    const again = await run(server, CreateProject, { input: { name: 'phoenix' } }, organization.credentials);
    expect(again.createProject.project).toMatchObject({ name: 'phoenix', slug: 'phoenix' });
    expect(again.createProject.project.id).not.toBe(id);
  });

  test('deletes the original default project once another one was promoted', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    await run(server, UpdateProject, { input: { id, isDefault: true } }, organization.credentials);
    const { organization: left } = await remove(organization.defaultProjectId, organization);
    expect(left.projects.nodes).toEqual([{ id }]);
  });
});

describe('deleteProject rejects', () => {
  test('the only project of an organization', async () => {
    const organization = await makeOrganization(server);
    const before = await stored(organization);
    const { extensions } = await refusal(organization.defaultProjectId, organization.credentials);
    expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'CANNOT_DELETE_LAST_PROJECT' });
    expect(await stored(organization)).toEqual(before);
  });

  test('the default project, a promoted one too', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    const expected = { code: 'CONFLICT', reason: 'CANNOT_DELETE_DEFAULT' };
    const born = await refusal(organization.defaultProjectId, organization.credentials);
    expect(born.extensions).toMatchObject(expected);
    await run(server, UpdateProject, { input: { id, isDefault: true } }, organization.credentials);
    const before = await stored(organization);
    const promoted = await refusal(id, organization.credentials);
    expect(promoted.extensions).toMatchObject(expected);
    expect(await stored(organization)).toEqual(before);
  });

  test('a deleted project, like every operation that takes its id', async () => {
    const organization = await makeOrganization(server);
    const { credentials } = organization;
    const { id } = await makeProject(server, organization);
    await remove(id, organization);
    const before = await stored(organization);
    const refused = [
      await refusal(id, credentials),
      await refusalOf(server, UpdateProject, { input: { id, name: 'again' } }, credentials),
      await refusalOf(server, UpdateProject, { input: { id, isDefault: true } }, credentials),
      await refusalOf(server, RegenerateApiKey, { input: { projectId: id } }, credentials),
      await refusalOf(server, GetProject, {}, { ...credentials, 'x-project-id': id }),
    ];
    for (const { extensions } of refused) expect(extensions).toMatchObject(NOT_FOUND);
    expect(await stored(organization)).toEqual(before);
  });

  test('a project key, for its own project too', async () => {
    const organization = await makeOrganization(server);
    const { id, credentials } = await makeProject(server, organization);
    const before = await rowsWithoutDenials(server, organization.id);
    const { extensions } = await refusal(id, credentials);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
  });
});

describe('deleteProject isolates tenants', () => {
  test('keeps keys and settings of sibling projects', async () => {
    const organization = await makeOrganization(server);
    const [doomed, spared] = [
      await makeProject(server, organization),
      await makeProject(server, organization),
    ];
    const input = { displayName: 'Spared' };
    await run(server, UpdateProjectConfig, { input }, spared.credentials);
    await remove(doomed.id, organization);
    const { project } = await run(server, GetProject, {}, spared.credentials);
    expect(project).toMatchObject({
      id: spared.id,
      config: input,
      apiKeys: [{ project: { id: spared.id } }],
    });
  });

  test('keeps everything of another organization', async () => {
    const [own, foreign] = [await makeOrganization(server), await makeOrganization(server)];
    const { id } = await makeProject(server, own, { name: 'shared' });
    await makeProject(server, foreign, { name: 'shared' });
    const before = await stored(foreign);
    await remove(id, own);
    expect(await stored(foreign)).toEqual(before);
  });
});
