import { describe, expect, test } from 'vitest';
import type { UpdateProjectConfigInput } from '../../generated/graphql.ts';
import { post, refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import {
  freshName,
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from '../../support/fixtures.ts';
import { GetProject, UpdateProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

function passTime(): string {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
}

async function makeWorld(): Promise<{ organization: OrganizationWorld; project: ProjectWorld }> {
  const organization = await makeOrganization(server);
  return { organization, project: await makeProject(server, organization) };
}

const update = async ({ credentials }: ProjectWorld, input: UpdateProjectConfigInput) =>
  (await run(server, UpdateProjectConfig, { input }, credentials)).updateProjectConfig.project;

const refusal = async ({ credentials }: ProjectWorld, input: UpdateProjectConfigInput) =>
  (await refusalOf(server, UpdateProjectConfig, { input }, credentials)).extensions;

async function read({ credentials }: ProjectWorld) {
  const {
    organization: _owner,
    apiKeys: _keys,
    ...project
  } = (await run(server, GetProject, {}, credentials)).project;
  return project;
}

/** Everything that is stored of an organization: a refused update leaves it as it was. */
const stored = ({ id }: OrganizationWorld) => rowsOf(server, id);

async function recorded(organization: OrganizationWorld) {
  const entries = (await stored(organization)).filter(({ table }) => table === 'audit_entry');
  return entries.map(({ row }) => row).filter(({ action }) => action === 'PROJECT_CONFIG_UPDATED');
}

const INVALID = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE' };

const FIELDS = [
  ['displayName', null, 'Staging – Zürich 😀'],
  ['logoUrl', null, 'https://example.com/logo.png?size=64#x'],
  ['is2FAEnabled', true, false],
  ['maskSecretKeysInConnectedAccount', true, false],
  ['logVisibilitySetting', 'SHOW_ALL', 'DONT_STORE_DATA'],
  ['requireMcpApiKey', true, false],
] as const;

const ALL_CHANGED = Object.fromEntries(FIELDS.map(([field, , value]) => [field, value]));

describe('updateProjectConfig', () => {
  test.each(FIELDS)('changes %s only, and records %j before and %j after', async (field, before, after) => {
    const { organization, project } = await makeWorld();
    const untouched = await read(project);
    const updatedAt = passTime();
    const changed = await update(project, { [field]: after });
    expect(changed).toEqual({ ...untouched, config: { ...untouched.config, [field]: after, updatedAt } });
    expect(await read(project)).toEqual(changed);
    expect(await recorded(organization)).toMatchObject([
      {
        project_id: project.id,
        target_id: project.id,
        actor_kind: 'project',
        changes: { [field]: { before, after } },
      },
    ]);
  });

  test('changes all fields, with one audit entry', async () => {
    const { organization, project } = await makeWorld();
    const { updatedAt } = await read(project);
    const configUpdatedAt = passTime();
    const changed = await update(project, ALL_CHANGED);
    expect(changed.config).toEqual({ ...ALL_CHANGED, updatedAt: configUpdatedAt });
    expect(changed.updatedAt).toBe(updatedAt);
    const [entry, ...others] = await recorded(organization);
    expect(others).toEqual([]);
    const changes = FIELDS.map(([field, before, after]) => [field, { before, after }]);
    expect(entry?.changes).toEqual(Object.fromEntries(changes));
  });

  test('clears display name and logo with null', async () => {
    const { organization, project } = await makeWorld();
    const before = await update(project, ALL_CHANGED);
    const updatedAt = passTime();
    const cleared = await update(project, { displayName: null, logoUrl: null });
    const config = { ...before.config, displayName: null, logoUrl: null, updatedAt };
    expect(cleared).toEqual({ ...before, config });
    expect(await recorded(organization)).toHaveLength(2);
  });

  test('changes and records nothing when all values are equal', async () => {
    const { organization, project } = await makeWorld();
    const present = await update(project, ALL_CHANGED);
    const before = await stored(organization);
    passTime();
    for (const input of [{}, ALL_CHANGED, { logoUrl: 'HTTPS://EXAMPLE.com:443/logo.png?size=64#x' }]) {
      expect(await update(project, input)).toEqual(present);
    }
    expect(await stored(organization)).toEqual(before);
  });

  test('updateProject does not change updatedAt of the config', async () => {
    const { organization, project } = await makeWorld();
    const { config } = await read(project);
    passTime();
    await run(
      server,
      UpdateProject,
      { input: { id: project.id, name: 'renamed' } },
      organization.credentials,
    );
    expect(await read(project)).toMatchObject({ name: 'renamed', config, updatedAt: instant.toISOString() });
  });

  test.each([
    ['1 character', 'x'],
    ['128 characters', 'x'.repeat(128)],
    ['128 emoji, each of which counts as one', '😀'.repeat(128)],
  ])('accepts a display name with %s', async (_size, displayName) => {
    const { project } = await makeWorld();
    expect((await update(project, { displayName })).config.displayName).toBe(displayName);
  });

  test('accepts a logo URL of 2048 characters and stores it normalized', async () => {
    const { project } = await makeWorld();
    const longest = `https://example.com/${'x'.repeat(2028)}`;
    expect((await update(project, { logoUrl: longest })).config.logoUrl).toBe(longest);
    const sloppy = 'https://BÜCHER.example/ein logo.png';
    const { config } = await update(project, { logoUrl: sloppy });
    expect(config.logoUrl).toBe('https://xn--bcher-kva.example/ein%20logo.png');
  });

  test('keeps concurrent changes of different fields', async () => {
    const { organization, project } = await makeWorld();
    await Promise.all(FIELDS.map(([field, , value]) => update(project, { [field]: value })));
    expect((await read(project)).config).toMatchObject(ALL_CHANGED);
    expect(await recorded(organization)).toHaveLength(FIELDS.length);
  });

  test('records concurrent changes of one field as a chain of before and after values', async () => {
    const { organization, project } = await makeWorld();
    const names = Array.from({ length: 10 }, (_, index) => `name ${index}`);
    await Promise.all(names.map((displayName) => update(project, { displayName })));
    const { displayName } = (await read(project)).config;
    const entries = await recorded(organization);
    const steps = new Map(
      entries.map(({ changes }) => {
        const step = (changes as { displayName: { before: string | null; after: string } }).displayName;
        return [step.before, step.after];
      }),
    );
    let last: string | null = null;
    for (const _ of names) last = steps.get(last) ?? null;
    expect(entries).toHaveLength(10);
    expect(last).toBe(displayName);
  });
});

describe('updateProjectConfig rejects', () => {
  test.each(['is2FAEnabled', 'maskSecretKeysInConnectedAccount', 'logVisibilitySetting', 'requireMcpApiKey'])(
    'null for %s, beside a valid change too, and changes nothing',
    async (field) => {
      const { organization, project } = await makeWorld();
      const before = await stored(organization);
      for (const input of [{ [field]: null }, { displayName: 'fine', [field]: null }]) {
        expect(await refusal(project, input)).toMatchObject({ ...INVALID, field });
      }
      expect(await stored(organization)).toEqual(before);
    },
  );

  test.each([
    ['that is empty', ''],
    ['with 129 characters', 'x'.repeat(129)],
    ['with 129 emoji', '😀'.repeat(129)],
    ['with a NUL', 'Sta\u0000ging'],
    ['with a line break', 'Sta\nging'],
    ['with an escape', '\u001b[31mStaging'],
    ['with half of a character', 'Staging\ud83d'],
  ])('a display name %s, and changes nothing', async (_fault, displayName) => {
    const { organization, project } = await makeWorld();
    const before = await stored(organization);
    const extensions = await refusal(project, { displayName, is2FAEnabled: false });
    expect(extensions).toMatchObject({ ...INVALID, field: 'displayName' });
    expect(await stored(organization)).toEqual(before);
  });

  test.each([
    ['http', 'http://example.com/logo.png'],
    ['ftp', 'ftp://example.com/logo.png'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:image/png;base64,AAAA'],
    ['a file', 'file:///etc/passwd'],
    ['a user name', 'https://user@example.com/logo.png'],
    ['a user name and a password', 'https://user:secret@example.com/logo.png'],
    ['a password only', 'https://:secret@example.com/logo.png'],
    ['2049 characters', `https://example.com/${'x'.repeat(2029)}`],
  ])('a logo with %s, and changes nothing', async (_fault, logoUrl) => {
    const { organization, project } = await makeWorld();
    const before = await stored(organization);
    const extensions = await refusal(project, { logoUrl, is2FAEnabled: false });
    expect(extensions).toMatchObject({ ...INVALID, field: 'logoUrl' });
    expect(await stored(organization)).toEqual(before);
  });

  test.each(['', 'logo.png', '//example.com/logo.png', 'https://', 'https://exa mple.com'])(
    'the logo %j, which is not an accepted URL, and changes nothing',
    async (logoUrl) => {
      const { organization, project } = await makeWorld();
      const before = await stored(organization);
      const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_VARIABLES' };
      expect(await refusal(project, { logoUrl })).toMatchObject(expected);
      expect(await stored(organization)).toEqual(before);
    },
  );

  test('an invalid logo as a literal of the document', async () => {
    const { project } = await makeWorld();
    const query = 'mutation { updateProjectConfig(input: { logoUrl: "logo.png" }) { project { id } } }';
    const { errors } = await post(server, JSON.stringify({ query }), project.credentials);
    const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_DOCUMENT' };
    expect(errors).toMatchObject([{ extensions: expected }]);
  });

  test('an organization key that names no project, instead of changing the default project', async () => {
    const { organization } = await makeWorld();
    const before = await rowsOf(server, organization.id);
    const variables = { input: { displayName: 'fine' } };
    const { extensions } = await refusalOf(server, UpdateProjectConfig, variables, organization.credentials);
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'PROJECT_REQUIRED',
      suggestedFix: expect.stringContaining('x-project-id'),
    });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });
});

describe('updateProjectConfig isolates tenants', () => {
  test('changes the project of the key only, whatever x-project-id names', async () => {
    const { organization, project } = await makeWorld();
    const sibling = await makeProject(server, organization);
    const { organization: foreign, project: stranger } = await makeWorld();
    const [siblingBefore, foreignBefore] = [await read(sibling), await stored(foreign)];
    const mine = freshName('mine');
    for (const [index, target] of [sibling.id, stranger.id, organization.defaultProjectId].entries()) {
      const displayName = `${mine} ${index}`;
      const headers = { ...project.credentials, 'x-project-id': target };
      const { updateProjectConfig } = await run(
        server,
        UpdateProjectConfig,
        { input: { displayName } },
        headers,
      );
      expect(updateProjectConfig.project).toMatchObject({ id: project.id, config: { displayName } });
    }
    expect(await read(sibling)).toEqual(siblingBefore);
    expect(await stored(foreign)).toEqual(foreignBefore);
    const named = await server.database.query(
      `SELECT id FROM project WHERE display_name LIKE '${mine} %' ORDER BY id`,
    );
    expect(named).toEqual([{ id: project.id }]);
  });
});
