import { z } from 'zod';
import type { Owner } from '../../postgres/tenancy.ts';
import { levelsOf } from '../../repositories/usage/level.ts';
import { rollupOf, type Span, type UsageFilter, type UsageQuery } from '../../repositories/usage/read.ts';
import { accountUserId } from '../connected-account/fields.ts';
import { invalidValue } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { anyOf, idOf, parseInput, slugInToolkit, toolkitSlug } from '../core/validation.ts';
import { readRange, segmentsByGrain, segmentsWithMonth, type UsageRangeInput } from './range.ts';

/** The usage of an organization, or of one of its projects. */
export type UsageOwner = Owner;

export const usageEntities = ['TOOL_CALL', 'SESSION'] as const;
const usageGroupings = [
  'TOOL',
  'TOOLKIT',
  'CONNECTED_ACCOUNT',
  'USER',
  'SESSION',
  'API_KEY',
  'PROJECT',
] as const;

export type UsageEntityType = (typeof usageEntities)[number];
export type UsageGrouping = (typeof usageGroupings)[number];

const filterInput = z
  .object({
    toolSlugs: anyOf(slugInToolkit),
    toolkitSlugs: anyOf(toolkitSlug),
    connectedAccountIds: anyOf(idOf('ca')),
    userIds: anyOf(accountUserId),
    sessionIds: anyOf(idOf('ses')),
    apiKeyIds: anyOf(idOf('key')),
    projectIds: anyOf(idOf('proj')),
  })
  .nullish();

/** Filters: any value within a list, and all lists. Absent and null: no filter. Empty list: no usage. */
export type UsageFilterInput = z.input<typeof filterInput>;

/** Input of every usage query. */
export type UsageInput = UsageRangeInput & { readonly filter?: UsageFilterInput };

type UsageRequest = {
  readonly entities: readonly UsageEntityType[];
  readonly groupBy: UsageGrouping | null;
  /** The largest grain that may be read. */
  readonly stepMsMax: number;
};

/** Builds the query of an actor, restricted to what the actor may see, and its range. Throws BAD_USER_INPUT, and FORBIDDEN
 *  for actors without an organization. */
export function buildUsageQuery(
  context: Pick<RequestContext, 'actor' | 'startedAt'>,
  { organizationId, projectId }: Owner,
  input: UsageInput,
  { entities, groupBy, stepMsMax }: UsageRequest,
): { readonly range: Span; readonly query: UsageQuery } {
  const range = readRange(context, input);
  const filter = readFilter(input.filter);
  if (projectId !== null && (filter.PROJECT || groupBy === 'PROJECT')) throw onlyOfOrganization(groupBy);
  const levels = levelsOf(rollupOf(filter, groupBy)).filter(({ stepMs }) => stepMs <= stepMsMax);
  // Monthly rollups exist per project, and for one dimension at a time.
  const hasMonths = projectId !== null && groupBy !== null && Object.keys(filter).length === 0;
  const spans = (hasMonths ? segmentsWithMonth : segmentsByGrain)(range, levels, context.startedAt);
  const visible = visibleProjects(context.actor, organizationId);
  return { range, query: { visible, projectId, entities, spans, filter } };
}

function readFilter(input: UsageFilterInput): UsageFilter {
  const parsed = parseInput(z.object({ filter: filterInput }), { filter: input }).filter;
  const filter = {
    TOOL: parsed?.toolSlugs,
    TOOLKIT: parsed?.toolkitSlugs,
    CONNECTED_ACCOUNT: parsed?.connectedAccountIds,
    USER: parsed?.userIds,
    SESSION: parsed?.sessionIds,
    API_KEY: parsed?.apiKeyIds,
    PROJECT: parsed?.projectIds,
  };
  const lists = Object.entries(filter).flatMap(([dimension, values]) =>
    // In the rollups an empty text means "none". In a filter it is an id that matches nothing.
    values ? [[dimension, values.filter((value) => value !== '')] as const] : [],
  );
  return Object.fromEntries(lists);
}

const onlyOfOrganization = (groupBy: UsageGrouping | null) =>
  invalidValue(
    groupBy === 'PROJECT' ? 'groupBy' : 'filter.projectIds',
    'The usage of a project cannot be grouped or filtered by project.',
    'Query the usage of the organization.',
  );
