import { type QuotaUse, type quotaModes, quotaUse } from '../../domain/quota/fields.ts';
import { type ProjectQuota, quotaById, quotaOfProject } from '../../domain/quota/find.ts';
import { setProjectQuota } from '../../domain/quota/set.ts';
import { builder } from '../builder.ts';
import { NodeRef, registerNode } from '../node.ts';
import { ProjectRef } from '../refs.ts';

const QuotaModeEnum = builder.enumType('QuotaMode', {
  description: 'What happens to what is beyond a quota.',
  values: {
    HARD: { description: 'It is refused with QUOTA_EXCEEDED.' },
    SOFT: { description: 'It is stored. Webhooks tell, and so does what is read here.' },
  } as const satisfies Record<(typeof quotaModes)[number], object>,
});

const QuotaUseRef = builder.objectRef<QuotaUse>('QuotaUse').implement({
  description: 'How much may be used in this month of UTC, and was.',
  fields: (t) => ({
    limit: t.field({ type: 'BigInt', description: 'How many.', resolve: ({ limit }) => BigInt(limit) }),
    used: t.field({
      type: 'BigInt',
      description:
        'How many were recorded or created in this month, whenever tools were called. Those of a month in which there was no quota at first are counted like usage.',
      resolve: ({ used }) => BigInt(used),
    }),
    resetAt: t.expose('resetAt', {
      type: 'DateTime',
      description: 'When the next month begins, with nothing used.',
    }),
  }),
});

registerNode('pquo', 'ProjectQuota', quotaById, 'usage:read');

const ProjectQuotaRef = builder.objectRef<ProjectQuota>('ProjectQuota').implement({
  description:
    'How much a project may use in a month of UTC. Its id has the characters of the id of the project, with the prefix `pquo_`.',
  interfaces: [NodeRef],
  fields: (t) => ({
    mode: t.expose('mode', { type: QuotaModeEnum, description: 'What happens beyond it.' }),
    toolCalls: t.field({
      type: QuotaUseRef,
      nullable: true,
      description: 'Of recorded tool calls. Null: no limit.',
      resolve: (quota) => quotaUse(quota, 'TOOL_CALL'),
    }),
    sessions: t.field({
      type: QuotaUseRef,
      nullable: true,
      description: 'Of created sessions. Null: no limit.',
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
    description: 'How much it may use. Null: as much as it likes.',
    resolve: (project, _args, { context }) => quotaOfProject(context, project),
  }),
);

const LIMIT = 'From 0 on, up to 9007199254740991. Absent or null: no limit.';

const SetProjectQuotaInputRef = builder.inputType('SetProjectQuotaInput', {
  description: 'The whole quota: what is absent is not kept.',
  fields: (t) => ({
    projectId: t.id({ required: true, description: 'A project of the organization.' }),
    toolCallsPerMonth: t.field({ type: 'BigInt', description: `Recorded tool calls. ${LIMIT}` }),
    sessionsPerMonth: t.field({ type: 'BigInt', description: `Created sessions. ${LIMIT}` }),
    mode: t.field({ type: QuotaModeEnum, required: true, description: 'What happens beyond it.' }),
  }),
});

const SetProjectQuotaPayload = builder.simpleObject(
  'SetProjectQuotaPayload',
  {
    description: 'The project with its quota.',
    fields: (t) => ({ project: t.field({ type: ProjectRef, description: 'The project.' }) }),
  },
  (t) => ({
    projectQuota: t.field({
      type: ProjectQuotaRef,
      nullable: true,
      scope: 'usage:read',
      description: 'The quota, which is that of the project. Null: it has no limits, so there is none.',
      resolve: ({ project }, _args, { context }) => quotaOfProject(context, project),
    }),
  }),
);

builder.mutationField('setProjectQuota', (t) =>
  t.field({
    type: SetProjectQuotaPayload,
    auth: ['ORGANIZATION'],
    audits: 'PROJECT_QUOTA_SET',
    description:
      'Says how much a project may use in each month of UTC, from now on; what it used since the first counts. Webhooks tell `quota.warning` at 80 percent and `quota.exceeded` at 100, each once a month and kind of thing. Without a limit the project has no quota. Idempotent.',
    args: { input: t.arg({ type: SetProjectQuotaInputRef, required: true, description: 'The quota.' }) },
    resolve: async (_root, { input }, { context }) => ({ project: await setProjectQuota(context, input) }),
  }),
);
