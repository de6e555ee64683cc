import { setQuota } from '../fixtures/project-quota.ts';
import { makeSession } from '../fixtures/session.ts';
import { recordCalls, someCall } from '../fixtures/tool-call-log.ts';
import type { World } from '../fixtures.ts';
import type { EventCase, EventCasesOf, ExpectedEvent } from './event-case.ts';

const eventOf = (type: string, { project }: World, data: object): ExpectedEvent => {
  const now = new Date();
  const resetAt = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString();
  return {
    type: `quota.${type}`,
    projectId: project.id,
    data: { projectId: project.id, mode: 'HARD', resetAt, ...data },
  };
};

const calls = (count: number) => Array.from({ length: count }, () => someCall());

const fourOfFive: EventCase = async (server, world) => {
  await setQuota(server, world, { toolCallsPerMonth: 5 });
  return async () => {
    await recordCalls(server, world.project, calls(4));
    return [eventOf('warning', world, { entityType: 'TOOL_CALL', limit: 5, used: 4, percent: 80 })];
  };
};

const lastOfFive: EventCase = async (server, world) => {
  await setQuota(server, world, { toolCallsPerMonth: 5 });
  await recordCalls(server, world.project, calls(4));
  return async () => {
    await recordCalls(server, world.project, calls(1));
    return [eventOf('exceeded', world, { entityType: 'TOOL_CALL', limit: 5, used: 5, percent: 100 })];
  };
};

const limitBelowUse: EventCase = async (server, world) => {
  for (const _ of [1, 2]) await makeSession(server, world.project);
  return async () => {
    await setQuota(server, world, { sessionsPerMonth: 2 });
    const data = { entityType: 'SESSION', limit: 2, used: 2 };
    return [
      eventOf('warning', world, { ...data, percent: 80 }),
      eventOf('exceeded', world, { ...data, percent: 100 }),
    ];
  };
};

/** What tells of quotas. */
export const projectQuotaEventCases: EventCasesOf<'QUOTA_WARNING' | 'QUOTA_EXCEEDED'> = {
  QUOTA_WARNING: { 'four calls of five': fourOfFive, 'a limit that is passed already': limitBelowUse },
  QUOTA_EXCEEDED: { 'the last call of five': lastOfFive },
};
