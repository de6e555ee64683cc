import { describe, expect, test } from 'vitest';
import { refusalOf, run, send } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { setQuota } from '../../support/fixtures/project-quota.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { rollUp } from '../../support/fixtures/usage.ts';
import { deliveriesOf, makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import {
  GetProjectQuota,
  ListProjectQuotas,
  SetProjectQuota,
} from '../../support/operations/project-quota.ts';
import { CreateSession } from '../../support/operations/session.ts';
import { ListToolCallLogs, RecordToolCallsBriefly } from '../../support/operations/tool-call-log.ts';
import { ProjectUsageSummary } from '../../support/operations/usage.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-15T12:00:00Z');
// A refusal past a quota has changed something: it cannot be asked for in both ways and compared.
const server = useServer({ transport: 'each', overrides: { clock: { now: () => instant } } });

const RESET_AT = '2026-07-01T00:00:00.000Z';
const calls = (count: number) => Array.from({ length: count }, () => someCall());

const quotaOf = async ({ credentials }: ProjectWorld) =>
  (await run(server, GetProjectQuota, {}, credentials)).project.quota;

const record = ({ credentials }: ProjectWorld, batch: ReturnType<typeof calls>) =>
  send(server, RecordToolCallsBriefly, { input: { calls: batch } }, credentials);

const storedKeys = async ({ credentials }: ProjectWorld) => {
  const { toolCallLogs } = (await run(server, ListToolCallLogs, { first: 100 }, credentials)).project;
  return toolCallLogs.nodes.map(({ idempotencyKey }) => idempotencyKey).toSorted();
};

const usedOf = async ({ credentials }: ProjectWorld) => {
  const { usage } = (await run(server, ProjectUsageSummary, {}, credentials)).project;
  return usage.summary.entities.map(({ total }) => total);
};

async function listen({ project }: World) {
  const events = ['QUOTA_WARNING', 'QUOTA_EXCEEDED'] as const;
  const subscription = await makeSubscription(server, project, { events: [...events] });
  return async () => {
    const deliveries = await deliveriesOf(server, project, subscription);
    return deliveries.map(({ payload }) => {
      const { type, data } = JSON.parse(payload);
      return [type, data.entityType, data.used, data.limit];
    });
  };
}

describe('a quota', () => {
  test('counts what was used since the first of the month, rolled up or not', async () => {
    const world = await makeWorld(server);
    const { project } = world;
    const before = someCall({ calledAt: '2026-06-14T12:00:00Z' });
    await recordCalls(server, project, [before, someCall()]);
    await rollUp(server, instant);
    await recordCalls(server, project, [someCall()]);
    await makeSession(server, project);
    expect(await quotaOf(project)).toBeNull();
    const quota = await setQuota(server, world, { toolCallsPerMonth: 100, sessionsPerMonth: 10 });
    expect(quota).toEqual({
      mode: 'HARD',
      toolCalls: { limit: 100, used: 3, resetAt: RESET_AT },
      sessions: { limit: 10, used: 1, resetAt: RESET_AT },
    });
    await recordCalls(server, project, calls(2));
    expect(await quotaOf(project)).toMatchObject({ toolCalls: { used: 5 }, sessions: { used: 1 } });
    expect(await setQuota(server, world, { toolCallsPerMonth: 50 })).toMatchObject({
      toolCalls: { limit: 50, used: 5 },
      sessions: null,
    });
  });

  test('stores as many calls as remain and returns their number', async () => {
    const world = await makeWorld(server);
    const { project } = world;
    const old = someCall();
    await recordCalls(server, project, [old]);
    await setQuota(server, world, { toolCallsPerMonth: 4 });
    const [a, b, c, d, e] = [someCall(), someCall(), someCall(), someCall(), someCall()];
    const batch = [a, old, b, a, c, d, e];
    const { errors, status, data } = await record(project, batch);
    expect({ data, status }).toEqual({ data: { recordToolCalls: null }, status: 200 });
    expect(errors).toMatchObject([
      {
        message: 'The quota of this month permitted 3 of the 5 new calls. The first 3 were stored.',
        extensions: {
          code: 'QUOTA_EXCEEDED',
          reason: 'TOOL_CALL_QUOTA_EXCEEDED',
          field: 'calls',
          recordedCount: 3,
          duplicateCount: 2,
          quotaExceededCount: 2,
          resetAt: RESET_AT,
        },
      },
    ]);
    const stored = [old, a, b, c].map(({ idempotencyKey }) => idempotencyKey);
    expect(await storedKeys(project)).toEqual(stored.toSorted());
    expect(await usedOf(project)).toEqual([4, 0]);
    expect((await record(project, batch)).errors).toMatchObject([
      { extensions: { recordedCount: 0, duplicateCount: 5, quotaExceededCount: 2 } },
    ]);
    const known = await record(project, [a, old]);
    expect(known.data?.recordToolCalls).toMatchObject({ recordedCount: 0, duplicateCount: 2 });
    expect(await quotaOf(project)).toMatchObject({ toolCalls: { used: 4, limit: 4 } });
  });

  test('rejects a session above it, leaving no rows', async () => {
    const world = await makeWorld(server);
    await setQuota(server, world, { sessionsPerMonth: 1 });
    await makeSession(server, world.project);
    const before = await rowsOf(server, world.organization.id);
    const input = { userId: 'jane', toolkitSlugs: ['github'] };
    const { extensions } = await refusalOf(server, CreateSession, { input }, world.project.credentials);
    expect(extensions).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      reason: 'SESSION_QUOTA_EXCEEDED',
      resetAt: RESET_AT,
    });
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('stores everything when it is soft and returns the excess', async () => {
    const world = await makeWorld(server);
    await setQuota(server, world, { toolCallsPerMonth: 3, sessionsPerMonth: 0, mode: 'SOFT' });
    await makeSession(server, world.project);
    const { data } = await record(world.project, calls(5));
    expect(data?.recordToolCalls).toMatchObject({ recordedCount: 5, overQuotaCount: 2 });
    const next = await record(world.project, calls(2));
    expect(next.data?.recordToolCalls).toMatchObject({ recordedCount: 2, overQuotaCount: 2 });
    expect(await quotaOf(world.project)).toMatchObject({ toolCalls: { used: 7 }, sessions: { used: 1 } });
  });

  test('emits events at 80 and 100 percent once per month and kind, whatever the limits become', async () => {
    const world = await makeWorld(server);
    const { project } = world;
    await setQuota(server, world, { toolCallsPerMonth: 10, sessionsPerMonth: 1, mode: 'SOFT' });
    const heard = await listen(world);
    await recordCalls(server, project, calls(7));
    expect(await heard()).toEqual([]);
    await recordCalls(server, project, calls(1));
    await recordCalls(server, project, calls(1));
    expect(await heard()).toEqual([['quota.warning', 'TOOL_CALL', 8, 10]]);
    await recordCalls(server, project, calls(3));
    await setQuota(server, world, { toolCallsPerMonth: 13, sessionsPerMonth: 1 });
    await record(project, calls(3));
    await makeSession(server, project);
    await setQuota(server, world, {});
    await setQuota(server, world, { toolCallsPerMonth: 5 });
    const ofJune = [
      ['quota.exceeded', 'SESSION', 1, 1],
      ['quota.exceeded', 'TOOL_CALL', 12, 10],
      ['quota.warning', 'SESSION', 1, 1],
      ['quota.warning', 'TOOL_CALL', 8, 10],
    ];
    expect((await heard()).toSorted()).toEqual(ofJune);
    const june = instant;
    try {
      instant = new Date('2026-07-01T00:00:00Z');
      expect(await quotaOf(project)).toMatchObject({
        toolCalls: { used: 0, resetAt: '2026-08-01T00:00:00.000Z' },
      });
      await record(project, calls(6));
      const ofJuly = [
        ['quota.exceeded', 'TOOL_CALL', 5, 5],
        ['quota.warning', 'TOOL_CALL', 5, 5],
      ];
      expect((await heard()).toSorted()).toEqual([...ofJune, ...ofJuly].toSorted());
    } finally {
      instant = june;
    }
  });

  test('can be removed, and counts what was used meanwhile when set again', async () => {
    const world = await makeWorld(server);
    await setQuota(server, world, { toolCallsPerMonth: 1 });
    await record(world.project, calls(2));
    expect(await setQuota(server, world, {})).toBeNull();
    expect(await quotaOf(world.project)).toBeNull();
    await recordCalls(server, world.project, calls(3));
    expect(await setQuota(server, world, { toolCallsPerMonth: 9 })).toMatchObject({ toolCalls: { used: 4 } });
  });

  test('costs one statement for a list of projects', async () => {
    const world = await makeWorld(server);
    await makeProject(server, world.organization);
    await setQuota(server, world, { toolCallsPerMonth: 2 ** 53 - 1 });
    const list = await run(server, ListProjectQuotas, {}, world.organization.credentials);
    const limits = list.organization.projects.nodes.map(({ id, quota }) => [id, quota?.toolCalls?.limit]);
    expect(limits.filter(([, limit]) => limit !== undefined)).toEqual([[world.project.id, 2 ** 53 - 1]]);
  });
});

describe('concurrent use of a quota', () => {
  test('does not exceed it, and stores each call once', async () => {
    const world = await makeWorld(server);
    const { project } = world;
    await setQuota(server, world, { toolCallsPerMonth: 20, sessionsPerMonth: 3 });
    const shared = calls(4);
    const input = { userId: 'jane', toolkitSlugs: ['github'] };
    const [batches, sessions] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, () => record(project, [...shared, ...calls(3)]))),
      Promise.all(
        Array.from({ length: 6 }, () => send(server, CreateSession, { input }, project.credentials)),
      ),
    ]);
    const recorded = batches.map(({ data, errors: [error] }) => {
      const { recordedCount } = { recordedCount: 0, ...error?.extensions, ...data?.recordToolCalls };
      return recordedCount;
    });
    expect(recorded.reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(await storedKeys(project)).toHaveLength(20);
    expect(sessions.filter(({ errors }) => errors.length === 0)).toHaveLength(3);
    expect(await quotaOf(project)).toMatchObject({ toolCalls: { used: 20 }, sessions: { used: 3 } });
    expect(await usedOf(project)).toEqual([20, 3]);
  });

  test('loses no call beside setProjectQuota', async () => {
    const world = await makeWorld(server);
    const { project } = world;
    const [, ...batches] = await Promise.all([
      setQuota(server, world, { toolCallsPerMonth: 12 }),
      ...Array.from({ length: 8 }, () => record(project, calls(3))),
    ]);
    const accepted = (await storedKeys(project)).length;
    expect(await quotaOf(project)).toMatchObject({ toolCalls: { used: accepted } });
    const refused = batches.some(({ errors }) => errors.length > 0);
    expect(refused ? accepted >= 12 : accepted === 24).toBe(true);
  });
});

describe('setProjectQuota rejects', () => {
  test.each([
    ['a negative limit', { toolCallsPerMonth: -1 }, 'toolCallsPerMonth'],
    ['a limit that JavaScript does not hold', { sessionsPerMonth: '9007199254740992' }, 'sessionsPerMonth'],
  ])('%s', async (_what, limits, field) => {
    const { organization, project } = await makeWorld(server);
    const variables = { input: { projectId: project.id, mode: 'HARD' as const, ...limits } };
    const { extensions } = await refusalOf(server, SetProjectQuota, variables, organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('nothing when all values are equal, and records no entry', async () => {
    const world = await makeWorld(server);
    await setQuota(server, world, { toolCallsPerMonth: 5 });
    const before = await rowsOf(server, world.organization.id);
    await setQuota(server, world, { toolCallsPerMonth: 5 });
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });
});

describe('quotas isolate tenants', () => {
  test('one project does not count usage of a sibling', async () => {
    const world = await makeWorld(server);
    const other = await makeProject(server, world.organization);
    await setQuota(server, world, { toolCallsPerMonth: 1 });
    const { data } = await record(other, calls(3));
    expect(data?.recordToolCalls).toMatchObject({ recordedCount: 3, overQuotaCount: 0 });
    expect(await quotaOf(other)).toBeNull();
  });
});
