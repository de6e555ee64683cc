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

/** Whose usage: of an organization, or of one project in it. */
export type UsageOwner = Owner;

export const usageEntities = ['TOOL_CALL', 'SESSION'] as const;
export const usageGroupings = [
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

/** Any value of each list, and all lists. Absent and null: everything. Empty: nothing. */
export type UsageFilterInput = z.input<typeof filterInput>;

/** What every question about usage may say. */
export type UsageInput = UsageRangeInput & { readonly filter?: UsageFilterInput };

type UsageRequest = {
  readonly entities: readonly UsageEntityType[];
  readonly groupBy: UsageGrouping | null;
  /** Nothing larger is read at once. */
  readonly stepMsMax: number;
};

/** A question for the database, as far as the actor may see, and the range that it is about. Throws BAD_USER_INPUT, and
 *  FORBIDDEN for actors without an organization. */
export function buildUsageQuery(
  context: RequestContext,
  { organizationId, projectId }: Owner,
  input: UsageInput,
  { entities, groupBy, stepMsMax }: UsageRequest,
): { readonly range: Span; readonly question: UsageQuery } {
  const range = readRange(context, input);
  const filter = readFilter(input.filter);
  if (projectId !== null && (filter.PROJECT || groupBy === 'PROJECT')) throw onlyOfOrganization(groupBy);
  const levels = levelsOf(rollupOf(filter, groupBy)).filter(({ stepMs }) => stepMs <= stepMsMax);
  // Months are kept by project, and of one dimension at a time.
  const hasMonths = projectId !== null && groupBy !== null && Object.keys(filter).length === 0;
  const spans = (hasMonths ? segmentsWithMonth : segmentsByGrain)(range, levels, context.startedAt);
  const visible = visibleProjects(context.actor, organizationId);
  return { range, question: { visible, projectId, entities, spans, filter } };
}

function readFilter(input: UsageFilterInput): UsageFilter {
  const given = parseInput(z.object({ filter: filterInput }), { filter: input }).filter;
  const filter = {
    TOOL: given?.toolSlugs,
    TOOLKIT: given?.toolkitSlugs,
    CONNECTED_ACCOUNT: given?.connectedAccountIds,
    USER: given?.userIds,
    SESSION: given?.sessionIds,
    API_KEY: given?.apiKeyIds,
    PROJECT: given?.projectIds,
  };
  const lists = Object.entries(filter).flatMap(([dimension, values]) =>
    // An empty text stands for none where usage is kept. Here it is an id that names nothing.
    values ? [[dimension, values.filter((value) => value !== '')] as const] : [],
  );
  return Object.fromEntries(lists);
}

const onlyOfOrganization = (groupBy: UsageGrouping | null) =>
  invalidValue(
    groupBy === 'PROJECT' ? 'groupBy' : 'filter.projectIds',
    'The usage of a project is of one project.',
    'Ask the organization.',
  );
