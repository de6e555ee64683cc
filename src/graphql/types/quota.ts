import type { RequestContext } from '../../domain/core/request-context.ts';
import {
  inMonthOf,
  type QuotaLimits,
  type QuotaUse,
  type quotaModes,
  quotaUse,
} from '../../domain/quota/fields.ts';
import { type ProjectQuota, plannedQuota, quotaById, quotaOfProject } from '../../domain/quota/find.ts';
import { setProjectQuota } from '../../domain/quota/set.ts';
import type { UsageEntityType } from '../../domain/usage/query.ts';
import { builder } from '../builder.ts';
import { defineMutation } from '../define-mutation.ts';
import { NodeRef, registerNode } from '../node.ts';
import { planned } from '../plan/planned-field.ts';
import { ProjectRef } from '../refs.ts';

const QuotaModeEnum = builder.enumType('QuotaMode', {
  description: 'Whether usage beyond a quota is rejected.',
  values: {
    HARD: { description: 'Usage beyond the quota is rejected with QUOTA_EXCEEDED.' },
    SOFT: { description: 'Usage beyond the quota is accepted. Webhooks and `Project.quota` report it.' },
  } as const satisfies Record<(typeof quotaModes)[number], object>,
});

const QuotaUseRef = builder.objectRef<QuotaUse>('QuotaUse').implement({
  description: 'A limit and its usage in the current calendar month (UTC).',
  fields: (t) => ({
    limit: t.field({
      type: 'BigInt',
      description: 'Maximum per calendar month (UTC).',
      resolve: ({ limit }) => BigInt(limit),
    }),
    used: t.field({
      type: 'BigInt',
      description:
        'Number recorded or created in this month, regardless of when tools were called. For usage of a month before its quota was first set, the same number as in `Project.usage`.',
      resolve: ({ used }) => BigInt(used),
    }),
    resetAt: t.expose('resetAt', {
      type: 'DateTime',
      description: 'When the next calendar month (UTC) begins and usage restarts at zero.',
    }),
  }),
});

/** A limit of a quota in the month of the request, as `quotaOfProject` returns it. */
const plannedUse = (entity: UsageEntityType) =>
  ({
    kind: 'computed',
    reads: {
      month: 'instant',
      toolCallsPerMonth: 'json',
      toolCallsUsed: 'json',
      sessionsPerMonth: 'json',
      sessionsUsed: 'json',
    },
    compute: (quota: QuotaLimits, { startedAt }: RequestContext) =>
      quotaUse(inMonthOf(startedAt, quota), entity),
  }) as const;

registerNode('pquo', 'ProjectQuota', quotaById);

const ProjectQuotaRef = builder.objectRef<ProjectQuota>('ProjectQuota').implement({
  description:
    'The usage quota of a project per calendar month (UTC). Its id is the id of the project with the prefix `pquo_`.',
  interfaces: [NodeRef],
  fields: (t) => ({
    mode: t.expose('mode', {
      type: QuotaModeEnum,
      description: 'Whether usage beyond the quota is rejected.',
    }),
    toolCalls: t.field({
      type: QuotaUseRef,
      nullable: true,
      extensions: planned(plannedUse('TOOL_CALL')),
      description: 'The quota of recorded tool calls. Null: unlimited.',
      resolve: (quota) => quotaUse(quota, 'TOOL_CALL'),
    }),
    sessions: t.field({
      type: QuotaUseRef,
      nullable: true,
      extensions: planned(plannedUse('SESSION')),
      description: 'The quota of created sessions. Null: unlimited.',
      resolve: (quota) => quotaUse(quota, 'SESSION'),
    }),
  }),
});

builder.objectField(ProjectRef, 'quota', (t) =>
  t.field({
    type: ProjectQuotaRef,
    nullable: true,
    auth: ['ORGANIZATION', 'PROJECT'],
    scope: 'usage:read',
    extensions: planned(plannedQuota),
    description: 'The usage quota of the project. Null: unlimited.',
    resolve: (project, _args, { context }) => quotaOfProject(context, project),
  }),
);

const LIMIT = '0 to 9007199254740991. Absent or null: unlimited.';

const SetProjectQuotaPayload = builder.simpleObject(
  'SetProjectQuotaPayload',
  {
    description: 'Result of `setProjectQuota`.',
    fields: (t) => ({ project: t.field({ type: ProjectRef, description: 'The project of the quota.' }) }),
  },
  (t) => ({
    projectQuota: t.field({
      type: ProjectQuotaRef,
      nullable: true,
      scope: 'usage:read',
      description: 'The quota after the change. Null: the project has no limits.',
      resolve: ({ project }, _args, { context }) => quotaOfProject(context, project),
    }),
  }),
);

defineMutation('setProjectQuota', {
  auth: ['ORGANIZATION'],
  scope: 'limits:write',
  audits: 'PROJECT_QUOTA_SET',
  errors: ['PROJECT_NOT_FOUND'],
  description:
    'Sets the usage quota of a project per calendar month (UTC), effective immediately; usage since the start of the month counts. Webhooks send `quota.warning` at 80 percent and `quota.exceeded` at 100 percent, each once per month and kind of usage. Without limits the quota is removed. Idempotent.',
  inputDescription: 'The project and its quota.',
  inputTypeDescription: 'Input of `setProjectQuota`. Replaces the whole quota: absent limits are removed.',
  input: (t) => ({
    projectId: t.id({ required: true, description: 'The id of a project of the organization.' }),
    toolCallsPerMonth: t.field({ type: 'BigInt', description: `Recorded tool calls per month. ${LIMIT}` }),
    sessionsPerMonth: t.field({ type: 'BigInt', description: `Created sessions per month. ${LIMIT}` }),
    mode: t.field({
      type: QuotaModeEnum,
      required: true,
      description: 'Whether usage beyond the quota is rejected.',
    }),
  }),
  payload: SetProjectQuotaPayload,
  resolve: async (_root, { input }, { context }) => ({ project: await setProjectQuota(context, input) }),
});
