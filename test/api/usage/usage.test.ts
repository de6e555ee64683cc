import { describe, expect, test } from 'vitest';
import { refusalOf, run, send } from '../../support/client.ts';
import { whileLocked } from '../../support/database/transaction.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { pruneUsage, rollUp, usageRowsOf } from '../../support/fixtures/usage.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { RecordToolCallsBriefly } from '../../support/operations/tool-call-log.ts';
import {
  OrganizationUsage,
  ProjectUsageBreakdown,
  ProjectUsageSummary,
  ProjectUsageTimeSeries,
} from '../../support/operations/usage.ts';
import { useServer } from '../../support/server.ts';

const NOW = new Date('2026-06-15T12:30:30Z');
let instant = NOW;
const server = useServer({ overrides: { clock: { now: () => instant } } });

const hoursAgo = (hours: number, ms = 0) => new Date(NOW.getTime() - hours * 3_600_000 - ms).toISOString();

const totalsOf = async ({ credentials }: ProjectWorld, range: { from?: string; to?: string } = {}) => {
  const { usage } = (await run(server, ProjectUsageSummary, range, credentials)).project;
  return usage.summary.entities.map(({ total }) => total);
};

const groupsOf = async ({ credentials }: ProjectWorld, groupBy: 'SESSION' | 'API_KEY' | 'USER' | 'TOOL') => {
  const ask = async (entityType: 'TOOL_CALL' | 'SESSION') => {
    const variables = { entityType, groupBy };
    const { usage } = (await run(server, ProjectUsageBreakdown, variables, credentials)).project;
    return usage.breakdown.groups.map(({ key, total }) => [key, total]);
  };
  return { calls: await ask('TOOL_CALL'), sessions: await ask('SESSION') };
};

describe('usage', () => {
  test('counts a call once and immediately, however often it is sent', async () => {
    const { project } = await makeWorld(server);
    const batch = [someCall(), someCall()];
    for (const _ of [1, 2, 3]) await recordCalls(server, project, batch);
    expect(await totalsOf(project)).toEqual([2, 0]);
    await rollUp(server, NOW);
    await recordCalls(server, project, [...batch, someCall()]);
    expect(await totalsOf(project)).toEqual([3, 0]);
  });

  test('counts calls up to 24 hours late, in hours that are already rolled up too', async () => {
    const { project } = await makeWorld(server);
    await recordCalls(server, project, [someCall({ calledAt: hoursAgo(24) })]);
    await rollUp(server, NOW);
    const late = [someCall({ calledAt: hoursAgo(24) }), someCall({ calledAt: hoursAgo(24, 1) })];
    const input = { calls: [...late, someCall({ calledAt: hoursAgo(400) })] };
    const { recordToolCalls } = await run(server, RecordToolCallsBriefly, { input }, project.credentials);
    expect(recordToolCalls).toMatchObject({ recordedCount: 3, uncountedCount: 2 });
    expect(await totalsOf(project)).toEqual([2, 0]);
    await rollUp(server, NOW);
    expect(await totalsOf(project, { from: hoursAgo(25), to: hoursAgo(23) })).toEqual([2, 0]);
  });

  test('groups by session and by key, with a group for none', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeSession(server, project, { userId: 'jane' });
    await recordCalls(server, project, [
      someCall({ sessionId: id }),
      someCall({ sessionId: id }),
      someCall(),
    ]);
    const [{ id: keyId } = { id: '' }] = await server.database.query<{ id: string }>(
      `SELECT id FROM api_key WHERE project_id = '${project.id}'`,
    );
    for (const _ of ['before the fold', 'after it']) {
      expect(await groupsOf(project, 'SESSION')).toEqual({
        calls: [
          [id, 2],
          [null, 1],
        ],
        sessions: [[id, 1]],
      });
      expect(await groupsOf(project, 'API_KEY')).toEqual({ calls: [[keyId, 3]], sessions: [[keyId, 1]] });
      expect(await groupsOf(project, 'USER')).toEqual({
        calls: [
          ['jane', 2],
          [null, 1],
        ],
        sessions: [['jane', 1]],
      });
      expect(await groupsOf(project, 'TOOL')).toEqual({
        calls: [['github_create_issue', 3]],
        sessions: [[null, 1]],
      });
      await rollUp(server, NOW);
    }
  });

  test('sums the projects of an organization and groups by project', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeProject(server, organization);
    await recordCalls(server, project, [someCall(), someCall()]);
    await rollUp(server, NOW);
    await recordCalls(server, other, [someCall()]);
    const ask = async (filter = {}) => {
      const variables = { groupBy: 'PROJECT', interval: 'DAY', filter } as const;
      return (await run(server, OrganizationUsage, variables, organization.credentials)).organization.usage;
    };
    expect(await ask()).toEqual({
      summary: { total: 3 },
      breakdown: {
        total: 3,
        otherTotal: 0,
        groupCount: 2,
        groups: [
          { key: project.id, total: 2 },
          { key: other.id, total: 1 },
        ],
      },
      timeSeries: { total: 3 },
    });
    expect(await ask({ projectIds: [other.id] })).toMatchObject({
      summary: { total: 1 },
      breakdown: { groups: [{ key: other.id }] },
      timeSeries: { total: 1 },
    });
  });

  test.each(['TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY', 'PROJECT'] as const)(
    'groups usage of an organization by %s',
    async (groupBy) => {
      const { organization, project } = await makeWorld(server);
      await recordCalls(server, project, [someCall()]);
      const variables = { groupBy, interval: 'DAY' } as const;
      const { usage } = (await run(server, OrganizationUsage, variables, organization.credentials))
        .organization;
      expect(usage.breakdown).toMatchObject({ total: 1, groupCount: 1, groups: [{ total: 1 }] });
    },
  );

  test.each([
    ['begins', { from: '0001-01-02T00:00:00Z', to: '0001-02-03T04:05:06Z' }],
    ['ends', { from: '9999-12-01T00:00:00Z', to: '9999-12-31T23:59:59Z' }],
  ])('is empty where time %s', async (_where, range) => {
    const { project } = await makeWorld(server);
    await recordCalls(server, project, [someCall()]);
    expect(await totalsOf(project, range)).toEqual([0, 0]);
  });

  test('covers the last 30 days up to the current minute by default', async () => {
    const { project } = await makeWorld(server);
    await recordCalls(server, project, [someCall()]);
    const { summary } = (await run(server, ProjectUsageSummary, {}, project.credentials)).project.usage;
    expect(summary).toMatchObject({
      from: '2026-05-16T12:31:00.000Z',
      to: '2026-06-15T12:31:00.000Z',
      total: 1,
    });
    const none = { entityTypes: [] };
    const { usage } = (await run(server, ProjectUsageSummary, none, project.credentials)).project;
    expect(usage.summary).toMatchObject({ total: 0, entities: [] });
  });

  test('is deleted with its project, beside a roll-up too', async () => {
    const { organization, project } = await makeWorld(server);
    for (let round = 0; round < 5; round += 1) {
      await recordCalls(
        server,
        project,
        Array.from({ length: 20 }, (_, user) => someCall({ userId: `user-${user}` })),
      );
      if (round === 2) await rollUp(server, NOW);
    }
    const input = { input: { id: project.id, permanently: true } };
    await Promise.all([
      rollUp(server, NOW),
      send(server, DeleteProject, input, organization.credentials),
      rollUp(server, NOW),
    ]);
    await rollUp(server, NOW);
    expect(await usageRowsOf(server, project.id)).toEqual({
      usage_pending: 0,
      usage_minute: 0,
      usage_hour: 0,
      usage_day: 0,
      usage_week: 0,
      usage_month: 0,
    });
  });

  test('neither loses nor duplicates calls with concurrent roll-ups and recordings', async () => {
    const { project } = await makeWorld(server);
    const record = async () => {
      for (let batch = 0; batch < 10; batch += 1)
        await recordCalls(
          server,
          project,
          Array.from({ length: 5 }, () => someCall({ calledAt: hoursAgo(batch) })),
        );
    };
    let isDone = false;
    const keepFolding = async () => {
      while (!isDone) await rollUp(server, NOW);
    };
    const folding = Promise.all([keepFolding(), keepFolding(), keepFolding()]);
    await Promise.all([record(), record(), record()]);
    isDone = true;
    await folding;
    expect(await totalsOf(project)).toEqual([150, 0]);
    await rollUp(server, NOW);
    expect(await totalsOf(project)).toEqual([150, 0]);
    expect((await usageRowsOf(server, project.id)).usage_pending).toBe(0);
  });

  test('does not delay recordings in the same project', async () => {
    const { organization, project } = await makeWorld(server);
    const pending = `
      SELECT FROM project WHERE id = '${project.id}' FOR SHARE;
      INSERT INTO usage_pending (organization_id, project_id, entity, minute, tool_slug, toolkit_slug,
        connected_account_id, user_id, session_id, api_key_id, count, error_count, duration_ms)
      VALUES ('${organization.id}', '${project.id}', 'TOOL_CALL', '2026-06-15T12:30:00Z', 'github_create_issue', 'github',
        '', '', '', '', 1, 0, 120)`;
    await whileLocked(server, pending, async () => {
      await recordCalls(server, project, [someCall()]);
      await rollUp(server, NOW);
      expect(await totalsOf(project)).toEqual([1, 0]);
    });
  });

  test('prunes minutes after three months and uses whole hours from then on', async () => {
    const { project } = await makeWorld(server);
    const calledAt = ['2026-06-15T10:10:00Z', '2026-06-15T10:50:00Z', '2026-06-15T11:10:00Z'];
    await recordCalls(
      server,
      project,
      calledAt.map((calledAt) => someCall({ calledAt })),
    );
    await rollUp(server, NOW);
    const range = { from: '2026-06-15T10:30:00Z', to: '2026-06-15T11:05:00Z' };
    expect(await totalsOf(project, range)).toEqual([1, 0]);
    try {
      instant = new Date('2026-09-30T23:59:59Z');
      await pruneUsage(server, instant);
      expect(await totalsOf(project, range)).toEqual([1, 0]);
      instant = new Date('2026-10-01T00:00:00Z');
      await pruneUsage(server, instant);
      expect((await usageRowsOf(server, project.id)).usage_minute).toBe(0);
      // The hour of eleven begins in the range, and that of ten before it.
      expect(await totalsOf(project, range)).toEqual([1, 0]);
      expect(await totalsOf(project, { from: '2026-06-15T10:00:00Z', to: '2026-06-15T10:30:00Z' })).toEqual([
        2, 0,
      ]);
      const minutes = { ...range, entityType: 'TOOL_CALL', interval: 'MINUTE' } as const;
      const { extensions } = await refusalOf(server, ProjectUsageTimeSeries, minutes, project.credentials);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'from' });
    } finally {
      instant = NOW;
    }
  });
});
