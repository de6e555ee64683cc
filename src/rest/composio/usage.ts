import { z } from 'zod';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { actingProject, visibleOrganization } from '../../domain/core/tenancy.ts';
import { strictInput } from '../../domain/core/validation.ts';
import type {
  UsageEntityType,
  UsageFilterInput,
  UsageGrouping,
  UsageOwner,
} from '../../domain/usage/query.ts';
import {
  GROUPS_PER_EXPORT_MAX,
  type UsageBreakdown,
  type UsageCounts,
  type UsageSummary,
  usageBreakdown,
  usageSummary,
} from '../../domain/usage/read.ts';
import { defineRoute, type Route } from '../route.ts';

const GROUPS_DEFAULT = 100;
const BREAKDOWN_POINTS = 20;

const entityOf = { tool_calls: 'TOOL_CALL', sessions: 'SESSION' } as const satisfies Record<
  string,
  UsageEntityType
>;
const nameOf = { TOOL_CALL: 'tool_calls', SESSION: 'sessions' } as const;
const unitOf = { TOOL_CALL: 'call', SESSION: 'session' } as const;
const defaultGrouping = { TOOL_CALL: 'TOOL', SESSION: 'USER' } as const;

const entityType = z.enum(['tool_calls', 'sessions']);

const groupings = {
  tool_slug: 'TOOL',
  toolkit_slug: 'TOOLKIT',
  connected_account_id: 'CONNECTED_ACCOUNT',
  user_id: 'USER',
  session_id: 'SESSION',
  api_key_id: 'API_KEY',
  project_id: 'PROJECT',
} as const satisfies Record<string, UsageGrouping>;

type GroupName = keyof typeof groupings;

const projectGroupNames = [
  'tool_slug',
  'toolkit_slug',
  'connected_account_id',
  'user_id',
  'session_id',
  'api_key_id',
] as const satisfies readonly GroupName[];

/** A list of values, or a single one. */
const values = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((sent) => (typeof sent === 'string' ? [sent] : sent));

const projectFilters = {
  tool_slug: values,
  toolkit_slug: values,
  connected_account_id: values,
  user_id: values,
  session_id: values,
  api_key_id: values,
};

const epochMs = z.int().optional();
const range = {
  from: epochMs.meta({ description: 'Inclusive start in epoch milliseconds. Default: 30 days before `to`.' }),
  to: epochMs.meta({
    description: 'Exclusive end in epoch milliseconds. Default: now. At most 366 days later.',
  }),
};

/** The usage of one project, or of all projects of the organization. */
type Level = {
  readonly path: string;
  readonly noun: 'project' | 'organization';
  readonly auth: 'PROJECT' | 'ORGANIZATION';
  readonly twin: string;
  readonly filters: z.ZodRawShape;
  readonly groupNames: readonly [GroupName, ...GroupName[]];
  readonly ownerOf: (context: RequestContext) => UsageOwner;
};

const breakdownOrder = {
  order_by: z
    .enum(['total_quantity', 'event_count'])
    .default('total_quantity')
    .meta({ description: 'The same order: each event has the quantity 1.' }),
  order_direction: z.enum(['asc', 'desc']).default('desc'),
  limit: z.int().min(1).max(GROUPS_PER_EXPORT_MAX).default(GROUPS_DEFAULT),
};

const countsAnswer = {
  total_quantity: z.string().meta({ description: 'An integer as text, since it can exceed a double.' }),
  event_count: z.int(),
};

const entityTotal = z.object({ unit: z.string(), ...countsAnswer }).meta({ id: 'UsageTotal' });

const summaryAnswer = z
  .object({ entities: z.object({ tool_calls: entityTotal.optional(), sessions: entityTotal.optional() }) })
  .meta({ id: 'UsageSummary' });

const breakdownAnswer = z
  .object({
    entity_type: entityType,
    unit: z.string(),
    ...countsAnswer,
    groups: z.array(z.object({ key: z.string(), ...countsAnswer })),
  })
  .meta({ id: 'UsageBreakdown' });

const countsOf = (total: UsageCounts['total']) => ({
  total_quantity: String(total),
  event_count: Number(total),
});

const summaryOf = ({ entities }: UsageSummary): z.input<typeof summaryAnswer> => ({
  entities: Object.fromEntries(
    entities.map(({ entityType: entity, total }) => [
      nameOf[entity],
      { unit: unitOf[entity], ...countsOf(total) },
    ]),
  ),
});

const breakdownOf = (
  entity: UsageEntityType,
  { total, groups }: UsageBreakdown,
): z.input<typeof breakdownAnswer> => ({
  entity_type: nameOf[entity],
  unit: unitOf[entity],
  ...countsOf(total),
  groups: groups.map((group) => ({ key: group.key ?? '', ...countsOf(group.total) })),
});

type Sent = {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly filters?: { readonly [Name in GroupName]?: string[] | null | undefined } | undefined;
};

/** Returns the range and the filters as the domain names them. */
function usageInput({ from, to, filters = {} }: Sent) {
  const filter: UsageFilterInput = {
    toolSlugs: filters.tool_slug,
    toolkitSlugs: filters.toolkit_slug,
    connectedAccountIds: filters.connected_account_id,
    userIds: filters.user_id,
    sessionIds: filters.session_id,
    apiKeyIds: filters.api_key_id,
    projectIds: filters.project_id,
  };
  const instant = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms));
  return { from: instant(from), to: instant(to), filter };
}

type SentOrder = {
  readonly group_by?: GroupName | undefined;
  readonly order_direction: 'asc' | 'desc';
  readonly limit: number;
};

/** Returns the groups and their order as the domain names them. */
const orderInput = (entity: UsageEntityType, { group_by: group, order_direction, limit }: SentOrder) => ({
  entityType: entity,
  groupBy: group ? groupings[group] : defaultGrouping[entity],
  orderBy: order_direction === 'asc' ? ('TOTAL_ASC' as const) : ('TOTAL_DESC' as const),
  first: limit,
  isCounted: false,
  isExport: true,
});

const entityPath = {
  entity_type: entityType.meta({ description: 'What is counted: recorded tool calls, or created sessions.' }),
};

const summaryRoute = (level: Level): Route =>
  defineRoute({
    method: 'POST',
    path: `${level.path}/usage/summary`,
    operationId: `${level.noun}UsageSummary`,
    tag: 'Usage',
    summary: `Sum the usage of the ${level.noun}`,
    description: 'Returns the totals of a time range by entity type. Changes nothing.',
    auth: [level.auth],
    scope: 'usage:read',
    twin: level.twin,
    isInProject: level.auth === 'PROJECT',
    body: {
      ...range,
      entity_types: z.array(entityType).optional(),
      filters: strictInput(level.filters).optional(),
    },
    answer: summaryAnswer,
    run: async ({ context, body }) => {
      const entityTypes = body.entity_types?.map((name) => entityOf[name]);
      return summaryOf(
        await usageSummary(context, level.ownerOf(context), { ...usageInput(body), entityTypes }),
      );
    },
  });

const breakdownRoute = (level: Level): Route =>
  defineRoute({
    method: 'POST',
    path: `${level.path}/usage/{entity_type}`,
    operationId: `${level.noun}UsageBreakdown`,
    tag: 'Usage',
    summary: `Group the usage of the ${level.noun}`,
    description: 'Returns the groups of a time range with the most, or the least, usage. Changes nothing.',
    auth: [level.auth],
    scope: 'usage:read',
    twin: level.twin,
    isInProject: level.auth === 'PROJECT',
    points: BREAKDOWN_POINTS,
    params: entityPath,
    body: {
      ...range,
      group_by: z.enum(level.groupNames).optional(),
      ...breakdownOrder,
      filters: strictInput(level.filters).optional(),
    },
    answer: breakdownAnswer,
    run: async ({ context, params, body }) => {
      const entity = entityOf[params.entity_type];
      const owner = level.ownerOf(context);
      const input = { ...usageInput(body), ...orderInput(entity, body) };
      return breakdownOf(entity, await usageBreakdown(context, owner, input));
    },
  });

const levels: readonly Level[] = [
  {
    path: '/project',
    noun: 'project',
    auth: 'PROJECT',
    twin: 'Project.usage',
    filters: projectFilters,
    groupNames: projectGroupNames,
    ownerOf: actingProject,
  },
  {
    path: '/org',
    noun: 'organization',
    auth: 'ORGANIZATION',
    twin: 'Organization.usage',
    filters: { ...projectFilters, project_id: values },
    groupNames: [...projectGroupNames, 'project_id'],
    ownerOf: ({ actor }) => ({ ...visibleOrganization(actor), projectId: null }),
  },
];

export const usageRoutes: readonly Route[] = levels.flatMap((level) => [
  summaryRoute(level),
  breakdownRoute(level),
]);
