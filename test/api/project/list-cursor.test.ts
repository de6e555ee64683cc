import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ListProjectsQueryVariables } from '../../generated/graphql.ts';
import { refusalOf, run } from '../../support/client.ts';
import { makeOrganization, type OrganizationWorld } from '../../support/fixtures.ts';
import { CreateProject, DeleteProject, ListProjects } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

async function create({ credentials }: OrganizationWorld, name: string) {
  instant = new Date(instant.getTime() + 1);
  return (await run(server, CreateProject, { input: { name } }, credentials)).createProject;
}

/** An organization with these projects beside the default one, each younger than the one before. */
async function makeList(names: readonly string[]) {
  const organization = await makeOrganization(server);
  const ids = [organization.defaultProjectId];
  for (const name of names) ids.push((await create(organization, name)).project.id);
  return { organization, ids };
}

const list = async (variables: ListProjectsQueryVariables, { credentials }: OrganizationWorld) =>
  (await run(server, ListProjects, variables, credentials)).organization.projects;

const idsOf = (page: Awaited<ReturnType<typeof list>>) => page.nodes.map(({ id }) => id);
const namesOf = (page: Awaited<ReturnType<typeof list>>) => page.nodes.map(({ name }) => name);

const NAME_ORDER = { field: 'NAME' } as const;

/** Shows that a cursor is refused on either side of a page. */
async function expectRefusal(
  cursor: string,
  organization: OrganizationWorld,
  variables: ListProjectsQueryVariables = {},
) {
  for (const field of ['after', 'before'] as const) {
    const { extensions } = await refusalOf(
      server,
      ListProjects,
      { ...variables, [field]: cursor },
      organization.credentials,
    );
    const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR', field };
    expect(extensions, JSON.stringify(cursor)).toMatchObject(expected);
  }
}

/** A cursor as the server would write it for any place at all, its check digits included. */
function forge({ id: organizationId }: OrganizationWorld, order: string, value: string, id: string): string {
  const checked = [`projects/${organizationId}/${order}`, value, id].join('|');
  const check = createHash('md5').update(checked).digest('hex').slice(0, 8);
  return `${check}.${id}.${value}`;
}

const ANY_ID = `proj_${'0'.repeat(16)}`;

describe('cursors of the project list', () => {
  test('the cursor of a createProject payload is a position in the list', async () => {
    const { organization, ids } = await makeList(['older']);
    const { projectEdge } = await create(organization, 'newer');
    await create(organization, 'newest');
    const { edges } = await list({}, organization);
    expect(edges[1]).toEqual(projectEdge);
    expect(idsOf(await list({ after: projectEdge.cursor }, organization))).toEqual(ids.toReversed());
    expect(namesOf(await list({ last: 5, before: projectEdge.cursor }, organization))).toEqual(['newest']);
  });

  test('projects created or deleted between two pages cause no duplicates or gaps', async () => {
    const { organization, ids } = await makeList(['one', 'two', 'three', 'four']);
    const first = await list({ first: 2 }, organization);
    await create(organization, 'late');
    const lastSeen = { input: { id: ids[3] ?? '' } };
    await run(server, DeleteProject, lastSeen, organization.credentials);
    const second = await list({ first: 100, after: first.pageInfo.endCursor ?? null }, organization);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids.toReversed());
  });

  test('null is treated like an absent cursor', async () => {
    const { organization, ids } = await makeList(['one']);
    expect(idsOf(await list({ after: null, before: null }, organization))).toEqual(ids.toReversed());
  });

  test('a well-formed cursor of a position without a project is accepted', async () => {
    const { organization, ids } = await makeList(['one']);
    for (const value of ['0', '1', '999999999999999']) {
      const cursor = forge(organization, 'CREATED_AT', value, ANY_ID);
      const [after, before] = [
        await list({ after: cursor }, organization),
        await list({ before: cursor }, organization),
      ];
      expect([...idsOf(before), ...idsOf(after)]).toEqual(ids.toReversed());
    }
    for (const value of ['000', 'e'.repeat(75), 'zzz']) {
      const window = { orderBy: NAME_ORDER };
      const cursor = forge(organization, 'NAME', value, ANY_ID);
      const before = await list({ ...window, before: cursor }, organization);
      const after = await list({ ...window, after: cursor }, organization);
      expect([...namesOf(before), ...namesOf(after)]).toEqual(['default', 'one']);
    }
  });
});

describe('cursors of the project list: rejects', () => {
  test.each([
    ['an empty text', ''],
    ['a blank', ' '],
    ['an offset', '20'],
    ['a word', 'null'],
    ['text of another form', 'not a cursor!'],
    ['a NUL', '\u0000'],
    ['half of a character', '\ud800'],
    ['a very long text', 'x'.repeat(10_000)],
    ['separators alone', '..'],
    ['a NUL in the form of a place', `00000000.${ANY_ID}.\u0000`],
    ['a place without its check', `.${ANY_ID}.0`],
  ])('%s instead of a cursor', async (_what, cursor) => {
    const { organization } = await makeList([]);
    await expectRefusal(cursor, organization);
    await expectRefusal(cursor, organization, { orderBy: NAME_ORDER });
  });

  test.each([
    ['its first character lost', (cursor: string) => cursor.slice(1)],
    ['its last character lost', (cursor: string) => cursor.slice(0, -1)],
    ['its case lost', (cursor: string) => cursor.toLowerCase()],
    [
      'one character changed',
      (cursor: string) => cursor.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
    ],
    ['a NUL in front', (cursor: string) => `\u0000${cursor}`],
    ['a character added in front', (cursor: string) => `A${cursor}`],
    ['a character added behind', (cursor: string) => `${cursor}!`],
    ['a line break inside', (cursor: string) => `${cursor.slice(0, 8)}\n${cursor.slice(8)}`],
    ['padding added', (cursor: string) => `${cursor}=`],
    ['a part added behind', (cursor: string) => `${cursor}.0`],
    ['a digit added behind', (cursor: string) => `${cursor}0`],
  ])('a cursor with %s', async (_damage, damage) => {
    const { organization } = await makeList(['one']);
    const { projectEdge } = await create(organization, 'two');
    await expectRefusal(damage(projectEdge.cursor), organization);
  });

  test('a cursor of another order', async () => {
    const { organization } = await makeList(['one']);
    const byTime = await list({}, organization);
    const byName = await list({ orderBy: NAME_ORDER }, organization);
    await expectRefusal(byTime.pageInfo.endCursor ?? '', organization, { orderBy: NAME_ORDER });
    await expectRefusal(byName.pageInfo.endCursor ?? '', organization);
  });

  test.each([
    ['', ANY_ID],
    ['-1', ANY_ID],
    ['1e3', ANY_ID],
    ['1.5', ANY_ID],
    ['NaN', ANY_ID],
    ['9'.repeat(16), ANY_ID],
    ['0\u0000', ANY_ID],
    ['0\n', ANY_ID],
    ['\u0661', ANY_ID],
    ["0'; DROP TABLE project", ANY_ID],
    ['0', ''],
    ['0', 'proj_'],
    ['0', `proj_${'0'.repeat(15)}\u0000`],
    ['0', `${ANY_ID}\n`],
    ['0', "proj_' OR 1=1"],
  ])('a forged position in time: %j, %j', async (value, id) => {
    const { organization } = await makeList([]);
    await expectRefusal(forge(organization, 'CREATED_AT', value, id), organization);
  });

  test.each([
    ['', ANY_ID],
    ['ab', ANY_ID],
    ['a'.repeat(76), ANY_ID],
    ['münchen', ANY_ID],
    ['abc\u0000', ANY_ID],
    ['\u0000abc', ANY_ID],
    ['abc', '\u0000'],
  ])('a forged position among names: %j, %j', async (value, id) => {
    const { organization } = await makeList([]);
    const cursor = forge(organization, 'NAME', value, id);
    await expectRefusal(cursor, organization, { orderBy: NAME_ORDER });
  });
});

describe('cursors of the project list isolate tenants', () => {
  test('a cursor of another organization is rejected, in every order', async () => {
    const [{ organization: own }, { organization: foreign }] = [
      await makeList(['x-1']),
      await makeList(['x-1']),
    ];
    for (const variables of [{}, { orderBy: NAME_ORDER }]) {
      const theirs = await list(variables, foreign);
      await expectRefusal(theirs.pageInfo.endCursor ?? '', own, variables);
    }
  });

  test('a cursor with the id of a foreign project is only a position in the list of the caller', async () => {
    const { organization: own, ids } = await makeList(['mine']);
    const { ids: foreignIds } = await makeList(['theirs']);
    const cursor = forge(own, 'CREATED_AT', String(instant.getTime() + 1), foreignIds[1] ?? '');
    expect(idsOf(await list({ after: cursor }, own))).toEqual(ids.toReversed());
    expect(idsOf(await list({ before: cursor }, own))).toEqual([]);
  });
});
