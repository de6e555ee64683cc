import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { run } from '../../support/client.ts';
import { queriesOf, type SentQuery, statementsOf } from '../../support/database/statements.ts';
import { fillLog, readLog, readProjectLog } from '../../support/fixtures/audit-log/entries.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { GetAuditEntries } from '../../support/operations/audit-log.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });

let organization: OrganizationWorld;
const projectIds: string[] = [];

/** A long log: of ten projects, and of keys of two of them. */
beforeAll(async () => {
  organization = await makeOrganization(server);
  for (let count = 0; count < 10; count++) projectIds.push((await makeProject(server, organization)).id);
  const { viewer } = await run(server, Viewer, {}, organization.credentials);
  const bulk = { projectIds, actorKeyId: viewer.apiKey.id };
  await fillLog(server, organization, { ...bulk, count: 20_000, from: '2100-01-01' });
  // The first look loads Prisma.
  await readLog(server, organization);
  const other = await makeOrganization(server);
  await fillLog(server, other, { projectIds: [other.defaultProjectId], count: 20_000, from: '2100-01-01' });
  await server.database.query('ANALYZE audit_entry');
});

const ReadEntries = graphql(`
  query ReadEntries($first: Int) {
    organization {
      auditLog(first: $first) {
        nodes {
          ...AuditEntryParts
        }
      }
    }
  }
`);

const ReadWhen = graphql(`
  query ReadWhen($first: Int, $after: String) {
    organization {
      auditLog(first: $first, after: $after) {
        edges {
          node {
            createdAt
          }
        }
      }
    }
  }
`);

const ReadWhenAndHowMany = graphql(`
  query ReadWhenAndHowMany {
    organization {
      auditLog {
        totalCount
        edges {
          node {
            createdAt
          }
        }
      }
    }
  }
`);

const ReadWhenOfProject = graphql(`
  query ReadWhenOfProject($id: ID, $after: String) {
    project(id: $id) {
      auditLog(after: $after) {
        edges {
          node {
            createdAt
          }
        }
      }
    }
  }
`);

/** 21 rows that lie apart, and the way to them. The whole log has hundreds. */
const PAGE_BLOCKS_MAX = 35;

const isOfLog = ({ text }: { readonly text: string }) => text.includes('"audit_entry"');

/** What PostgreSQL does for a query: the indexes that it uses, the rows that it throws away, the blocks that it touches. */
async function explain({ text, values }: SentQuery) {
  const client = new pg.Client({ connectionString: server.database.url });
  await client.connect();
  try {
    const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, [...values]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    const removed = [...plan.matchAll(/Rows Removed by Filter: (\d+)/g)].map(([, count]) => Number(count));
    return {
      index: /Scan.* (?:using|on) (audit_entry_\w+_idx)/.exec(plan)?.[1],
      removed: removed.reduce((sum, count) => sum + count, 0),
      blocks: Number(/Buffers: shared hit=(\d+)/.exec(plan)?.[1]),
    };
  } finally {
    await client.end();
  }
}

describe('audit log list sends', () => {
  test('5 statements for a page of 1 or of 100 entries with keys and projects, authentication included', async () => {
    const counts = [];
    for (const first of [1, 10, 100]) {
      const statements = await statementsOf(async () => {
        const { organization: found } = await run(server, ReadEntries, { first }, organization.credentials);
        const { nodes } = found.auditLog;
        expect(nodes).toHaveLength(first);
        expect(nodes.every(({ actor, project }) => actor.apiKey && project)).toBe(true);
      });
      counts.push(statements.length);
    }
    expect(counts).toEqual([5, 5, 5]);
  });

  test('one statement for 100 entries by id, and one each for their keys and projects', async () => {
    const { nodes } = await readLog(server, organization, { first: 100 });
    const ids = nodes.map(({ id }) => id);
    const statements = await statementsOf(async () => {
      const found = await run(server, GetAuditEntries, { ids }, organization.credentials);
      expect(found.nodes.map((node) => node?.id)).toEqual(ids);
    });
    expect(statements).toHaveLength(4);
  });

  test('one more statement for totalCount, only when it is selected', async () => {
    const { credentials } = organization;
    const page = await statementsOf(() => run(server, ReadWhen, {}, credentials));
    const counted = await statementsOf(() => run(server, ReadWhenAndHowMany, {}, credentials));
    expect(counted).toHaveLength(page.length + 1);
  });

  test('no column that is not selected', async () => {
    const [when] = (await queriesOf(() => run(server, ReadWhen, {}, organization.credentials))).filter(
      isOfLog,
    );
    expect(when?.text).toContain('"created_at"');
    for (const column of ['changes', 'action', 'actor_kind', 'request_id', 'project_id'])
      expect(when?.text).not.toContain(`"${column}"`);
    const variables = { first: 1 };
    const all = await queriesOf(() => run(server, ReadEntries, variables, organization.credentials));
    expect(all.find(isOfLog)?.text).toContain('"changes"');
  });

  test('queries that read as few rows deep in a long log as at its beginning, and none of other logs', async () => {
    const id = projectIds[0] ?? '';
    const { credentials } = organization;
    const nearEnd = { last: 30 };
    const { pageInfo: ofAll } = await readLog(server, organization, nearEnd);
    const { pageInfo: ofProject } = await readProjectLog(server, organization, { id, ...nearEnd });
    const ofOrganization = [null, ofAll.startCursor ?? null].map(
      (after) => () => run(server, ReadWhen, { after }, credentials),
    );
    const ofOneProject = [null, ofProject.startCursor ?? null].map(
      (after) => () => run(server, ReadWhenOfProject, { id, after }, credentials),
    );
    for (const [index, pages] of [
      ['audit_entry_organization_id_created_at_id_idx', ofOrganization],
      ['audit_entry_organization_id_project_id_created_at_id_idx', ofOneProject],
    ] as const) {
      for (const ask of pages) {
        const [sent] = (await queriesOf(ask)).filter(isOfLog);
        if (!sent) throw new Error('The log was not read.');
        const { blocks, removed, ...found } = await explain(sent);
        expect(found).toEqual({ index });
        expect(removed).toBeLessThanOrEqual(1);
        expect(blocks).toBeLessThan(PAGE_BLOCKS_MAX);
      }
    }
  });
});
