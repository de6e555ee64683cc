import { describe, expect, test } from 'vitest';
import { type Credentials, refusalOf, run, send } from '../../support/client.ts';
import { whileLocked } from '../../support/database/transaction.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { pruneUsage, rollUp, usageRowsOf } from '../../support/fixtures/usage.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteProject } from '../../support/operations/foundation.ts';
import { GetProjectQuota } from '../../support/operations/project-quota.ts';
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
    const input = { input: { id: project.id } };
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

describe('usage rejects', () => {
  const year = { from: '2025-06-15T00:00:00Z', to: '2026-06-16T00:00:00Z' };
  const calls = { entityType: 'TOOL_CALL' } as const;
  const refused = async (ask: (credentials: Credentials) => Promise<{ extensions: object }>) => {
    const { project } = await makeWorld(server);
    return (await ask(project.credentials)).extensions;
  };

  test.each([
    ['a range that ends where it begins', { from: hoursAgo(1), to: hoursAgo(1) }],
    ['one that ends before', { from: hoursAgo(1), to: hoursAgo(2) }],
    ['one of more than 366 days', { from: '2025-06-14T23:59:59Z', to: year.to }],
  ])('%s', async (_what, range) => {
    const error = await refused((key) => refusalOf(server, ProjectUsageSummary, range, key));
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'from' });
  });

  test('no range of 366 days, and no series of 1500 points', async () => {
    const { project } = await makeWorld(server);
    expect(await totalsOf(project, year)).toEqual([0, 0]);
    const ask = async (interval: 'MINUTE' | 'HOUR' | 'DAY', range: object) => {
      const variables = { ...calls, ...range, interval };
      return (await run(server, ProjectUsageTimeSeries, variables, project.credentials)).project.usage
        .timeSeries;
    };
    expect((await ask('DAY', year)).points).toHaveLength(366);
    expect((await ask('HOUR', { from: hoursAgo(1500), to: hoursAgo(1) })).points).toHaveLength(1500);
    expect((await ask('MINUTE', { from: hoursAgo(25), to: hoursAgo(0) })).points).toHaveLength(1500);
  });

  test.each([
    ['a month of minutes', { interval: 'MINUTE' as const }, 'from'],
    ['more than 1500 points', { interval: 'HOUR' as const, from: hoursAgo(1500), to: hoursAgo(0) }, 'from'],
    [
      'projects as a filter of a project',
      { interval: 'DAY' as const, filter: { projectIds: [] } },
      'filter.projectIds',
    ],
    [
      'a filter that is too long',
      { interval: 'DAY' as const, filter: { userIds: Array(101).fill('a') } },
      'filter.userIds',
    ],
  ])('%s', async (_what, input, field) => {
    const error = await refused((key) =>
      refusalOf(server, ProjectUsageTimeSeries, { ...calls, ...input }, key),
    );
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test.each([
    ['a group by project of a project', { groupBy: 'PROJECT' as const }, 'groupBy'],
    ['no groups', { groupBy: 'USER' as const, first: 0 }, 'first'],
    ['more than 100 groups', { groupBy: 'USER' as const, first: 101 }, 'first'],
  ])('%s', async (_what, input, field) => {
    const error = await refused((key) =>
      refusalOf(server, ProjectUsageBreakdown, { ...calls, ...input }, key),
    );
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('the usage of the organization to a project key', async () => {
    const variables = { groupBy: 'TOOL', interval: 'DAY' } as const;
    const error = await refused(async (key) => {
      const { errors } = await send(server, OrganizationUsage, variables, key);
      return errors[0] ?? { extensions: {} };
    });
    expect(error).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
  });
});

describe('usage isolates tenants', () => {
  test('does not include foreign organizations and projects, whatever ids a filter has', async () => {
    const [one, other] = [await makeWorld(server), await makeWorld(server)];
    const session = await makeSession(server, one.project, { userId: 'jane' });
    await recordCalls(server, one.project, [someCall({ sessionId: session.id, userId: 'jane' })]);
    const neighbour = await makeProject(server, one.organization);
    const filters = [{ sessionIds: [session.id, 'ses_nothing'] }, { userIds: ['jane'] }, {}];
    for (const _ of ['before the fold', 'after it']) {
      for (const filter of filters) {
        const ofProject = async ({ credentials }: ProjectWorld) =>
          (await run(server, ProjectUsageSummary, { filter }, credentials)).project.usage.summary.total;
        expect(await ofProject(one.project)).toBe(2);
        expect(await ofProject(neighbour)).toBe(0);
        expect(await ofProject(other.project)).toBe(0);
        const variables = { groupBy: 'PROJECT', interval: 'HOUR' } as const;
        const projectIds = [one.project.id, other.project.id];
        const { usage } = (
          await run(
            server,
            OrganizationUsage,
            { ...variables, filter: { ...filter, projectIds } },
            other.organization.credentials,
          )
        ).organization;
        expect(usage).toMatchObject({
          summary: { total: 0 },
          breakdown: { total: 0 },
          timeSeries: { total: 0 },
        });
      }
      await rollUp(server, NOW);
    }
  });

  test('includes only the projects of a restricted key', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeProject(server, organization);
    for (const each of [project, other]) await recordCalls(server, each, [someCall()]);
    await rollUp(server, NOW);
    const { credentials } = await makeKey(server, organization, { projectIds: [project.id] });
    const variables = { groupBy: 'PROJECT', interval: 'DAY' } as const;
    const projectIds = [project.id, other.id];
    for (const filter of [null, { projectIds }]) {
      const all = { ...variables, filter };
      const { usage } = (await run(server, OrganizationUsage, all, credentials)).organization;
      expect(usage.breakdown.groups).toEqual([{ key: project.id, total: 1 }]);
      expect(usage).toMatchObject({ summary: { total: 1 }, timeSeries: { total: 1 } });
    }
  });

  test('requires a scope for usage and quota', async () => {
    const { organization, project } = await makeWorld(server);
    const asking = async (scopes: string[]) =>
      (await makeProjectKey(server, organization, project, { scopes })).credentials;
    const [poor, able] = [await asking(['tool_calls:write', 'sessions:write']), await asking(['usage:read'])];
    const missing = { code: 'FORBIDDEN', reason: 'SCOPE_MISSING' };
    const readUsage = (key: Credentials) => send(server, ProjectUsageSummary, {}, key);
    const readQuota = (key: Credentials) => send(server, GetProjectQuota, {}, key);
    for (const read of [readUsage, readQuota]) {
      expect((await read(poor)).errors).toMatchObject([{ extensions: missing }]);
      expect((await read(able)).errors).toEqual([]);
    }
  });

  test('distinguishes an unknown id from the group without an id', async () => {
    const { project } = await makeWorld(server);
    await recordCalls(server, project, [someCall()]);
    const filter = { sessionIds: ['ses_nothing'] };
    const { usage } = (await run(server, ProjectUsageSummary, { filter }, project.credentials)).project;
    expect(usage.summary.total).toBe(0);
  });
});
