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

export const UsageEntityTypeEnum = builder.enumType('UsageEntityType', {
  description: 'What is counted.',
  values: {
    TOOL_CALL: {
      description:
        'Recorded tool calls, each once, however often it is sent, in the minute in which it was called. One that is recorded more than 24 hours after that is in the log and not counted.',
    },
    SESSION: {
      description:
        'Created sessions, in the minute of their creation, by their user, key and id. They have no tool, toolkit or account.',
    },
  } as const satisfies Record<UsageEntityType, object>,
});

const UsageGroupingEnum = builder.enumType('UsageGrouping', {
  description: 'By what usage is grouped.',
  values: {
    TOOL: { description: 'The tool. Keys are slugs.' },
    TOOLKIT: { description: 'The toolkit of the tool. Keys are slugs.' },
    CONNECTED_ACCOUNT: { description: 'The account that was used, deleted or not. Keys are ids.' },
    USER: { description: 'For whom. Keys are user ids.' },
    SESSION: { description: 'The session. Keys are ids.' },
    API_KEY: { description: 'The key that recorded or created it, revoked or not. Keys are ids.' },
    PROJECT: { description: 'The project. Keys are ids. Only of an organization.' },
  } as const satisfies Record<UsageGrouping, object>,
});

const UsageOrderEnum = builder.enumType('UsageOrder', {
  description: 'Which groups come first.',
  values: {
    TOTAL_DESC: {
      description: 'Those with the largest total, and of the same total in the order of their keys.',
    },
    TOTAL_ASC: { description: 'Those with the smallest total: TOTAL_DESC backwards, keys too.' },
  } as const,
});

const UsageIntervalEnum = builder.enumType('UsageInterval', {
  description: 'The steps of a time series, each of UTC. A series has at most 1500.',
  values: {
    MINUTE: { description: 'Minutes, in this month and the three before it.' },
    HOUR: { description: 'Hours.' },
    DAY: { description: 'Days.' },
  } as const,
});

const ANY = 'Any of these, at most 100. Null: all, and none. Empty: nothing.';

const UsageFilterInput = builder.inputType('UsageFilter', {
  description: 'What is counted. A call or a session must fit every list that is given.',
  fields: (t) => ({
    toolSlugs: t.stringList({ description: `The tool. ${ANY}` }),
    toolkitSlugs: t.stringList({ description: `The toolkit. ${ANY}` }),
    connectedAccountIds: t.idList({ description: `The account. ${ANY}` }),
    userIds: t.stringList({ description: `The user. ${ANY}` }),
    sessionIds: t.idList({ description: `The session. ${ANY}` }),
    apiKeyIds: t.idList({ description: `The key. ${ANY}` }),
    projectIds: t.idList({ description: `The project, of an organization only. ${ANY}` }),
  }),
});

type CountsFieldBuilder<Counts extends UsageCounts> = PothosSchemaTypes.ObjectFieldBuilder<
  typeof builder.$inferSchemaTypes,
  Counts
>;

const countsOf = <Counts extends UsageCounts>(t: CountsFieldBuilder<Counts>) => ({
  total: t.field({ type: 'BigInt', description: 'How many.', resolve: ({ total }) => total }),
  errorCount: t.field({
    type: 'BigInt',
    description: 'How many of them ended with ERROR. Sessions count none here.',
    resolve: ({ errorCount }) => errorCount,
  }),
  durationMs: t.field({
    type: 'BigInt',
    description: 'How long they took together, in milliseconds. Sessions count none here.',
    resolve: ({ durationMs }) => durationMs,
  }),
});

type Range = { readonly from: Date; readonly to: Date };

const rangeOf = <Ranged extends Range>(
  t: PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Ranged>,
) => ({
  from: t.field({
    type: 'DateTime',
    description: 'What was asked for, moved to where the next minute begins. Inclusive.',
    resolve: ({ from }) => from,
  }),
  to: t.field({ type: 'DateTime', description: 'The same, exclusive.', resolve: ({ to }) => to }),
});

const UsageEntityTotalRef = builder
  .objectRef<UsageSummary['entities'][number]>('UsageEntityTotal')
  .implement({
    description: 'How much was used of one kind of thing.',
    fields: (t) => ({
      entityType: t.expose('entityType', { type: UsageEntityTypeEnum, description: 'Of what.' }),
      ...countsOf(t),
    }),
  });

const UsageSummaryRef = builder.objectRef<UsageSummary>('UsageSummary').implement({
  description: 'How much was used.',
  fields: (t) => ({
    ...rangeOf(t),
    total: t.expose('total', { type: 'BigInt', description: 'Of everything that was asked for.' }),
    entities: t.expose('entities', {
      type: [UsageEntityTotalRef],
      description: 'Of each kind of thing that was asked for, zeros included.',
    }),
  }),
});

const UsageGroupRef = builder.objectRef<UsageBreakdown['groups'][number]>('UsageGroup').implement({
  description: 'What belongs together.',
  fields: (t) => ({
    key: t.exposeString('key', {
      nullable: true,
      description:
        'The slug or the id of what it is grouped by. Null: what has none, such as calls without a session.',
    }),
    ...countsOf(t),
  }),
});

const UsageBreakdownRef = builder.objectRef<UsageBreakdown>('UsageBreakdown').implement({
  description: 'Who or what used how much.',
  fields: (t) => ({
    ...rangeOf(t),
    total: t.expose('total', {
      type: 'BigInt',
      description: 'Of all groups, those that are not here included.',
    }),
    otherTotal: t.expose('otherTotal', { type: 'BigInt', description: 'Of the groups that are not here.' }),
    groupCount: t.field({
      type: 'BigInt',
      description:
        'How many groups there are. Counted only when asked for: of a month, it is what has to look at every group.',
      resolve: ({ groupCount }) => {
        if (groupCount === null) throw new Error('Groups were asked for their number and not counted.');
        return groupCount;
      },
    }),
    groups: t.expose('groups', { type: [UsageGroupRef], description: 'The first of them.' }),
  }),
});

const UsagePointRef = builder.objectRef<UsagePoint>('UsagePoint').implement({
  description: 'How much was used in one step of a time series.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When the step begins.' }),
    ...countsOf(t),
  }),
});

const UsageTimeSeriesRef = builder.objectRef<UsageTimeSeries>('UsageTimeSeries').implement({
  description: 'How much was used when.',
  fields: (t) => ({
    ...rangeOf(t),
    total: t.expose('total', { type: 'BigInt', description: 'Of all steps.' }),
    points: t.expose('points', {
      type: [UsagePointRef],
      description:
        'Every step that the range touches, in their order, zeros included. The first and the last are counted as far as the range goes.',
    }),
  }),
});

const FROM =
  'From this time on. A minute counts when it begins in the range; longer ago than three months before this one, an hour. Null: 30 days before `to`.';
const TO = 'Before this time, at most 366 days after `from`. Null: now, the current minute included.';
const FILTER = 'Null: everything.';

const UsageRef = builder.objectRef<UsageOwner>('Usage').implement({
  description:
    'What was used, exact from the answer of the mutation on. It goes with its project. Each field below it is a statement of its own.',
  fields: (t) => ({
    summary: t.field({
      type: UsageSummaryRef,
      description: 'How much was used in a range of time.',
      args: {
        from: t.arg({ type: 'DateTime', description: FROM }),
        to: t.arg({ type: 'DateTime', description: TO }),
        entityTypes: t.arg({
          type: [UsageEntityTypeEnum],
          description: 'Of what. Null: everything. Empty: nothing.',
        }),
        filter: t.arg({ type: UsageFilterInput, description: FILTER }),
      },
      resolve: (owner, args, { context }) => usageSummary(context, owner, args),
    }),
    breakdown: t.field({
      type: UsageBreakdownRef,
      description:
        'Who or what used the most, or the least. It looks at every group, but for a calendar month of UTC, or this month so far, of one project without a filter: that takes about as long as a page, however many groups there are. With up to a day more or less at both ends, it looks at the groups of what lies there.',
      args: {
        entityType: t.arg({ type: UsageEntityTypeEnum, required: true, description: 'Of what.' }),
        from: t.arg({ type: 'DateTime', description: FROM }),
        to: t.arg({ type: 'DateTime', description: TO }),
        groupBy: t.arg({ type: UsageGroupingEnum, required: true, description: 'By what.' }),
        orderBy: t.arg({ type: UsageOrderEnum, description: 'Null: TOTAL_DESC.' }),
        first: t.arg.int({ description: 'How many groups, 1 to 100. Null: 20.' }),
        filter: t.arg({ type: UsageFilterInput, description: FILTER }),
      },
      resolve: (owner, args, { context }, info) =>
        usageBreakdown(context, owner, { ...args, isCounted: maySelect('groupCount', info) }),
    }),
    timeSeries: t.field({
      type: UsageTimeSeriesRef,
      description: 'How much was used in each minute, hour or day.',
      args: {
        entityType: t.arg({ type: UsageEntityTypeEnum, required: true, description: 'Of what.' }),
        from: t.arg({ type: 'DateTime', description: FROM }),
        to: t.arg({ type: 'DateTime', description: TO }),
        interval: t.arg({ type: UsageIntervalEnum, required: true, description: 'In which steps.' }),
        filter: t.arg({ type: UsageFilterInput, description: FILTER }),
      },
      resolve: (owner, args, { context }) => usageTimeSeries(context, owner, args),
    }),
  }),
});

builder.objectField(OrganizationRef, 'usage', (t) =>
  t.field({
    type: UsageRef,
    auth: ['ORGANIZATION'],
    description: 'What was used in all projects of the organization that the key may see.',
    resolve: ({ id }) => ({ organizationId: id, projectId: null }),
  }),
);

builder.objectField(ProjectRef, 'usage', (t) =>
  t.field({
    type: UsageRef,
    auth: ['ORGANIZATION', 'PROJECT'],
    scope: 'usage:read',
    description: 'What was used in the project.',
    resolve: ({ id, organizationId }) => ({ organizationId, projectId: id }),
  }),
);
