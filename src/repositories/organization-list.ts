import { sql } from 'kysely';
import type { PageWindow } from '../postgres/pagination/list-query.ts';
import { type Statement, statement } from '../postgres/query/statement.ts';
import type { VisibleOrganization } from '../postgres/tenancy.ts';
import { type OrganizationRow, organizationColumns } from './organization.ts';

// Reads of the operator, across all organizations.

export type OrganizationFilter = {
  /** A substring of the name, case-insensitive, or an id. */
  readonly search: string | null;
  readonly isSuspended: boolean | null;
};

type PageArguments = OrganizationFilter & {
  readonly afterAt: Date | null;
  readonly afterId: string | null;
  readonly beforeAt: Date | null;
  readonly beforeId: string | null;
  readonly limit: number;
};

const matches = (
  argument: <Name extends keyof OrganizationFilter>(name: Name, type?: 'text' | 'boolean') => unknown,
) =>
  sql<boolean>`(${argument('search', 'text')} is null or organization.id = ${argument('search')}
      or strpos(lower(organization.name), lower(${argument('search')})) > 0)
    and (${argument('isSuspended', 'boolean')} is null
      or (organization.suspended_at is not null) = ${argument('isSuspended')})`;

const pageStatement = (direction: 'asc' | 'desc') =>
  statement<PageArguments>()(`organization_page_${direction}`, (db, argument) => {
    const [beyond, first, last] =
      direction === 'asc' ? ['>', '-infinity', 'infinity'] : ['<', 'infinity', '-infinity'];
    const place = sql`(organization.created_at, organization.id)`;
    const position = (at: 'afterAt' | 'beforeAt', id: 'afterId' | 'beforeId', otherwise: string) =>
      sql`(coalesce(${argument(at, 'timestamptz')}, ${sql.lit(otherwise)}), coalesce(${argument(id, 'text')}, ''))`;
    return db
      .selectFrom('organization')
      .select(organizationColumns)
      .where(matches(argument))
      .where(sql<boolean>`${place} ${sql.raw(beyond ?? '')} ${position('afterAt', 'afterId', first ?? '')}`)
      .where(sql<boolean>`${position('beforeAt', 'beforeId', last ?? '')} ${sql.raw(beyond ?? '')} ${place}`)
      .orderBy('organization.created_at', direction)
      .orderBy('organization.id', direction)
      .limit(argument('limit', 'int').$castTo<number>());
  });

const pages: Readonly<Record<'asc' | 'desc', Statement<PageArguments, OrganizationRow>>> = {
  asc: pageStatement('asc'),
  desc: pageStatement('desc'),
};

/** Returns the statement of a page, and its arguments. */
export function organizationPage(
  { ascending, after, before, limit }: PageWindow,
  filter: OrganizationFilter,
) {
  const args: PageArguments = {
    ...filter,
    afterAt: after && new Date(after.value),
    afterId: after?.id ?? null,
    beforeAt: before && new Date(before.value),
    beforeId: before?.id ?? null,
    limit,
  };
  return [pages[ascending ? 'asc' : 'desc'], args] as const;
}

export const selectOrganizationCount = statement<OrganizationFilter>()('organization_count', (db, argument) =>
  db.selectFrom('organization').select(sql<number>`count(*)::int`.as('count')).where(matches(argument)),
);

/** Numbers of rows of an organization. */
export type OrganizationCountsRow = {
  readonly projectCount: number;
  readonly archivedProjectCount: number;
  readonly apiKeyCount: number;
  readonly connectedAccountCount: number;
  readonly triggerCount: number;
  readonly mcpServerCount: number;
  readonly webhookSubscriptionCount: number;
};

export const selectOrganizationCounts = statement<VisibleOrganization>()(
  'organization_counts',
  (db, argument) => {
    const isOwned = sql`organization_id = ${argument('organizationId')}`;
    const countOf = (table: string, condition = sql`true`) =>
      sql<number>`(select count(*)::int from ${sql.table(table)} where ${isOwned} and ${condition})`;
    // Rows of archived and deleted projects are left where they were.
    const inProjects = (table: string) =>
      countOf(table, sql`project_id in (select id from project where ${isOwned})`);
    return db.selectNoFrom([
      countOf('project').as('projectCount'),
      countOf('archived_project', sql`purge_started_at is null`).as('archivedProjectCount'),
      countOf('api_key').as('apiKeyCount'),
      inProjects('connected_account').as('connectedAccountCount'),
      inProjects('trigger').as('triggerCount'),
      inProjects('mcp_server').as('mcpServerCount'),
      countOf('webhook_subscription').as('webhookSubscriptionCount'),
    ]);
  },
);
