import { describe, expect, test } from 'vitest';
import type { UpdateProjectInput } from '../../generated/graphql.ts';
import { refusalOf, run } from '../../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { GetProject, UpdateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

function passTime(): string {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
}

async function update({ credentials }: OrganizationWorld, input: UpdateProjectInput) {
  return (await run(server, UpdateProject, { input }, credentials)).updateProject.project;
}

const refusal = ({ credentials }: OrganizationWorld, input: UpdateProjectInput) =>
  refusalOf(server, UpdateProject, { input }, credentials);

async function read({ credentials }: OrganizationWorld, id: string) {
  const {
    organization: _owner,
    apiKeys: _keys,
    ...project
  } = (await run(server, GetProject, { id }, credentials)).project;
  return project;
}

/** Everything that is stored of an organization: a refused write leaves it as it was. */
const stored = ({ id }: OrganizationWorld) => rowsOf(server, id);

const defaultsOf = async ({ id }: OrganizationWorld) =>
  (
    await server.database.query<{ id: string }>(
      `SELECT id FROM project WHERE organization_id = '${id}' AND is_default`,
    )
  ).map((row) => row.id);

const recorded = ({ id }: OrganizationWorld) =>
  server.database.query(`
    SELECT project_id, target_id, actor_kind, changes FROM audit_entry
    WHERE organization_id = '${id}' AND action = 'PROJECT_UPDATED' ORDER BY created_at`);

describe('updateProject', () => {
  test('renames a project, keeps its slug and everything else, and advances updatedAt', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization, { name: 'Before' });
    const before = await read(organization, id);
    const updatedAt = passTime();
    const after = await update(organization, { id, name: 'After' });
    expect(after).toEqual({ ...before, name: 'After', updatedAt });
    expect(await read(organization, id)).toEqual(after);
    expect(await recorded(organization)).toEqual([
      {
        project_id: id,
        target_id: id,
        actor_kind: 'organization',
        changes: { name: { before: 'Before', after: 'After' } },
      },
    ]);
  });

  test('changes the slug: the project is found by the new one only', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization, { name: 'Old' });
    const updatedAt = passTime();
    expect(await update(organization, { id, slug: 'new' })).toMatchObject({
      name: 'Old',
      slug: 'new',
      updatedAt,
    });
    const found = await run(server, GetProject, { slug: 'new' }, organization.credentials);
    expect(found.project.id).toBe(id);
    const { extensions } = await refusalOf(server, GetProject, { slug: 'old' }, organization.credentials);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
  });

  test('changes the environment only, and records it', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    const before = await read(organization, id);
    expect(before.environment).toBe('LIVE');
    const updatedAt = passTime();
    const after = await update(organization, { id, environment: 'TEST' });
    expect(after).toEqual({ ...before, environment: 'TEST', updatedAt });
    expect(await read(organization, id)).toEqual(after);
    expect(await recorded(organization)).toMatchObject([
      { target_id: id, changes: { environment: { before: 'LIVE', after: 'TEST' } } },
    ]);
    expect(await update(organization, { id, environment: 'LIVE' })).toMatchObject({ environment: 'LIVE' });
  });

  test('releases the former name and slug', async () => {
    const organization = await makeOrganization(server);
    const one = await makeProject(server, organization, { name: 'wanted' });
    const other = await makeProject(server, organization);
    await update(organization, { id: one.id, name: 'given-up', slug: 'given-up' });
    const taken = await update(organization, { id: other.id, name: 'wanted', slug: 'wanted' });
    expect(taken).toMatchObject({ name: 'wanted', slug: 'wanted' });
  });

  test('changes and records nothing when all values are equal', async () => {
    const organization = await makeOrganization(server);
    const { id, name } = await makeProject(server, organization);
    const before = await stored(organization);
    const present = await read(organization, id);
    passTime();
    for (const input of [
      { id },
      { id, name },
      { id, name, slug: present.slug, environment: present.environment },
    ]) {
      expect(await update(organization, input)).toEqual(present);
    }
    expect(await stored(organization)).toEqual(before);
  });

  test('promotes a project and demotes the default one in one transaction, updating both updatedAt', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    const updatedAt = passTime();
    expect(await update(organization, { id, isDefault: true })).toMatchObject({ isDefault: true, updatedAt });
    expect(await read(organization, organization.defaultProjectId)).toMatchObject({
      isDefault: false,
      updatedAt,
      slug: 'default',
    });
    expect(await defaultsOf(organization)).toEqual([id]);
    expect(await recorded(organization)).toMatchObject([
      { target_id: id, changes: { isDefault: { before: false, after: true } } },
    ]);
  });

  test('changes and records nothing when the default project is promoted', async () => {
    const organization = await makeOrganization(server);
    const before = await stored(organization);
    passTime();
    const project = await update(organization, { id: organization.defaultProjectId, isDefault: true });
    expect(project.isDefault).toBe(true);
    expect(await stored(organization)).toEqual(before);
  });

  test('renames the default project and accepts its reserved slug again', async () => {
    const organization = await makeOrganization(server);
    const id = organization.defaultProjectId;
    const project = await update(organization, { id, name: 'production', slug: 'default' });
    expect(project).toMatchObject({ name: 'production', slug: 'default', isDefault: true });
  });
});

describe('updateProject rejects', () => {
  test.each([
    ['name', null],
    ['name', 'ab'],
    ['name', 'a'.repeat(76)],
    ['name', 'my project'],
    ['name', 'münchen'],
    ['slug', null],
    ['slug', ''],
    ['slug', 'Staging'],
    ['slug', 'a'.repeat(65)],
    ['environment', null],
    ['isDefault', null],
    ['isDefault', false],
  ])('%s: %j, beside a valid change too, and changes nothing', async (field, value) => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    const before = await stored(organization);
    const fine = field === 'name' ? { slug: 'fine' } : { name: 'fine' };
    for (const input of [
      { id, [field]: value },
      { id, ...fine, [field]: value },
    ]) {
      const { extensions } = await refusal(organization, input);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
    }
    expect(await stored(organization)).toEqual(before);
  });

  test('isDefault: false for the default project', async () => {
    const organization = await makeOrganization(server);
    const { extensions } = await refusal(organization, {
      id: organization.defaultProjectId,
      isDefault: false,
    });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'isDefault' });
    expect(await defaultsOf(organization)).toEqual([organization.defaultProjectId]);
  });

  test('a taken name, a taken slug and the reserved slug, and then promotes nothing either', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    await makeProject(server, organization, { name: 'taken' });
    const before = await stored(organization);
    const faults = [
      [{ name: 'taken' }, { code: 'CONFLICT', reason: 'NAME_TAKEN', field: 'name' }],
      [{ name: 'default' }, { code: 'CONFLICT', reason: 'NAME_TAKEN', field: 'name' }],
      [{ slug: 'taken' }, { code: 'CONFLICT', reason: 'SLUG_TAKEN', field: 'slug' }],
      [{ slug: 'default' }, { code: 'BAD_USER_INPUT', reason: 'SLUG_RESERVED', field: 'slug' }],
    ] as const;
    for (const [change, expected] of faults) {
      const { extensions } = await refusal(organization, { id, isDefault: true, ...change });
      expect(extensions).toMatchObject(expected);
    }
    expect(await stored(organization)).toEqual(before);
  });

  test('a project key', async () => {
    const organization = await makeOrganization(server);
    const { id, credentials } = await makeProject(server, organization);
    const before = await rowsWithoutDenials(server, organization.id);
    const { extensions } = await refusalOf(
      server,
      UpdateProject,
      { input: { id, name: 'mine' } },
      credentials,
    );
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
  });
});

describe('updateProject isolates tenants', () => {
  test('changes no project of another organization', async () => {
    const [own, foreign] = [await makeOrganization(server), await makeOrganization(server)];
    const [mine] = [await makeProject(server, own), await makeProject(server, foreign, { name: 'shared' })];
    const before = await stored(foreign);
    passTime();
    await update(own, { id: mine.id, name: 'shared', slug: 'shared', isDefault: true });
    expect(await stored(foreign)).toEqual(before);
    expect(await defaultsOf(own)).toEqual([mine.id]);
  });
});
