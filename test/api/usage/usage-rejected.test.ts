import { describe, expect, test } from 'vitest';
import { type Credentials, refusalOf, run, send } from '../../support/client.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { rollUp } from '../../support/fixtures/usage.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { GetProjectQuota } from '../../support/operations/project-quota.ts';
import {
  OrganizationUsage,
  ProjectUsageBreakdown,
  ProjectUsageSummary,
  ProjectUsageTimeSeries,
} from '../../support/operations/usage.ts';
import { useServer } from '../../support/server.ts';

const NOW = new Date('2026-06-15T12:30:30Z');
const instant = NOW;
const server = useServer({ overrides: { clock: { now: () => instant } } });

const hoursAgo = (hours: number, ms = 0) => new Date(NOW.getTime() - hours * 3_600_000 - ms).toISOString();

const totalsOf = async ({ credentials }: ProjectWorld, range: { from?: string; to?: string } = {}) => {
  const { usage } = (await run(server, ProjectUsageSummary, range, credentials)).project;
  return usage.summary.entities.map(({ total }) => total);
};

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
