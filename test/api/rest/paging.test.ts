import { expect, test } from 'vitest';
import { run } from '../../support/client.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { sendRest } from '../../support/http/rest.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });
const LIST = '/api/v3.1/org/owner/project/list';

type Page = {
  readonly data: readonly { readonly id: string }[];
  readonly next_cursor: string | null;
  readonly total_pages: number;
  readonly current_page: number;
  readonly total_items: number;
};

async function read({ credentials }: OrganizationWorld, query: string): Promise<Page> {
  return (await sendRest(server, `GET ${LIST}?${query}`, credentials)).body;
}

test('each page has its number, and the last one no cursor', async () => {
  const organization = await makeOrganization(server);
  for (let count = 0; count < 4; count++) await makeProject(server, organization);
  const first = await read(organization, 'limit=2');
  expect(first).toMatchObject({ total_pages: 3, current_page: 1, total_items: 5 });
  const second = await read(organization, `limit=2&cursor=${first.next_cursor}`);
  expect(second).toMatchObject({ total_pages: 3, current_page: 2, total_items: 5 });
  // The cursor knows the limit of the page before.
  const third = await read(organization, `cursor=${second.next_cursor}`);
  expect(third).toMatchObject({ next_cursor: null, current_page: 3, total_items: 5 });
  const pages = [first, second, third].flatMap(({ data }) => data.map(({ id }) => id));
  expect(new Set(pages).size).toBe(5);
});

test('a cursor of another organization or of another list is rejected', async () => {
  const [one, other] = [await makeOrganization(server), await makeOrganization(server)];
  await makeProject(server, one);
  const { next_cursor: cursor } = await read(one, 'limit=1');
  const foreign = await sendRest(server, `GET ${LIST}?cursor=${cursor}`, other.credentials);
  expect([foreign.status, foreign.body.error.slug]).toEqual([400, 'INVALID_CURSOR']);
  const project = await makeProject(server, one);
  const { body } = await sendRest(server, 'GET /api/v3.1/tools?limit=1', project.credentials);
  const filtered = `GET /api/v3.1/tools?toolkit_slug=bailiwick&cursor=${body.next_cursor}` as const;
  expect((await sendRest(server, filtered, project.credentials)).body.error.slug).toBe('INVALID_CURSOR');
});

test('a walk shows each row that was there exactly once while others are created and deleted', async () => {
  const organization = await makeOrganization(server);
  const { credentials } = organization;
  const old: string[] = [organization.defaultProjectId];
  for (let count = 0; count < 12; count++) old.push((await makeProject(server, organization)).id);
  const seen: string[] = [];
  const deleted = new Set<string>();
  let query = 'limit=3';
  for (;;) {
    const page = await read(organization, query);
    seen.push(...page.data.map(({ id }) => id));
    // A new row at the beginning, and one less among those that were shown: an offset would shift.
    await makeProject(server, organization);
    const [shown] = page.data;
    if (shown && shown.id !== organization.defaultProjectId) {
      await run(server, DeleteProject, { input: { id: shown.id } }, credentials);
      deleted.add(shown.id);
    }
    if (page.next_cursor === null) break;
    query = `limit=3&cursor=${page.next_cursor}`;
  }
  expect(seen.filter((id) => old.includes(id)).toSorted()).toEqual(old.toSorted());
  expect(deleted.size).toBeGreaterThan(2);
});

test('the total is a lower bound beyond 10,000 rows', async () => {
  const organization = await makeOrganization(server);
  await fillOrganization(organization.id, 10_000);
  const { headers, body } = await sendRest(server, `GET ${LIST}?limit=1`, organization.credentials);
  expect([body.total_items, headers.get('x-total-is-lower-bound')]).toEqual([10_001, 'true']);
  await server.database.query(
    `DELETE FROM project WHERE organization_id = '${organization.id}' AND name = 'row-1'`,
  );
  const exact = await sendRest(server, `GET ${LIST}?limit=1`, organization.credentials);
  expect([exact.body.total_items, exact.headers.get('x-total-is-lower-bound')]).toEqual([10_000, null]);
});

test('a walk of the older version in pages of 1,000 shows each row once', async () => {
  const organization = await makeOrganization(server);
  await fillOrganization(organization.id, 2_500);
  const seen: string[] = [];
  let cursor = '';
  do {
    const target = `GET /api/v3/org/owner/project/list?limit=1000&cursor=${cursor}` as const;
    const { body } = await sendRest(server, target, organization.credentials);
    seen.push(...body.data.map(({ id }: { id: string }) => id));
    cursor = body.next_cursor;
  } while (cursor);
  expect([seen.length, new Set(seen).size]).toEqual([2_501, 2_501]);
});

/** Copies the default project. */
async function fillOrganization(organizationId: string, count: number): Promise<void> {
  const columns = await server.database.query<{ name: string }>(`
    SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'project'`);
  const values: Record<string, string> = {
    id: `'proj_' || lpad(left(md5('${organizationId}' || number), 16), 16, '0')`,
    name: `'row-' || number`,
    slug: `'row-' || number`,
    is_default: 'false',
  };
  const names = columns.map(({ name }) => name);
  await server.database.query(`
    INSERT INTO project (${names.join(', ')})
    SELECT ${names.map((name) => values[name] ?? name).join(', ')}
    FROM project, generate_series(1, ${count}) AS number
    WHERE organization_id = '${organizationId}' AND is_default`);
}
