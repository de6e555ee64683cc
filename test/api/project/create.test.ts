import { describe, expect, test } from 'vitest';
import type { CreateProjectInput } from '../../generated/graphql.ts';
import { type Credentials, projectKey, refusalOf, run, send } from '../../support/client.ts';
import { columnsContaining, rowsWithoutDenials } from '../../support/database/tables.ts';
import { freshName, makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { CreateProject, GetProject, ListProjects, UpdateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

// A fixed moment, because what a project requires by default depends on the age of its organization.
const server = useServer({
  ownDatabase: true,
  overrides: { clock: { now: () => new Date('2026-06-01T12:00:00Z') } },
});

async function create({ credentials }: OrganizationWorld, input: CreateProjectInput) {
  return (await run(server, CreateProject, { input }, credentials)).createProject;
}

const refusal = (credentials: Credentials, input: CreateProjectInput) =>
  refusalOf(server, CreateProject, { input }, credentials);

const listed = async ({ credentials }: OrganizationWorld) =>
  (await run(server, ListProjects, { first: 100 }, credentials)).organization.projects.nodes;

/** How much is stored of an organization, and was done. */
async function stored({ id }: OrganizationWorld) {
  const tables = (await rowsWithoutDenials(server, id)).map(({ table }) => table);
  const count = (name: string) => tables.filter((table) => table === name).length;
  return { projects: count('project'), keys: count('api_key'), entries: count('audit_entry') };
}

/** An organization that has done nothing yet: its default project, its own key, the record of both. */
const NEWBORN = { projects: 1, keys: 1, entries: 1 };

const TEN = Array.from({ length: 10 }, (_, index) => index);

describe('createProject', () => {
  test('creates a project with a slug made of its name and default settings', async () => {
    const organization = await makeOrganization(server);
    const { project } = await create(organization, { name: 'Staging_EU-1' });
    expect(project).toMatchObject({ name: 'Staging_EU-1', slug: 'staging_eu-1', isDefault: false });
    expect(project.environment).toBe('LIVE');
    expect(project.id).toMatch(/^proj_[0-9A-Za-z]{16}$/);
    expect(project.createdAt).toBe('2026-06-01T12:00:00.000Z');
    expect(project.updatedAt).toBe(project.createdAt);
    expect(project.config).toEqual({
      displayName: null,
      logoUrl: null,
      is2FAEnabled: true,
      maskSecretKeysInConnectedAccount: true,
      logVisibilitySetting: 'SHOW_ALL',
      requireMcpApiKey: true,
      updatedAt: project.createdAt,
    });
    const { project: found } = await run(server, GetProject, { id: project.id }, organization.credentials);
    expect(found).toEqual({ ...project, organization: { id: organization.id } });
  });

  test.each([
    ['the shortest', 'aZ9'],
    ['the longest', `${'_'.repeat(37)}${'-'.repeat(38)}`],
    ['digits only', '007'],
  ])('accepts the name: %s', async (_kind, name) => {
    const organization = await makeOrganization(server);
    const { project } = await create(organization, { name });
    expect(project.name).toBe(name);
  });

  test('makes a slug of the lower-case name, cut to 64 characters', async () => {
    const organization = await makeOrganization(server);
    const { project } = await create(organization, { name: 'A'.repeat(75) });
    expect(project.slug).toBe('a'.repeat(64));
  });

  test('creates ten projects concurrently whose names make the same slug, with different slugs', async () => {
    const organization = await makeOrganization(server);
    const stem = 'a'.repeat(74);
    const made = await Promise.all(TEN.map((digit) => create(organization, { name: `${stem}${digit}` })));
    const slugs = made.map(({ project }) => project.slug);
    expect(new Set(slugs).size).toBe(10);
    for (const slug of slugs) expect(slug).toMatch(/^a{59,64}(-[a-z0-9]{4})?$/);
    expect(await stored(organization)).toEqual({ projects: 11, keys: 1, entries: 11 });
  });

  test('accepts names that differ in case only', async () => {
    const organization = await makeOrganization(server);
    const { project: upper } = await create(organization, { name: 'Staging' });
    const { project: lower } = await create(organization, { name: 'staging' });
    expect(upper.slug).toBe('staging');
    expect(lower.slug).toMatch(/^staging-[a-z0-9]{4}$/);
  });

  test('accepts the name "Default" with a slug that is not the reserved one', async () => {
    const organization = await makeOrganization(server);
    const { project } = await create(organization, { name: 'Default' });
    expect(project.slug).toMatch(/^default-[a-z0-9]{4}$/);
  });

  test('accepts the name "default" once the default project is renamed', async () => {
    const organization = await makeOrganization(server);
    const rename = { input: { id: organization.defaultProjectId, name: 'production' } };
    await run(server, UpdateProject, rename, organization.credentials);
    const { project } = await create(organization, { name: 'default' });
    expect(project.isDefault).toBe(false);
    expect(project.slug).toMatch(/^default-[a-z0-9]{4}$/);
  });

  test.each(['x', '_', 'z'.repeat(64), 'a-1_b'])('accepts the slug %s unchanged', async (slug) => {
    const organization = await makeOrganization(server);
    const { project } = await create(organization, { name: freshName(), slug });
    expect(project.slug).toBe(slug);
  });

  test('issues a key on request that works, is listed and is not stored in plain text', async () => {
    const organization = await makeOrganization(server);
    const { project, issuedKey } = await create(organization, {
      name: freshName(),
      shouldCreateApiKey: true,
    });
    const secret = issuedKey?.secret ?? '';
    expect(project.apiKeys).toEqual([issuedKey?.apiKey]);
    expect(issuedKey?.apiKey).toMatchObject({
      prefix: secret.slice(0, 7),
      last4: secret.slice(-4),
      project: { id: project.id },
    });
    const opened = await run(server, GetProject, {}, projectKey(secret));
    expect(opened.project.id).toBe(project.id);
    expect(await columnsContaining(server, secret)).toEqual([]);
  });

  test.each([undefined, null, false])(
    'issues no key when shouldCreateApiKey is %s',
    async (shouldCreateApiKey) => {
      const organization = await makeOrganization(server);
      const { project, issuedKey } = await create(organization, { name: freshName(), shouldCreateApiKey });
      expect(issuedKey).toBeNull();
      expect(project.apiKeys).toEqual([]);
      expect(await stored(organization)).toEqual({ projects: 2, keys: 1, entries: 2 });
    },
  );

  test('stores the given settings and defaults for the others', async () => {
    const organization = await makeOrganization(server);
    const config = {
      displayName: 'Étage 😀',
      logoUrl: 'https://example.com/logo.png',
      logVisibilitySetting: 'DONT_STORE_DATA' as const,
      requireMcpApiKey: false,
    };
    const { project } = await create(organization, { name: freshName(), config });
    expect(project.config).toMatchObject({
      ...config,
      is2FAEnabled: true,
      maskSecretKeysInConnectedAccount: true,
    });
  });

  test('records an audit entry with the key of the caller', async () => {
    const organization = await makeOrganization(server);
    const { project, issuedKey } = await create(organization, {
      name: 'Recorded',
      shouldCreateApiKey: true,
    });
    const entries = await server.database.query(`
      SELECT action, project_id, target_id, actor_kind, actor_key_id LIKE 'key_%' AS by_key, changes
      FROM audit_entry WHERE organization_id = '${organization.id}' AND action <> 'ORGANIZATION_CREATED'`);
    expect(entries).toEqual([
      {
        action: 'PROJECT_CREATED',
        project_id: project.id,
        target_id: project.id,
        actor_kind: 'organization',
        by_key: true,
        changes: { name: 'Recorded', slug: 'recorded', environment: 'LIVE', apiKeyId: issuedKey?.apiKey.id },
      },
    ]);
  });
});

describe('createProject rejects', () => {
  test.each([
    ['with 2 characters', 'ab'],
    ['with 76 characters', 'a'.repeat(76)],
    ['that is empty', ''],
    ['with a space', 'my project'],
    ['with an umlaut', 'münchen'],
    ['with a dot', 'my.project'],
    ['with a line break at its end', 'project\n'],
    ['with a NUL', 'pro\u0000ject'],
  ])('a name %s, and creates nothing', async (_fault, name) => {
    const organization = await makeOrganization(server);
    const { extensions } = await refusal(organization.credentials, { name, shouldCreateApiKey: true });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'name' });
    expect(await stored(organization)).toEqual(NEWBORN);
  });

  test.each([
    ['that is empty', ''],
    ['with 65 characters', 'a'.repeat(65)],
    ['in upper case', 'Staging'],
    ['with a space', 'my project'],
    ['with an umlaut', 'münchen'],
    ['with a line break at its end', 'project\n'],
  ])('a slug %s, and creates nothing', async (_fault, slug) => {
    const organization = await makeOrganization(server);
    const { extensions } = await refusal(organization.credentials, { name: freshName(), slug });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'slug' });
    expect(await stored(organization)).toEqual(NEWBORN);
  });

  test('the reserved slug', async () => {
    const organization = await makeOrganization(server);
    const { extensions } = await refusal(organization.credentials, { name: freshName(), slug: 'default' });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'SLUG_RESERVED', field: 'slug' });
    expect(await stored(organization)).toEqual(NEWBORN);
  });

  test.each(['default', 'taken'])('the taken name "%s", whatever the slug', async (name) => {
    const organization = await makeOrganization(server);
    await makeProject(server, organization, { name: 'taken' });
    const before = await stored(organization);
    for (const slug of [null, 'taken', 'free']) {
      const error = await refusal(organization.credentials, { name, slug, shouldCreateApiKey: true });
      expect(error.extensions).toMatchObject({ code: 'CONFLICT', reason: 'NAME_TAKEN', field: 'name' });
      expect(error.message).toContain(`"${name}"`);
    }
    expect(await stored(organization)).toEqual(before);
  });

  test('a given slug that is taken', async () => {
    const organization = await makeOrganization(server);
    await makeProject(server, organization, { name: 'Staging' });
    const before = await stored(organization);
    const { extensions } = await refusal(organization.credentials, { name: 'other', slug: 'staging' });
    expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'SLUG_TAKEN', field: 'slug' });
    expect(await stored(organization)).toEqual(before);
  });

  test('nine of ten concurrent creations of one name, leaving one row, key and audit entry', async () => {
    const organization = await makeOrganization(server);
    const input = { name: 'contested', shouldCreateApiKey: true };
    const answers = await Promise.all(
      TEN.map(() => send(server, CreateProject, { input }, organization.credentials)),
    );
    const outcomes = answers.map(({ errors: [error] }) => error?.extensions.reason ?? 'created');
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'NAME_TAKEN')).toHaveLength(9);
    expect(await stored(organization)).toEqual({ projects: 2, keys: 2, entries: 2 });
  });

  test('invalid settings, naming the field', async () => {
    const organization = await makeOrganization(server);
    const config = { logoUrl: 'http://example.com/logo.png' };
    const { extensions } = await refusal(organization.credentials, { name: freshName(), config });
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_VALUE',
      field: 'config.logoUrl',
    });
    expect(await stored(organization)).toEqual(NEWBORN);
  });

  test('a project key', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const before = await stored(organization);
    const { extensions } = await refusal(project.credentials, { name: freshName() });
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    expect(await stored(organization)).toEqual(before);
  });
});

describe('createProject isolates tenants', () => {
  test('names and slugs of one organization are available in every other one', async () => {
    const [one, other] = [await makeOrganization(server), await makeOrganization(server)];
    const { project: first } = await create(one, { name: 'Shared', slug: 'shared' });
    const { project: second } = await create(other, { name: 'Shared', slug: 'shared' });
    expect(second).toMatchObject({ name: first.name, slug: first.slug });
    expect(second.id).not.toBe(first.id);
  });

  test('a new project is listed in its own organization only, whatever x-project-id names', async () => {
    const [one, other] = [await makeOrganization(server), await makeOrganization(server)];
    const headers = { ...one.credentials, 'x-project-id': other.defaultProjectId };
    const { createProject } = await run(server, CreateProject, { input: { name: 'mine' } }, headers);
    expect(await listed(one)).toContainEqual({ id: createProject.project.id, name: 'mine' });
    expect(await listed(other)).toEqual([{ id: other.defaultProjectId, name: 'default' }]);
  });
});
