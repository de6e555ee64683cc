import { describe, expect, test } from 'vitest';
import type { ListProjectsQueryVariables, ProjectOrder } from '../../generated/graphql.ts';
import { refusalOf, run } from '../../support/client.ts';
import { makeOrganization, type OrganizationWorld } from '../../support/fixtures.ts';
import { CreateProject, ListProjects, UpdateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
let idCount = 0;

/** Ids whose order has nothing to do with the order in which they were made. */
function scrambledId(prefix: string): string {
  idCount += 1;
  return `${prefix}_${String((idCount * 7919) % 100_003).padStart(16, '0')}`;
}

const server = useServer({ overrides: { clock: { now: () => instant, newId: scrambledId } } });

const passTime = () => {
  instant = new Date(instant.getTime() + 1);
};

async function create({ credentials }: OrganizationWorld, name: string) {
  return (await run(server, CreateProject, { input: { name } }, credentials)).createProject;
}

/** An organization with its default project and one for each name: each a millisecond younger than the one before,
 *  or all of them of the same moment. Their ids, oldest first, the default one in front. */
async function makeList(names: readonly string[], moments: 'different' | 'same' = 'different') {
  const organization = await makeOrganization(server);
  const ids = [organization.defaultProjectId];
  for (const name of names) {
    if (moments === 'different') passTime();
    ids.push((await create(organization, name)).project.id);
  }
  return { organization, ids };
}

const list = async (variables: ListProjectsQueryVariables, { credentials }: OrganizationWorld) =>
  (await run(server, ListProjects, variables, credentials)).organization.projects;

const idsOf = (page: Awaited<ReturnType<typeof list>>) => page.nodes.map(({ id }) => id);
const namesOf = (page: Awaited<ReturnType<typeof list>>) => page.nodes.map(({ name }) => name);

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `p-${String(index).padStart(3, '0')}`);

type Walk = ListProjectsQueryVariables & { readonly size: number };

/** Every page of a list from one end to the other, in the order of the list. */
async function walk(
  { size, ...variables }: Walk,
  organization: OrganizationWorld,
  direction: 'forward' | 'backward',
) {
  const pages: string[][] = [];
  let cursor: string | null = null;
  for (;;) {
    const forward = direction === 'forward';
    const window = forward ? { first: size, after: cursor } : { last: size, before: cursor };
    const page = await list({ ...variables, ...window }, organization);
    if (forward) pages.push(idsOf(page));
    else pages.unshift(idsOf(page));
    const { pageInfo } = page;
    cursor = (forward ? pageInfo.endCursor : pageInfo.startCursor) ?? null;
    if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return pages;
  }
}

const orders: readonly (ProjectOrder | null)[] = [
  null,
  { field: 'CREATED_AT', direction: 'ASC' },
  { field: 'CREATED_AT', direction: 'DESC' },
  { field: 'NAME', direction: 'ASC' },
  { field: 'NAME', direction: 'DESC' },
];

describe('list of projects', () => {
  test('returns the 20 newest without arguments, newest first, and counts all', async () => {
    const { organization, ids } = await makeList(numbered(21));
    const page = await list({}, organization);
    expect(idsOf(page)).toEqual(ids.toReversed().slice(0, 20));
    expect(page.totalCount).toBe(22);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(page.edges.map(({ node }) => node.id)).toEqual(idsOf(page));
  });

  test('orders by time and by name, in both directions, each with a default direction', async () => {
    const { organization, ids } = await makeList(['beta', 'gamma', 'alpha']);
    const byName = ['alpha', 'beta', 'default', 'gamma'];
    const inOrder = (orderBy: ProjectOrder) => list({ orderBy }, organization);
    expect(namesOf(await inOrder({ field: 'NAME' }))).toEqual(byName);
    expect(namesOf(await inOrder({ field: 'NAME', direction: 'ASC' }))).toEqual(byName);
    expect(namesOf(await inOrder({ field: 'NAME', direction: 'DESC' }))).toEqual(byName.toReversed());
    expect(idsOf(await inOrder({ field: 'CREATED_AT' }))).toEqual(ids.toReversed());
    expect(idsOf(await inOrder({ field: 'CREATED_AT', direction: null }))).toEqual(ids.toReversed());
    expect(idsOf(await inOrder({ field: 'CREATED_AT', direction: 'ASC' }))).toEqual(ids);
  });

  test('orders projects of the same instant by id, in the direction of the list', async () => {
    const { organization, ids } = await makeList(numbered(6), 'same');
    const sorted = ids.toSorted();
    expect(sorted).not.toEqual(ids);
    expect(idsOf(await list({}, organization))).toEqual(sorted.toReversed());
    const orderBy = { field: 'CREATED_AT', direction: 'ASC' } as const;
    expect(idsOf(await list({ orderBy }, organization))).toEqual(sorted);
  });

  test.each([
    ['of different moments', 'different', 'forward'],
    ['of different moments', 'different', 'backward'],
    ['of the same moment', 'same', 'forward'],
    ['of the same moment', 'same', 'backward'],
  ] as const)(
    'pages over projects %s (%s, %s) contain each exactly once, in every order',
    async (_which, moments, direction) => {
      const { organization } = await makeList(numbered(6), moments);
      for (const orderBy of orders) {
        const whole = idsOf(await list({ first: 100, orderBy }, organization));
        expect(whole).toHaveLength(7);
        for (const size of [1, 3, 7]) {
          const pages = await walk({ size, orderBy }, organization, direction);
          expect(pages.flat()).toEqual(whole);
          expect(pages).toHaveLength(Math.ceil(7 / size));
        }
      }
    },
  );

  test('returns pageInfo with cursors and whether more pages exist', async () => {
    const { organization } = await makeList(numbered(4));
    const { edges } = await list({ first: 100 }, organization);
    const cursorAt = (index: number) => edges[index]?.cursor ?? '';
    const windows = [
      [{ first: 2 }, [0, 2], true, false],
      [{ first: 5 }, [0, 5], false, false],
      [{ first: 100 }, [0, 5], false, false],
      [{ first: 2, after: cursorAt(0) }, [1, 3], true, true],
      [{ first: 2, after: cursorAt(3) }, [4, 5], false, true],
      [{ last: 2 }, [3, 5], false, true],
      [{ last: 5 }, [0, 5], false, false],
      [{ last: 2, before: cursorAt(4) }, [2, 4], true, true],
      [{ last: 4, before: cursorAt(4) }, [0, 4], true, false],
      [{ first: 100, after: cursorAt(0), before: cursorAt(4) }, [1, 4], true, true],
      [{ first: 2, after: cursorAt(0), before: cursorAt(4) }, [1, 3], true, true],
      [{ last: 2, after: cursorAt(0), before: cursorAt(4) }, [2, 4], true, true],
    ] as const;
    for (const [window, [from, to], hasNextPage, hasPreviousPage] of windows) {
      const page = await list(window, organization);
      expect(page.edges, JSON.stringify(window)).toEqual(edges.slice(from, to));
      const [startCursor, endCursor] = [cursorAt(from), cursorAt(to - 1)];
      expect(page.pageInfo).toEqual({ hasNextPage, hasPreviousPage, startCursor, endCursor });
      expect(page.totalCount).toBe(5);
    }
  });

  test('returns no cursors for an empty page', async () => {
    const { organization } = await makeList([]);
    const nothing = await list({ search: 'nothing' }, organization);
    expect(nothing).toEqual({
      totalCount: 0,
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
    const { pageInfo } = await list({}, organization);
    const beyond = await list({ after: pageInfo.endCursor ?? null }, organization);
    expect(beyond.nodes).toEqual([]);
    expect(beyond.pageInfo).toMatchObject({ hasNextPage: false, startCursor: null, endCursor: null });
  });

  test('filters by isDefault, after a promotion too', async () => {
    const { organization, ids } = await makeList(['one', 'two']);
    const [born, one, two] = ids;
    const filtered = async (isDefault: boolean | null) => {
      const page = await list({ isDefault }, organization);
      expect(page.totalCount).toBe(page.nodes.length);
      return idsOf(page);
    };
    expect(await filtered(true)).toEqual([born]);
    expect(await filtered(false)).toEqual([two, one]);
    expect(await filtered(null)).toEqual([two, one, born]);
    await run(server, UpdateProject, { input: { id: one ?? '', isDefault: true } }, organization.credentials);
    expect(await filtered(true)).toEqual([one]);
    expect(await filtered(false)).toEqual([two, born]);
  });

  test('filters by environment, with other filters and after a change too', async () => {
    const { organization, ids } = await makeList(['one', 'two']);
    const [born, one, two] = ids;
    const { credentials } = organization;
    const filtered = async (environment: 'LIVE' | 'TEST' | null, isDefault: boolean | null = null) => {
      const page = await list({ environment, isDefault }, organization);
      expect(page.totalCount).toBe(page.nodes.length);
      return idsOf(page);
    };
    expect(await filtered('TEST')).toEqual([]);
    await run(server, UpdateProject, { input: { id: one ?? '', environment: 'TEST' } }, credentials);
    expect(await filtered('TEST')).toEqual([one]);
    expect(await filtered('LIVE')).toEqual([two, born]);
    expect(await filtered('LIVE', false)).toEqual([two]);
    expect(await filtered(null)).toEqual([two, one, born]);
  });

  test('searches for a part of name or slug, case-insensitively and without wildcards', async () => {
    const { organization, ids } = await makeList(['Web_Shop', 'webXshop', 'billing']);
    const [, , , billing] = ids;
    const slug = { input: { id: billing ?? '', slug: 'invoices' } };
    await run(server, UpdateProject, slug, organization.credentials);
    const found = async (search: string) => {
      const page = await list({ search, orderBy: { field: 'NAME' } }, organization);
      expect(page.totalCount, search).toBe(page.nodes.length);
      return namesOf(page);
    };
    expect(await found('WEB')).toEqual(['Web_Shop', 'webXshop']);
    expect(await found('b_s')).toEqual(['Web_Shop']);
    expect(await found('illin')).toEqual(['billing']);
    expect(await found('VOICE')).toEqual(['billing']);
    expect(await found('')).toHaveLength(4);
    for (const search of ['%', 'w%p', '\\', '\\_', 'b\\_s', 'web\\', "'", ' ', 'x'.repeat(100), '😀']) {
      expect(await found(search)).toEqual([]);
    }
  });

  test('applies the filter to totalCount and pages', async () => {
    const { organization, ids } = await makeList(['x-1', 'y-1', 'x-2', 'y-2', 'x-3']);
    const wanted = [ids[5], ids[3], ids[1]];
    const page = await list({ search: 'X-', first: 2 }, organization);
    expect(page.totalCount).toBe(3);
    expect(page.pageInfo.hasNextPage).toBe(true);
    for (const direction of ['forward', 'backward'] as const) {
      const pages = await walk({ size: 2, search: 'X-', isDefault: false }, organization, direction);
      expect(pages.flat()).toEqual(wanted);
    }
  });
});

const refusal = async (variables: ListProjectsQueryVariables, { credentials }: OrganizationWorld) =>
  (await refusalOf(server, ListProjects, variables, credentials)).extensions;

describe('list of projects rejects', () => {
  test.each([
    [{ first: 0 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ first: 2_147_483_647 }, 'first'],
    [{ last: 0 }, 'last'],
    [{ last: -1 }, 'last'],
    [{ last: 101 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ search: 'x'.repeat(101) }, 'search'],
    [{ search: '\u0000' }, 'search'],
    [{ search: 'a\ud800' }, 'search'],
  ])('%j', async (variables, field) => {
    const { organization } = await makeList([]);
    const extensions = await refusal(variables, organization);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
  });

  test('a number outside the range of Int', async () => {
    const { organization } = await makeList([]);
    const extensions = await refusal({ first: 2 ** 31 }, organization);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VARIABLES' });
  });
});

describe('list of projects isolates tenants', () => {
  test('no filter, order or search returns a project of another organization', async () => {
    const { organization: own, ids } = await makeList(['shared']);
    const { organization: foreign } = await makeList(['shared', 'shared-too']);
    for (const orderBy of orders) {
      for (const filter of [{ search: 'shared' }, { isDefault: false }]) {
        const page = await list({ ...filter, orderBy }, own);
        expect(page.totalCount).toBe(1);
        expect(idsOf(page)).toEqual([ids[1]]);
      }
    }
    expect(await list({ search: foreign.defaultProjectId }, own)).toMatchObject({ totalCount: 0, nodes: [] });
  });
});
