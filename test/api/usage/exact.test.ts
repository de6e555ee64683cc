import { describe, expect, test } from 'vitest';
import type { UsageFilter, UsageGrouping, UsageInterval } from '../../generated/graphql.ts';
import { run } from '../../support/client.ts';
import { makeConnectedAccount } from '../../support/connected-account.ts';
import {
  ProjectUsageBreakdown,
  ProjectUsageSummary,
  ProjectUsageTimeSeries,
} from '../../support/operations/usage.ts';
import { useServer } from '../../support/server.ts';
import { makeSession } from '../../support/session.ts';
import { recordCalls, someCall } from '../../support/tool-call-log.ts';
import { fold, foldInVain, usageRowsOf } from '../../support/usage.ts';
import { makeWorld, type ProjectWorld } from '../../support/world.ts';

const HOUR_MS = 3_600_000;
const STEP_MS = { MINUTE: 60_000, HOUR: HOUR_MS, DAY: 24 * HOUR_MS } as const;

/** A Saturday. After it a month and a week begin at once. */
const START = Date.parse('2026-05-30T00:00:00Z');
const DAYS = 18;
/** Where what is kept begins and ends: months, weeks, days, hours, ten minutes. */
const borders = [
  '2026-06-01T00:00:00Z',
  '2026-06-08T00:00:00Z',
  '2026-06-15T00:00:00Z',
  '2026-06-11T00:00:00Z',
  '2026-06-11T13:00:00Z',
  '2026-06-11T13:10:00Z',
].map((border) => Date.parse(border));

let instant = new Date(START);
const server = useServer({ overrides: { clock: { now: () => instant } } });

/** What counts, kept apart from what is tested. */
type Counted = {
  readonly at: number;
  readonly TOOL: string;
  readonly TOOLKIT: string;
  readonly CONNECTED_ACCOUNT: string | null;
  readonly USER: string | null;
  readonly SESSION: string | null;
  readonly API_KEY: string | null;
  readonly isError: boolean;
  readonly durationMs: number;
};

/** The same numbers in every run. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const random = numbers(42);
const oneOf = <Value>(values: readonly Value[]): Value => {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('There is nothing to choose from.');
  return value;
};

/** When a call was that is recorded now: just now or up to a day ago, now and then where something begins. */
function someMoment(now: number): number {
  const at = now - (random(3) === 0 ? random(23) * HOUR_MS : random(200_000));
  const begun = borders.filter((border) => border <= now && border > now - 23 * HOUR_MS);
  if (begun.length > 0 && random(3) === 0) return oneOf(begun) + oneOf([-1, 0]);
  return random(4) === 0 ? down(at, HOUR_MS) : at;
}

/** A project that was used for weeks, folded now and then, and in part not yet. */
async function useProject(project: ProjectWorld, apiKeyId: string): Promise<readonly Counted[]> {
  instant = new Date(START);
  const accounts = [(await makeConnectedAccount(server, project, { userId: 'jane' })).id, null];
  const sessions = [(await makeSession(server, project, { userId: 'jane' })).id, null];
  const counted: Counted[] = [];
  for (let batch = 0; batch < 2 * DAYS; batch += 1) {
    instant = new Date(START + batch * 12 * HOUR_MS + random(12 * HOUR_MS));
    const calls = Array.from({ length: 8 }, () => {
      const at = someMoment(instant.getTime());
      const tool = oneOf(['github_a', 'github_b', 'slack_a']);
      return { at, tool, account: oneOf(accounts), session: oneOf(sessions), user: oneOf(['jane', null]) };
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
    if (batch % 5 === 0) await foldInVain(server, instant);
    if (batch % 7 === 3) await fold(server, instant);
  }
  return counted;
}

const down = (ms: number, step: number) => Math.floor(ms / step) * step;

const sums = (rows: readonly Counted[]) => ({
  total: rows.length,
  errorCount: rows.filter(({ isError }) => isError).length,
  durationMs: rows.reduce((sum, { durationMs }) => sum + durationMs, 0),
});

const groupings = ['TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY'] as const;

function groupsOf(rows: readonly Counted[], groupBy: (typeof groupings)[number]) {
  const keys = [...new Set(rows.map((row) => row[groupBy]))];
  const groups = keys.map((key) => ({ key, ...sums(rows.filter((row) => row[groupBy] === key)) }));
  return groups.sort((a, b) => b.total - a.total || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
}

const upToMinutes = (range: { from: string; to: string }) => {
  const up = (moment: string) =>
    new Date(Math.ceil(Date.parse(moment) / STEP_MS.MINUTE) * STEP_MS.MINUTE).toISOString();
  return { from: up(range.from), to: up(range.to) };
};

function pointsOf(rows: readonly Counted[], interval: UsageInterval, range: { from: string; to: string }) {
  const step = STEP_MS[interval];
  const points = [];
  for (let at = down(Date.parse(range.from), step); at < Date.parse(range.to); at += step)
    points.push({
      at: new Date(at).toISOString(),
      ...sums(rows.filter((row) => down(row.at, step) === at)),
    });
  return points;
}

/** Of any length, from a day before the first call to a day after the last one, now and then at or beside a border. */
function someRange() {
  const some = () =>
    random(2) === 0
      ? oneOf(borders) + oneOf([0, 0, STEP_MS.MINUTE, -STEP_MS.MINUTE, 1])
      : START + (random((DAYS + 2) * 24 * 60) - 24 * 60) * STEP_MS.MINUTE;
  const from = some();
  const to = oneOf([some(), from + HOUR_MS / 3, from + 5 * HOUR_MS, from + 40 * HOUR_MS]);
  const [first, last] = from < to ? [from, to] : [to, from + 1];
  return { from: new Date(first).toISOString(), to: new Date(last).toISOString() };
}

async function keyIdOf({ id }: ProjectWorld): Promise<string> {
  const [key] = await server.database.query<{ id: string }>(
    `SELECT id FROM api_key WHERE project_id = '${id}'`,
  );
  if (!key) throw new Error('The project has no key.');
  return key.id;
}

describe('usage, however much of it is folded, does', () => {
  test('answer any range, filter, group and step as if every call were looked at', async () => {
    const { project } = await makeWorld(server);
    const apiKeyId = await keyIdOf(project);
    const counted = await useProject(project, apiKeyId);
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

  test('tell the first groups apart from the others, the largest or the smallest first', async () => {
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
      expect(keys(await ask('TOTAL_ASC', 2))).toEqual(['d', 'b']);
      await fold(server, instant);
    }
  });

  test('keep sums that are larger than a number of JavaScript', async () => {
    const { project } = await makeWorld(server);
    await recordCalls(server, project, [someCall()]);
    await fold(server, instant);
    const huge = 2n ** 53n + 1n;
    for (const table of ['usage_minute', 'usage_hour', 'usage_day', 'usage_week'])
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
