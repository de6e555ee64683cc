import { describe, expect, test } from 'vitest';
import type { UsageFilter, UsageGrouping } from '../../generated/graphql.ts';
import { run } from '../../support/client.ts';
import { queriesOf } from '../../support/database/statements.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { failRollUp, rollUp, usageRowsOf, usageTables } from '../../support/fixtures/usage.ts';
import {
  type Counted,
  DAYS,
  down,
  groupings,
  groupsOf,
  HOUR_MS,
  monthlyRanges,
  oneOf,
  otherRanges,
  pointsOf,
  random,
  START,
  STEP_MS,
  someMoment,
  someRange,
  sums,
  upToMinutes,
  users,
} from '../../support/fixtures/usage-model.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import {
  ProjectUsageBreakdown,
  ProjectUsageSummary,
  ProjectUsageTimeSeries,
} from '../../support/operations/usage.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date(START);
const server = useServer({ overrides: { clock: { now: () => instant } } });

/** A project that was used for weeks, folded now and then if at all, and in part not yet. */
async function useProject(project: ProjectWorld, folds: boolean): Promise<readonly Counted[]> {
  const apiKeyId = await keyIdOf(project);
  instant = new Date(START);
  const accounts = [(await makeConnectedAccount(server, project, { userId: 'jane' })).id, null];
  const sessions = [(await makeSession(server, project, { userId: 'jane' })).id, null];
  const counted: Counted[] = [];
  for (let batch = 0; batch < 2 * DAYS; batch += 1) {
    instant = new Date(START + batch * 12 * HOUR_MS + random(12 * HOUR_MS));
    const calls = Array.from({ length: 8 }, () => {
      const at = someMoment(instant.getTime());
      const tool = oneOf(['github_a', 'github_b', 'slack_a']);
      const [account, session] = [oneOf(accounts), oneOf(sessions)];
      const isOfJane = account !== null || session !== null;
      return {
        at,
        tool,
        account,
        session,
        user: oneOf(isOfJane ? ['jane', null] : [...users, 'jane', null]),
      };
    });
    await recordCalls(
      server,
      project,
      calls.map(({ at, tool, account, session, user }, index) =>
        someCall({
          toolSlug: tool,
          toolkitSlug: tool.slice(0, -2),
          connectedAccountId: account,
          sessionId: session,
          userId: user,
          status: index === 0 ? 'ERROR' : 'SUCCESS',
          durationMs: index,
          calledAt: new Date(at).toISOString(),
        }),
      ),
    );
    counted.push(
      ...calls.map(({ at, tool, account, session, user }, index) => ({
        at: down(at, STEP_MS.MINUTE),
        TOOL: tool,
        TOOLKIT: tool.slice(0, -2),
        CONNECTED_ACCOUNT: account,
        USER: user ?? (session || account ? 'jane' : null),
        SESSION: session,
        API_KEY: apiKeyId,
        isError: index === 0,
        durationMs: index,
      })),
    );
    if (folds && batch % 5 === 0) await failRollUp(server, instant);
    if (folds && batch % 7 === 3) await rollUp(server, instant);
  }
  return counted;
}

/** Whether months were read: each answer that there was. */
async function readMonths(work: () => Promise<void>): Promise<readonly boolean[]> {
  const asked = (await queriesOf(work)).filter(({ text }) => text.includes('usage_pending'));
  return [...new Set(asked.map(({ text }) => text.includes('usage_month')))];
}

/** Asks for the groups of each dimension in each range, some of them, the first or the last ones. */
async function expectGroups(
  project: ProjectWorld,
  counted: readonly Counted[],
  ranges: readonly { readonly from: number; readonly to: number | null }[],
): Promise<void> {
  for (const { from, to } of ranges) {
    const until = to ?? instant.getTime() + 1;
    const asked = counted.filter(({ at }) => at >= from && at < until);
    for (const groupBy of groupings) {
      const [orderBy, first] = [oneOf(['TOTAL_DESC', 'TOTAL_ASC'] as const), oneOf([1, 2, 7, 20, 100])];
      const range = {
        from: new Date(from).toISOString(),
        to: to === null ? null : new Date(to).toISOString(),
      };
      const variables = { ...range, entityType: 'TOOL_CALL', groupBy, orderBy, first } as const;
      const all = groupsOf(asked, groupBy);
      const groups = (orderBy === 'TOTAL_ASC' ? all.toReversed() : all).slice(0, first);
      const otherTotal = groups.reduce((left, { total }) => left - total, asked.length);
      const { usage } = (await run(server, ProjectUsageBreakdown, variables, project.credentials)).project;
      const expected = { total: asked.length, otherTotal, groupCount: all.length, groups };
      expect(usage.breakdown, JSON.stringify(variables)).toEqual(expected);
    }
  }
}

async function keyIdOf({ id }: ProjectWorld): Promise<string> {
  const [key] = await server.database.query<{ id: string }>(
    `SELECT id FROM api_key WHERE project_id = '${id}'`,
  );
  if (!key) throw new Error('The project has no key.');
  return key.id;
}

describe('usage at any state of the roll-up', () => {
  test('is exact for any range, filter, group and interval', async () => {
    const { project } = await makeWorld(server);
    const apiKeyId = await keyIdOf(project);
    const counted = await useProject(project, true);
    const everything = { from: new Date(START - 24 * HOUR_MS).toISOString(), to: instant.toISOString() };
    const rows = await usageRowsOf(server, project.id);
    for (const count of Object.values(rows)) expect(count).toBeGreaterThan(0);
    const summary = await run(server, ProjectUsageSummary, everything, project.credentials);
    expect(summary.project.usage.summary.entities).toEqual([
      { entityType: 'TOOL_CALL', ...sums(counted) },
      { entityType: 'SESSION', total: 1, errorCount: 0, durationMs: 0 },
    ]);
    const sessionIds = [...new Set(counted.flatMap(({ SESSION }) => SESSION ?? []))];
    const filters: readonly (readonly [UsageFilter | null, (row: Counted) => boolean])[] = [
      [null, () => true],
      [{ toolSlugs: ['GITHUB_A', 'slack_a'] }, ({ TOOL }) => TOOL !== 'github_b'],
      [
        { toolkitSlugs: ['github'], userIds: ['jane'] },
        (row) => row.TOOLKIT === 'github' && row.USER === 'jane',
      ],
      [{ sessionIds: sessionIds }, ({ SESSION }) => SESSION !== null],
      [{ apiKeyIds: [apiKeyId] }, () => true],
      [{ userIds: [] }, () => false],
    ];
    for (let round = 0; round < 30; round += 1) {
      const range = someRange();
      const length = Date.parse(range.to) - Date.parse(range.from);
      const [filter, fits] = oneOf(filters);
      const asked = counted
        .filter(fits)
        .filter(({ at }) => at >= Date.parse(range.from) && at < Date.parse(range.to));
      const groupBy = oneOf(groupings);
      const interval =
        length <= 24 * HOUR_MS ? oneOf(['MINUTE', 'HOUR', 'DAY'] as const) : oneOf(['HOUR', 'DAY'] as const);
      const all = { ...range, filter, entityType: 'TOOL_CALL' as const, entityTypes: 'TOOL_CALL' as const };
      const say = JSON.stringify({ range, filter, groupBy, interval });
      const [one, two, three] = await Promise.all([
        run(server, ProjectUsageSummary, all, project.credentials),
        run(server, ProjectUsageBreakdown, { ...all, groupBy }, project.credentials),
        run(server, ProjectUsageTimeSeries, { ...all, interval }, project.credentials),
      ]);
      expect(one.project.usage.summary.entities, say).toEqual([{ entityType: 'TOOL_CALL', ...sums(asked) }]);
      expect(two.project.usage.breakdown.groups, say).toEqual(groupsOf(asked, groupBy));
      expect(three.project.usage.timeSeries.points, say).toEqual(
        pointsOf(asked, interval, three.project.usage.timeSeries),
      );
      expect(three.project.usage.timeSeries).toMatchObject(upToMinutes(range));
      expect(three.project.usage.timeSeries.total, say).toBe(asked.length);
    }
  });

  test.each([
    ['and nothing is folded', false],
    ['and most is folded', true],
  ])('is exact for months with any grouping, %s', async (_what, folds) => {
    const [{ organization, project }, stranger] = [await makeWorld(server), await makeWorld(server)];
    for (const other of [await makeProject(server, organization), stranger.project])
      await useProject(other, folds);
    const counted = await useProject(project, folds);
    const expectExact = async () => {
      expect(await readMonths(() => expectGroups(project, counted, monthlyRanges))).toEqual([true]);
      expect(await readMonths(() => expectGroups(project, counted, otherRanges))).toEqual([false]);
    };
    await expectExact();
    if (!folds) return;
    await rollUp(server, instant);
    await expectExact();
  });

  test('excludes calls with a future calledAt, in the present month too', async () => {
    const { project } = await makeWorld(server);
    instant = new Date('2026-06-10T12:00:00Z');
    const ahead = '2026-06-10T12:04:00Z';
    await recordCalls(server, project, [
      someCall({ userId: 'now' }),
      someCall({ userId: 'now', calledAt: ahead }),
      someCall({ userId: 'ahead', calledAt: ahead }),
    ]);
    const ask = async (to: string | null) => {
      const variables = {
        entityType: 'TOOL_CALL',
        groupBy: 'USER',
        from: '2026-06-01T00:00:00Z',
        to,
      } as const;
      const { usage } = (await run(server, ProjectUsageBreakdown, variables, project.credentials)).project;
      const { groups, ...rest } = usage.breakdown;
      return { ...rest, groups: groups.map(({ key, total }) => [key, total]) };
    };
    for (const _ of ['before the fold', 'after it']) {
      expect(await ask(null)).toEqual({ total: 1, otherTotal: 0, groupCount: 1, groups: [['now', 1]] });
      expect(await ask('2026-07-01T00:00:00Z')).toMatchObject({
        total: 3,
        groupCount: 2,
        groups: [
          ['now', 2],
          ['ahead', 1],
        ],
      });
      await rollUp(server, instant);
    }
  });

  test('returns the first groups, largest or smallest first', async () => {
    const { project } = await makeWorld(server);
    const calls = (userId: string, count: number) =>
      Array.from({ length: count }, () => someCall({ userId }));
    await recordCalls(server, project, [
      ...calls('c', 2),
      ...calls('b', 2),
      ...calls('a', 5),
      ...calls('d', 1),
    ]);
    const ask = async (orderBy: 'TOTAL_ASC' | 'TOTAL_DESC' | null, first: number) => {
      const variables = { entityType: 'TOOL_CALL', groupBy: 'USER', orderBy, first } as const;
      return (await run(server, ProjectUsageBreakdown, variables, project.credentials)).project.usage
        .breakdown;
    };
    const keys = ({ groups }: { groups: { key: string | null }[] }) => groups.map(({ key }) => key);
    for (const _ of ['before the fold', 'after it']) {
      const largest = await ask(null, 3);
      expect(keys(largest)).toEqual(['a', 'b', 'c']);
      expect(largest).toMatchObject({ total: 10, otherTotal: 1, groupCount: 4 });
      expect(keys(await ask('TOTAL_ASC', 2))).toEqual(['d', 'c']);
      await rollUp(server, instant);
    }
  });

  test('returns sums above the safe integers of JavaScript', async () => {
    const { project } = await makeWorld(server);
    await recordCalls(server, project, [someCall()]);
    await rollUp(server, instant);
    const huge = 2n ** 53n + 1n;
    for (const table of usageTables)
      await server.database.query(
        `UPDATE ${table} SET count = ${huge - 1n} WHERE project_id = '${project.id}'`,
      );
    await recordCalls(server, project, [someCall()]);
    const { summary } = (await run(server, ProjectUsageSummary, {}, project.credentials)).project.usage;
    expect(summary.total).toBe(String(huge));
    const groupBy: UsageGrouping = 'TOOL';
    const breakdown = await run(
      server,
      ProjectUsageBreakdown,
      { entityType: 'TOOL_CALL', groupBy, first: 1 },
      project.credentials,
    );
    expect(breakdown.project.usage.breakdown).toMatchObject({ total: '9007199254740993', otherTotal: 0 });
  });
});
