import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { GROUPS_MAX } from '../../../src/repositories/usage/read.ts';
import { run } from '../../support/client.ts';
import { queriesOf, type SentQuery } from '../../support/database/statements.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { rollUp } from '../../support/fixtures/usage.ts';
import { makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { ProjectUsageGroupCounts, ProjectUsageGroups } from '../../support/operations/usage.ts';
import { useServer } from '../../support/server.ts';

const NOW = new Date('2026-06-15T12:30:30Z');
const MONTH = '2026-06-01T00:00:00Z';
const server = useServer({ ownDatabase: true, overrides: { clock: { now: () => NOW } } });

/** The statement of a breakdown that this asks for. */
async function breakdownOf(work: () => Promise<unknown>): Promise<SentQuery> {
  const breakdown = (await queriesOf(work)).find(({ name }) => name.startsWith('usage_month_by_'));
  if (!breakdown) throw new Error('No month was asked for.');
  return breakdown;
}

const SESSIONS = 3_000;
const PENDING = 5;

/** Sessions of one call each, all but a few folded. */
async function useSessions({ id }: ProjectWorld): Promise<void> {
  const count = (first: number, last: number) =>
    server.database.query(`
      INSERT INTO usage_pending (organization_id, project_id, entity, minute, tool_slug, toolkit_slug, connected_account_id,
        user_id, session_id, api_key_id, count, error_count, duration_ms)
      SELECT organization_id, id, 'TOOL_CALL', '2026-06-15T12:30:00Z', 'tool', 'kit', '', '', 'ses_' || i, '', 1, 0, 10
      FROM generate_series(${first}, ${last}) AS i, project WHERE id = '${id}'`);
  await count(1, SESSIONS);
  await rollUp(server, NOW);
  await count(1, PENDING);
}

type PlanNode = {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
};

/** How many rows of a table are looked at by these nodes and those below them. */
const rowsRead = (table: string, nodes: readonly PlanNode[]): number =>
  nodes.reduce((sum, node) => {
    const own = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    return sum + (node['Relation Name'] === table ? own : 0) + rowsRead(table, node.Plans ?? []);
  }, 0);

/** What PostgreSQL does with the plan that it keeps of a statement, which is of no values. */
async function keptPlanOf({ text, values }: SentQuery): Promise<PlanNode> {
  const written = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return pg.escapeLiteral(`{${value.join()}}`);
    return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
  });
  const client = new pg.Client({ connectionString: server.database.url });
  await client.connect();
  try {
    await client.query(`SET plan_cache_mode = force_generic_plan; PREPARE kept AS ${text}`);
    const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE kept(${written.join()})`);
    return rows[0]['QUERY PLAN'][0].Plan;
  } finally {
    await client.end();
  }
}

describe('the top groups of a month', () => {
  test.each(['TOTAL_DESC', 'TOTAL_ASC'] as const)(
    'are read by %s without reading the other groups',
    async (orderBy) => {
      const { project } = await makeWorld(server);
      await useSessions(project);
      const variables = { groupBy: 'SESSION', from: MONTH, first: 2, orderBy } as const;
      const asked = await breakdownOf(async () => {
        const { breakdown } = (await run(server, ProjectUsageGroups, variables, project.credentials)).project
          .usage;
        expect(breakdown.total).toBe(SESSIONS + PENDING);
        expect(breakdown.groups.map(({ total }) => total)).toEqual(
          orderBy === 'TOTAL_DESC' ? [2, 2] : [1, 1],
        );
      });
      // The longest page, those that are left out of it as they were looked up by themselves, and the sum of all.
      const most = GROUPS_MAX + 2 * PENDING + 1;
      for (const _ of ['before PostgreSQL knows what is in the table', 'afterwards']) {
        const plan = await keptPlanOf(asked);
        expect(rowsRead('usage_month', [plan])).toBeGreaterThan(2);
        expect(rowsRead('usage_month', [plan])).toBeLessThanOrEqual(most);
        await server.database.query('ANALYZE');
      }
    },
  );

  test('are counted in the same statement only when the count is selected', async () => {
    const { project } = await makeWorld(server);
    await recordCalls(server, project, [someCall({ userId: 'a' }), someCall({ userId: 'b' })]);
    const counts = await queriesOf(async () => {
      const { usage } = (await run(server, ProjectUsageGroupCounts, { from: MONTH }, project.credentials))
        .project;
      expect(usage).toEqual({
        aliased: { count: 2 },
        included: { total: 2, groupCount: 2 },
        named: { groupCount: 2 },
        merged: { total: 2, groupCount: 2 },
      });
    });
    for (const { name, text } of counts.filter(({ name }) => name.startsWith('usage_')))
      expect([name, text]).toEqual([
        expect.stringContaining('_counted'),
        expect.stringContaining('count(*)'),
      ]);
    const variables = { groupBy: 'USER', from: MONTH } as const;
    const { text } = await breakdownOf(() => run(server, ProjectUsageGroups, variables, project.credentials));
    expect(text).not.toContain('count(*)');
  });
});
