import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, refusalOf } from '../../support/client.ts';
import { fillLog, idsOf, readLog, readProjectLog } from '../../support/fixtures/audit-log/entries.ts';
import {
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from '../../support/fixtures.ts';
import { ReadAuditLog, ReadProjectAuditLog } from '../../support/operations/audit-log.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

type Log = { readonly organization: OrganizationWorld; readonly project: ProjectWorld };

/** How many entries a log has: two for what it takes to make it, the others of one moment each, or all of the same. */
const COUNT = 9;

async function makeLog({ perSecond = 1, count = COUNT } = {}): Promise<Log> {
  const organization = await makeOrganization(server);
  const project = await makeProject(server, organization);
  const bulk = { count: count - 2, projectIds: [project.id], from: '2026-06-01', perSecond };
  await fillLog(server, organization, bulk);
  return { organization, project };
}

let log: Log;

beforeAll(async () => {
  log = await makeLog();
});

/** Every page from one end to the other, in the order of the log. */
async function walk({ organization }: Log, size: number, direction: 'forward' | 'backward') {
  const pages: string[][] = [];
  let cursor: string | null = null;
  for (;;) {
    const forward = direction === 'forward';
    const page = await readLog(
      server,
      organization,
      forward ? { first: size, after: cursor } : { last: size, before: cursor },
    );
    if (forward) pages.push(idsOf(page));
    else pages.unshift(idsOf(page));
    const { pageInfo } = page;
    cursor = (forward ? pageInfo.endCursor : pageInfo.startCursor) ?? null;
    if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return pages;
  }
}

/** Shows that a cursor is refused on either side of a page, in the log of the organization and in that of the project. */
async function expectRefusal(cursor: string, { organization, project }: Log = log) {
  const { credentials } = organization;
  for (const field of ['after', 'before'] as const) {
    const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR', field };
    const variables = { [field]: cursor };
    const ofOrganization = await refusalOf(server, ReadAuditLog, variables, credentials);
    expect(ofOrganization.extensions, JSON.stringify(cursor)).toMatchObject(expected);
    const ofProject = await refusalOf(
      server,
      ReadProjectAuditLog,
      { ...variables, id: project.id },
      credentials,
    );
    expect(ofProject.extensions, JSON.stringify(cursor)).toMatchObject(expected);
  }
}

/** A cursor as the server would write it for any place at all, its check digits included. */
function forge({ organization }: Log, value: string, id: string): string {
  const checked = [`audit-log/${organization.id}/`, value, id].join('|');
  const check = createHash('md5').update(checked).digest('hex').slice(0, 8);
  return `${check}.${id}.${value}`;
}

const ANY_ID = `aud_${'0'.repeat(16)}`;

describe('audit log cursor', () => {
  test('without a page size the 20 newest entries are returned', async () => {
    const { organization } = await makeLog({ count: 25 });
    const whole = await readLog(server, organization, { first: 100 });
    const page = await readLog(server, organization);
    expect(whole.nodes).toHaveLength(25);
    expect(page.nodes).toEqual(whole.nodes.slice(0, 20));
  });

  test.each([
    ['different moments', 1, 'forward'],
    ['different moments', 1, 'backward'],
    ['the same moment', 1_000_000_000, 'forward'],
    ['the same moment', 1_000_000_000, 'backward'],
  ] as const)(
    'pages over entries of %s contain each exactly once (%i per second, %s)',
    async (_which, perSecond, direction) => {
      const made = await makeLog({ perSecond });
      const whole = await readLog(server, made.organization, { first: 100 });
      expect(whole.nodes).toHaveLength(COUNT);
      for (const size of [1, 2, 4, COUNT]) {
        const pages = await walk(made, size, direction);
        expect(pages.flat()).toEqual(idsOf(whole));
        expect(pages).toHaveLength(Math.ceil(COUNT / size));
      }
      const times = whole.nodes.map(({ createdAt }) => createdAt);
      expect(new Set(times).size).toBe(perSecond === 1 ? COUNT : COUNT - 6);
    },
  );

  test('pageInfo has the cursors of the page and whether more pages exist', async () => {
    const { organization } = log;
    const { edges } = await readLog(server, organization, { first: 100 });
    const cursorAt = (index: number) => edges[index]?.cursor ?? '';
    const windows = [
      [{ first: 2 }, [0, 2], true, false],
      [{ first: COUNT }, [0, COUNT], false, false],
      [{ first: 2, after: cursorAt(0) }, [1, 3], true, true],
      [{ first: 2, after: cursorAt(COUNT - 2) }, [COUNT - 1, COUNT], false, true],
      [{ last: 2 }, [COUNT - 2, COUNT], false, true],
      [{ last: 2, before: cursorAt(4) }, [2, 4], true, true],
      [{ last: 4, before: cursorAt(4) }, [0, 4], true, false],
      [{ first: 100, after: cursorAt(0), before: cursorAt(4) }, [1, 4], true, true],
      [{ last: 2, after: cursorAt(0), before: cursorAt(4) }, [2, 4], true, true],
    ] as const;
    for (const [window, [from, to], hasNextPage, hasPreviousPage] of windows) {
      const page = await readLog(server, organization, window);
      expect(page.edges, JSON.stringify(window)).toEqual(edges.slice(from, to));
      const [startCursor, endCursor] = [cursorAt(from), cursorAt(to - 1)];
      expect(page.pageInfo).toEqual({ hasNextPage, hasPreviousPage, startCursor, endCursor });
      expect(page.totalCount).toBe(COUNT);
    }
  });

  test('entries recorded between two pages are neither repeated nor skipped', async () => {
    const { organization } = await makeLog();
    const whole = await readLog(server, organization, { first: 100 });
    const first = await readLog(server, organization, { first: 4 });
    await makeProject(server, organization);
    const after = first.pageInfo.endCursor ?? null;
    const second = await readLog(server, organization, { first: 100, after });
    expect([...idsOf(first), ...idsOf(second)]).toEqual(idsOf(whole));
  });

  test('a well-formed cursor of a position without an entry is accepted', async () => {
    const whole = await readLog(server, log.organization);
    for (const value of ['0', '1', '99999999999999']) {
      const cursor = forge(log, value, ANY_ID);
      const before = await readLog(server, log.organization, { before: cursor });
      const after = await readLog(server, log.organization, { after: cursor });
      expect([...idsOf(before), ...idsOf(after)]).toEqual(idsOf(whole));
    }
  });
});

describe('audit log cursor rejects', () => {
  test.each([
    ['an empty text', ''],
    ['an offset', '20'],
    ['text of another form', 'not a cursor!'],
    ['a NUL', '\u0000'],
    ['half of a character', '\ud800'],
    ['a NUL in the form of a place', `00000000.${ANY_ID}.\u0000`],
    ['separators alone', '..'],
    ['the id of an entry', ANY_ID],
  ])('%s instead of a cursor', async (_what, cursor) => {
    await expectRefusal(cursor);
  });

  test.each([
    ['its first character lost', (cursor: string) => cursor.slice(1)],
    ['its last character lost', (cursor: string) => cursor.slice(0, -1)],
    ['a NUL in front', (cursor: string) => `\u0000${cursor}`],
    ['a NUL behind', (cursor: string) => `${cursor}\u0000`],
    ['padding added', (cursor: string) => `${cursor}=`],
  ])('a cursor with %s', async (_damage, damage) => {
    const { pageInfo } = await readLog(server, log.organization);
    await expectRefusal(damage(pageInfo.endCursor ?? ''));
  });

  test.each([
    ['', ANY_ID],
    ['-1', ANY_ID],
    ['1.5', ANY_ID],
    ['9'.repeat(15), ANY_ID],
    ['0\u0000', ANY_ID],
    ["0'; DROP TABLE audit_entry", ANY_ID],
    ['0', ''],
    ['0', `aud_${'0'.repeat(15)}\u0000`],
    ['0', "aud_' OR 1=1"],
  ])('a forged position: %j, %j', async (value, id) => {
    await expectRefusal(forge(log, value, id));
  });
});

describe('audit log cursor isolates tenants', () => {
  test('a cursor of another organization, project or kind of log is rejected', async () => {
    const { organization, project } = log;
    const sibling = await makeProject(server, organization);
    const foreign = await makeLog();
    const theirs = await readLog(server, foreign.organization);
    await expectRefusal(theirs.pageInfo.endCursor ?? '');
    const ofSibling = await readProjectLog(server, organization, { id: sibling.id });
    await expectRefusal(ofSibling.pageInfo.endCursor ?? '');
    const own = await readProjectLog(server, project);
    const refused = async (cursor: string | null | undefined, credentials: Credentials) =>
      refusalOf(server, ReadAuditLog, { after: cursor ?? '' }, credentials);
    const { extensions } = await refused(own.pageInfo.endCursor, organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR' });
  });

  test('a cursor with the id of a foreign entry is only a position in the log of the caller', async () => {
    const foreign = await makeLog();
    const [theirs] = idsOf(await readLog(server, foreign.organization));
    const whole = await readLog(server, log.organization);
    const cursor = forge(log, String(Date.UTC(2100)), theirs ?? '');
    expect(idsOf(await readLog(server, log.organization, { after: cursor }))).toEqual(idsOf(whole));
  });
});
