import { lastUsage } from '../../domain/usage/last-used.ts';
import type { UsageEntityType, UsageGrouping, UsageOwner } from '../../domain/usage/query.ts';
import {
  type UsageBreakdown,
  type UsageCounts,
  type UsagePoint,
  type UsageSummary,
  type UsageTimeSeries,
  usageBreakdown,
  usageSummary,
  usageTimeSeries,
} from '../../domain/usage/read.ts';
import { builder } from '../builder.ts';
import { maySelect } from '../field-names.ts';
import { OrganizationRef, ProjectRef } from '../refs.ts';

const UsageEntityTypeEnum = builder.enumType('UsageEntityType', {
  description: 'The entity to count.',
  values: {
    TOOL_CALL: {
      description:
        'Recorded tool calls, each counted once regardless of retries, in the minute of the call. A call recorded more than 24 hours later is logged but not counted.',
    },
    SESSION: {
      description:
        'Created sessions, in the minute of their creation, with their user, key and id. Sessions have no tool, toolkit or connected account.',
    },
  } as const satisfies Record<UsageEntityType, object>,
});

const UsageGroupingEnum = builder.enumType('UsageGrouping', {
  description: 'The dimension to group usage by.',
  values: {
    TOOL: { description: 'By tool. Group keys are slugs.' },
    TOOLKIT: { description: 'By toolkit of the tool. Group keys are slugs.' },
    CONNECTED_ACCOUNT: { description: 'By connected account, including deleted ones. Group keys are ids.' },
    USER: { description: 'By end user. Group keys are user ids.' },
    SESSION: { description: 'By session. Group keys are ids.' },
    API_KEY: {
      description: 'By the API key that recorded or created it, including revoked ones. Group keys are ids.',
    },
    PROJECT: { description: 'By project. Group keys are ids. Available for an organization only.' },
  } as const satisfies Record<UsageGrouping, object>,
});

const UsageOrderEnum = builder.enumType('UsageOrder', {
  description: 'Sort order of usage groups.',
  values: {
    TOTAL_DESC: {
      description: 'Largest total first; ties by key, ascending.',
    },
    TOTAL_ASC: { description: 'Smallest total first; ties by key, descending.' },
  } as const,
});

const UsageIntervalEnum = builder.enumType('UsageInterval', {
  description: 'Step of a time series, in UTC. A series has at most 1500 steps.',
  values: {
    MINUTE: {
      description: 'Steps of a minute. Available for the current calendar month and the three before it.',
    },
    HOUR: { description: 'Steps of an hour.' },
    DAY: { description: 'Steps of a day.' },
  } as const,
});

const ANY =
  'At most 100 values, any of which matches. Null: all, including entries without one. Empty: nothing.';

const UsageFilterInput = builder.inputType('UsageFilter', {
  description: 'Filters usage. A tool call or session must match every list that is set.',
  fields: (t) => ({
    toolSlugs: t.stringList({ description: `Filters by tool slug. ${ANY}` }),
    toolkitSlugs: t.stringList({ description: `Filters by toolkit slug. ${ANY}` }),
    connectedAccountIds: t.idList({ description: `Filters by connected account. ${ANY}` }),
    userIds: t.stringList({ description: `Filters by user id. ${ANY}` }),
    sessionIds: t.idList({ description: `Filters by session. ${ANY}` }),
    apiKeyIds: t.idList({ description: `Filters by API key. ${ANY}` }),
    projectIds: t.idList({ description: `Filters by project; available for an organization only. ${ANY}` }),
  }),
});

type CountsFieldBuilder<Counts extends UsageCounts> = PothosSchemaTypes.ObjectFieldBuilder<
  typeof builder.$inferSchemaTypes,
  Counts
>;

const countsOf = <Counts extends UsageCounts>(t: CountsFieldBuilder<Counts>) => ({
  total: t.field({
    type: 'BigInt',
    description: 'Number of tool calls or sessions.',
    resolve: ({ total }) => total,
  }),
  errorCount: t.field({
    type: 'BigInt',
    description: 'Number of tool calls with status ERROR. 0 for sessions.',
    resolve: ({ errorCount }) => errorCount,
  }),
  durationMs: t.field({
    type: 'BigInt',
    description: 'Total duration of the tool calls in milliseconds. 0 for sessions.',
    resolve: ({ durationMs }) => durationMs,
  }),
});

type Range = { readonly from: Date; readonly to: Date };

const rangeOf = <Ranged extends Range>(
  t: PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Ranged>,
) => ({
  from: t.field({
    type: 'DateTime',
    description:
      'Effective start, inclusive: the requested `from`, rounded up to a full minute (to a full hour where only hours are stored).',
    resolve: ({ from }) => from,
  }),
  to: t.field({
    type: 'DateTime',
    description: 'Effective end, exclusive: the requested `to`, rounded like `from`.',
    resolve: ({ to }) => to,
  }),
});

const UsageEntityTotalRef = builder
  .objectRef<UsageSummary['entities'][number]>('UsageEntityTotal')
  .implement({
    description: 'Usage of one kind of entity.',
    fields: (t) => ({
      entityType: t.expose('entityType', {
        type: UsageEntityTypeEnum,
        description: 'The entity that was counted.',
      }),
      ...countsOf(t),
    }),
  });

export const UsageSummaryRef = builder.objectRef<UsageSummary>('UsageSummary').implement({
  description: 'Usage totals of a time range.',
  fields: (t) => ({
    ...rangeOf(t),
    total: t.expose('total', { type: 'BigInt', description: 'Total over all requested entities.' }),
    entities: t.expose('entities', {
      type: [UsageEntityTotalRef],
      description: 'Usage of each requested entity, including zeros.',
    }),
  }),
});

const UsageGroupRef = builder.objectRef<UsageBreakdown['groups'][number]>('UsageGroup').implement({
  description: 'Usage of one group, such as one tool or one user.',
  fields: (t) => ({
    key: t.exposeString('key', {
      nullable: true,
      description:
        'The slug or id that identifies the group. Null: the group of entries without one, such as tool calls without a session.',
    }),
    ...countsOf(t),
  }),
});

const UsageBreakdownRef = builder.objectRef<UsageBreakdown>('UsageBreakdown').implement({
  description: 'Usage of a time range by group.',
  fields: (t) => ({
    ...rangeOf(t),
    total: t.expose('total', {
      type: 'BigInt',
      description: 'Total over all groups, including those that are not returned.',
    }),
    otherTotal: t.expose('otherTotal', {
      type: 'BigInt',
      description: 'Total over the groups that are not returned.',
    }),
    groupCount: t.field({
      type: 'BigInt',
      description:
        'Number of groups. Counted only when selected: for a calendar month, selecting it scans every group.',
      resolve: ({ groupCount }) => {
        if (groupCount === null) throw new Error('groupCount was selected but not counted.');
        return groupCount;
      },
    }),
    groups: t.expose('groups', {
      type: [UsageGroupRef],
      description: 'The first groups in the requested order.',
    }),
  }),
});

const UsagePointRef = builder.objectRef<UsagePoint>('UsagePoint').implement({
  description: 'Usage of one step of a time series.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Start of the step.' }),
    ...countsOf(t),
  }),
});

const UsageTimeSeriesRef = builder.objectRef<UsageTimeSeries>('UsageTimeSeries').implement({
  description: 'Usage of a time range by step.',
  fields: (t) => ({
    ...rangeOf(t),
    total: t.expose('total', { type: 'BigInt', description: 'Total over all steps.' }),
    points: t.expose('points', {
      type: [UsagePointRef],
      description:
        'All steps that overlap the range in chronological order, including zeros. The first and the last step count only the part inside the range.',
    }),
  }),
});

const FROM =
  'Start of the range, inclusive. Usage counts when its minute begins in the range; before the three calendar months that precede the current one, its hour. Null: 30 days before `to`.';
const TO =
  'End of the range, exclusive, at most 366 days after `from`. Null: now, including the current minute.';
const FILTER = 'Restricts what is counted. Null: no restriction.';

const UsageRef = builder.objectRef<UsageOwner>('Usage').implement({
  description:
    'Usage statistics, exact as soon as the recording mutation has responded. Usage of a deleted project is deleted with it. Each selected field runs a statement of its own, except for `lastUsedAt` of several projects.',
  fields: (t) => ({
    summary: t.field({
      type: UsageSummaryRef,
      description: 'Returns totals of a time range.',
      args: {
        from: t.arg({ type: 'DateTime', description: FROM }),
        to: t.arg({ type: 'DateTime', description: TO }),
        entityTypes: t.arg({
          type: [UsageEntityTypeEnum],
          description: 'The entities to count. Null: all. Empty: none.',
        }),
        filter: t.arg({ type: UsageFilterInput, description: FILTER }),
      },
      resolve: (owner, args, { context }) => usageSummary(context, owner, args),
    }),
    breakdown: t.field({
      type: UsageBreakdownRef,
      description:
        'Returns the groups with the highest or lowest usage. Fast for one calendar month (UTC), or the current one, of one project without a filter, regardless of the number of groups; a range that deviates from it by up to a day at both ends scans the groups in the deviating part. Any other range scans every group. Example: `breakdown(entityType: TOOL_CALL, groupBy: TOOL, first: 10)`.',
      args: {
        entityType: t.arg({ type: UsageEntityTypeEnum, required: true, description: 'The entity to count.' }),
        from: t.arg({ type: 'DateTime', description: FROM }),
        to: t.arg({ type: 'DateTime', description: TO }),
        groupBy: t.arg({
          type: UsageGroupingEnum,
          required: true,
          description: 'The dimension to group by.',
        }),
        orderBy: t.arg({
          type: UsageOrderEnum,
          description: 'The sort order of the groups. Null: TOTAL_DESC.',
        }),
        first: t.arg.int({ description: 'Number of groups, 1 to 100. Null: 20.' }),
        filter: t.arg({ type: UsageFilterInput, description: FILTER }),
      },
      resolve: (owner, args, { context }, info) =>
        usageBreakdown(context, owner, { ...args, isCounted: maySelect('groupCount', info) }),
    }),
    timeSeries: t.field({
      type: UsageTimeSeriesRef,
      description: 'Returns usage per minute, hour or day.',
      args: {
        entityType: t.arg({ type: UsageEntityTypeEnum, required: true, description: 'The entity to count.' }),
        from: t.arg({ type: 'DateTime', description: FROM }),
        to: t.arg({ type: 'DateTime', description: TO }),
        interval: t.arg({ type: UsageIntervalEnum, required: true, description: 'The length of a step.' }),
        filter: t.arg({ type: UsageFilterInput, description: FILTER }),
      },
      resolve: (owner, args, { context }) => usageTimeSeries(context, owner, args),
    }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the last tool call was made or the last session created, whichever is later, of what is still stored. Null: never.',
      resolve: (owner, _args, { context }) => lastUsage(context, owner),
    }),
  }),
});

builder.objectField(OrganizationRef, 'usage', (t) =>
  t.field({
    type: UsageRef,
    auth: ['ORGANIZATION'],
    scope: 'usage:read',
    description: 'Usage of all projects of the organization that are visible to the key.',
    resolve: ({ id }) => ({ organizationId: id, projectId: null }),
  }),
);

builder.objectField(ProjectRef, 'usage', (t) =>
  t.field({
    type: UsageRef,
    auth: ['ORGANIZATION', 'PROJECT'],
    scope: 'usage:read',
    description: 'Usage of the project.',
    resolve: ({ id, organizationId }) => ({ organizationId, projectId: id }),
  }),
);
