import { describe, expect, test } from 'vitest';
import { run } from '../../../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../../../support/database/tables.ts';
import {
  makeOrganization,
  makeProject,
  makeWorld,
  type OrganizationWorld,
} from '../../../support/fixtures.ts';
import { sendCodeSpar, shownId } from '../../../support/http/codespar.ts';
import { GetProject, UpdateProject, UpdateProjectConfig } from '../../../support/operations/project.ts';
import { useServer } from '../../../support/server.ts';

const server = useServer({ transport: 'each' });

const create = (organization: OrganizationWorld, body: object) =>
  sendCodeSpar(server, organization, 'POST /projects', { body });

async function created(organization: OrganizationWorld, body: object) {
  const { status, body: project } = await create(organization, body);
  expect(status).toBe(201);
  return project;
}

/** The same project, as the GraphQL API has it. */
async function twinOf({ credentials }: OrganizationWorld, shown: { readonly id: string }) {
  const { project } = await run(server, GetProject, { id: shown.id.replace('prj_', 'proj_') }, credentials);
  return project;
}

describe('POST /v1/projects', () => {
  test('answers the row of the project that GraphQL has', async () => {
    const organization = await makeOrganization(server);
    const body = { name: 'Loja São Paulo 😀', slug: 'loja-sp', environment: 'test' };
    const project = await created(organization, body);
    const twin = await twinOf(organization, project);
    expect(project).toEqual({
      id: shownId(twin.id),
      org_id: organization.id,
      name: 'Loja São Paulo 😀',
      slug: 'loja-sp',
      is_default: false,
      environment: 'test',
      created_at: twin.createdAt,
    });
    expect(twin).toMatchObject({ name: 'loja-sp', slug: 'loja-sp', environment: 'TEST' });
    expect(twin.config.displayName).toBe('Loja São Paulo 😀');
  });

  test.each([
    [
      { name: 'staging', slug: 'st' },
      { name: 'staging', slug: 'st', displayName: null },
    ],
    [{ name: 'Staging' }, { name: 'Staging', slug: 'staging', displayName: null }],
    [
      { name: 'My Shop', slug: 'x' },
      { name: 'x-project', slug: 'x', displayName: 'My Shop' },
    ],
    [{ name: 'Água & Café' }, { name: 'agua-cafe', slug: 'agua-cafe', displayName: 'Água & Café' }],
    [{ name: 'é' }, { name: 'e-project', slug: 'e-project', displayName: 'é' }],
    [{ name: '東京' }, { name: 'project', slug: 'project', displayName: '東京' }],
    [{ name: '  Two   words ' }, { name: 'two-words', slug: 'two-words', displayName: 'Two words' }],
    [{ name: 'x'.repeat(128) }, { name: 'x'.repeat(64), slug: 'x'.repeat(64), displayName: 'x'.repeat(128) }],
    [
      { name: 'X y'.repeat(40), slug: 'z'.repeat(64) },
      { name: 'z'.repeat(64), slug: 'z'.repeat(64) },
    ],
  ])('names the project for %j', async (body, expected) => {
    const organization = await makeOrganization(server);
    const { config, name, slug } = await twinOf(organization, await created(organization, body));
    expect({ name, slug, displayName: config.displayName }).toMatchObject(expected);
  });

  test('accepts equal names, whose projects differ by slug', async () => {
    const organization = await makeOrganization(server);
    const projects = [
      await created(organization, { name: 'shop', slug: 'one' }),
      await created(organization, { name: 'shop', slug: 'two' }),
      await created(organization, { name: 'shop' }),
      await created(organization, { name: 'default', slug: 'three' }),
    ];
    expect(projects.map(({ name }) => name)).toEqual(['shop', 'shop', 'shop', 'default']);
    expect(projects.slice(0, 2).map(({ slug }) => slug)).toEqual(['one', 'two']);
    const twins = await Promise.all(projects.map((project) => twinOf(organization, project)));
    expect(twins.map(({ name }) => name)).toEqual([
      'shop',
      expect.stringMatching(/^shop-[0-9A-Za-z]{4}$/),
      expect.stringMatching(/^shop-[0-9A-Za-z]{4}$/),
      expect.stringMatching(/^default-[0-9A-Za-z]{4}$/),
    ]);
  });

  test('creates ten projects of one name concurrently, and one of a given slug', async () => {
    const organization = await makeOrganization(server);
    const ten = (body: object) => Promise.all(Array.from({ length: 10 }, () => create(organization, body)));
    const named = await ten({ name: 'busy' });
    expect(named.map(({ status, body }) => [status, body.name])).toEqual(named.map(() => [201, 'busy']));
    expect(new Set(named.map(({ body }) => body.slug)).size).toBe(10);
    const slugs = (await ten({ name: 'busy', slug: 'given' })).map(({ body }) => body.error ?? 'created');
    expect(slugs.toSorted()).toEqual(['created', ...Array.from({ length: 9 }, () => 'slug_conflict')]);
  });

  test('replays its answer to the same Idempotency-Key', async () => {
    const organization = await makeOrganization(server);
    const headers = { 'idempotency-key': 'again' };
    const send = () =>
      sendCodeSpar(server, organization, 'POST /projects', { body: { name: 'once' }, headers });
    const [first, again] = [await send(), await send()];
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test.each([
    [{}, 'name_required', ['name']],
    [{ name: '' }, 'name_required', ['name']],
    [{ name: ' \t' }, 'name_required', ['name']],
    [{ name: 'x'.repeat(129) }, 'invalid_body', ['name']],
    [{ name: 'a\u0000b' }, 'invalid_body', ['name']],
    [{ name: 'fine', slug: 'default' }, 'slug_reserved', ['slug']],
    [{ name: 'fine', slug: 'Not Fine' }, 'slug_invalid', ['slug']],
    [{ name: 'fine', slug: '' }, 'slug_invalid', ['slug']],
    [{ name: 'fine', slug: 'x'.repeat(65) }, 'slug_invalid', ['slug']],
    [{ name: 'fine', environment: 'LIVE' }, 'invalid_body', ['environment']],
    [{ name: 'fine', slugg: 'x' }, 'invalid_body', ['input']],
    [{ name: '', slug: '?', environment: 'x' }, 'invalid_body', ['name', 'slug', 'environment']],
  ])('refuses %j as %s and changes nothing', async (input, error, fields) => {
    const organization = await makeOrganization(server);
    const before = await rowsOf(server, organization.id);
    const { status, body } = await create(organization, input);
    expect(status).toBe(400);
    expect(body).toEqual({ error, message: expect.any(String), issues: expect.any(Array) });
    expect(body.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual(fields);
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('refuses a slug that is taken, whatever the name, as slug_conflict', async () => {
    const organization = await makeOrganization(server);
    await created(organization, { name: 'taken' });
    const before = await rowsOf(server, organization.id);
    for (const name of ['taken', 'free', 'Free too']) {
      const { status, body } = await create(organization, { name, slug: 'taken' });
      expect([status, body]).toEqual([400, { error: 'slug_conflict', message: expect.any(String) }]);
    }
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });
});

describe('PATCH /v1/projects/{id}', () => {
  const update = (sender: OrganizationWorld, id: string, body: object) =>
    sendCodeSpar(server, sender, `PATCH /projects/${shownId(id)}`, { body });

  test('changes the name, in GraphQL also the one of its own where that is free and valid', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization, { name: 'first' });
    await makeProject(server, organization, { name: 'taken' });
    const steps = [
      ['second', { name: 'second', displayName: null }],
      ['Third one', { name: 'second', displayName: 'Third one' }],
      ['taken', { name: 'second', displayName: 'taken' }],
      ['second', { name: 'second', displayName: null }],
    ] as const;
    for (const [name, expected] of steps) {
      const { status, body } = await update(organization, id, { name });
      expect([status, body.name, body.slug]).toEqual([200, name, 'first']);
      const twin = await twinOf(organization, body);
      expect({ name: twin.name, displayName: twin.config.displayName }).toEqual(expected);
    }
  });

  test('changes name, slug and default together, and records what changed', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization, { name: 'first' });
    const body = { name: 'The first', slug: '1st', is_default: true };
    const answer = await update(organization, id, body);
    expect(answer.body).toMatchObject(body);
    const entries = await server.database.query(`SELECT action, changes FROM audit_entry
      WHERE organization_id = '${organization.id}' AND action LIKE 'PROJECT%UPDATED' ORDER BY action`);
    expect(entries).toEqual([
      {
        action: 'PROJECT_CONFIG_UPDATED',
        changes: { displayName: { before: null, after: 'The first' } },
      },
      {
        action: 'PROJECT_UPDATED',
        changes: { slug: { before: 'first', after: '1st' }, isDefault: { before: false, after: true } },
      },
    ]);
  });

  test('shows what GraphQL changed', async () => {
    const organization = await makeOrganization(server);
    const { id, credentials } = await makeProject(server, organization);
    const read = async () => (await sendCodeSpar(server, organization, `GET /projects/${shownId(id)}`)).body;
    const input = { id, name: 'renamed', slug: 'moved', environment: 'TEST' as const };
    await run(server, UpdateProject, { input }, organization.credentials);
    expect(await read()).toMatchObject({ name: 'renamed', slug: 'moved', environment: 'test' });
    await run(server, UpdateProjectConfig, { input: { displayName: 'Shown' } }, credentials);
    expect(await read()).toMatchObject({ name: 'Shown' });
  });

  test.each([
    [{}, 'invalid_body'],
    [{ is_default: false }, 'invalid_body'],
    [{ is_default: null }, 'invalid_body'],
    [{ name: '' }, 'invalid_body'],
    [{ name: 'x'.repeat(129) }, 'invalid_body'],
    [{ slug: 'Upper' }, 'slug_invalid'],
    [{ slug: 'default' }, 'slug_reserved'],
    [{ slug: 'taken' }, 'slug_conflict'],
    [{ name: 'fine', slug: 'taken', is_default: true }, 'slug_conflict'],
    [{ name: 'fine', environment: 'test' }, 'invalid_body'],
  ])('refuses %j as %s and changes nothing', async (input, error) => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    await makeProject(server, organization, { name: 'taken' });
    const before = await rowsOf(server, organization.id);
    const { status, body } = await update(organization, id, input);
    expect([status, body.error]).toEqual([400, error]);
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });
});

describe('projects of CodeSpar’s API isolate tenants', () => {
  const changing = ['PATCH', 'DELETE'] as const;

  test('a foreign project is not found, exactly as one that does not exist', async () => {
    const [mine, other] = [await makeOrganization(server), await makeWorld(server)];
    const before = await rowsOf(server, other.organization.id);
    const ids = [shownId(other.project.id), other.project.id, 'prj_0000000000000000', 'prj_', 'x'];
    for (const method of ['GET', ...changing] as const)
      for (const id of ids) {
        const body = method === 'PATCH' ? { body: { name: 'mine' } } : {};
        const answer = await sendCodeSpar(server, mine, `${method} /projects/${id}`, body);
        expect([answer.status, answer.text]).toEqual([
          404,
          '{"error":"not_found","message":"No such project."}',
        ]);
      }
    expect(await rowsOf(server, other.organization.id)).toEqual(before);
  });

  test('a project key reads its own project, and changes and lists none', async () => {
    const { organization, project } = await makeWorld(server);
    const own = await sendCodeSpar(server, project, `GET /projects/${shownId(project.id)}`);
    expect([own.status, own.body.id]).toEqual([200, shownId(project.id)]);
    const sibling = await sendCodeSpar(server, project, `GET /projects/${organization.defaultProjectId}`);
    expect(sibling.status).toBe(404);
    const before = await rowsWithoutDenials(server, organization.id);
    const answers = [
      await sendCodeSpar(server, project, 'GET /projects'),
      await sendCodeSpar(server, project, 'POST /projects', { body: { name: 'mine' } }),
      await sendCodeSpar(server, project, `PATCH /projects/${shownId(project.id)}`, {
        body: { name: 'mine' },
      }),
      await sendCodeSpar(server, project, `DELETE /projects/${shownId(project.id)}`),
    ];
    for (const { status, body } of answers)
      expect([status, body]).toEqual([403, { error: 'forbidden', message: expect.any(String) }]);
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
    const denials = await server.database.query(`SELECT action, target_id FROM audit_entry
      WHERE organization_id = '${organization.id}' AND result = 'DENIED' ORDER BY created_at`);
    expect(denials).toEqual([
      { action: 'PROJECT_CREATED', target_id: organization.id },
      { action: 'PROJECT_UPDATED', target_id: project.id },
      { action: 'PROJECT_ARCHIVED', target_id: project.id },
    ]);
  });
});
