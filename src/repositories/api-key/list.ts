import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { defineList } from '../../postgres/pagination/list-query.ts';
import { tenantPredicate } from '../../postgres/tenancy.ts';
import { type ApiKeyRow, apiKeyColumns } from './read.ts';

export type ApiKeyFilter = {
  readonly enabled: boolean;
  /** Issued before this instant, and not used since with any of its secrets. */
  readonly unusedSince: Date;
  readonly expiringBefore: Date;
  readonly hasExpiry: boolean;
  readonly hasScopes: boolean;
};

/** Lists without pages: the keys of a project, or those of the organization itself. */
const keyList = (owner: 'project' | 'organization') =>
  defineList<ApiKeyFilter, ApiKeyRow>()({
    table: 'api_key',
    owner,
    ownerOf: ({ projectId, organizationId }) => projectId ?? organizationId,
    columns: apiKeyColumns,
    rareColumns: (argument) => ({
      lastUsedAt: sql`(select secret_use.last_used_at from secret_use
        where secret_use.organization_id = ${argument('organizationId')} and secret_use.hash = api_key.hash)`,
    }),
    rows: (db) =>
      db
        .selectFrom('api_key')
        .$if(owner === 'organization', (query) => query.where('project_id', 'is', null)),
    isVisible: (argument, visibility) => tenantPredicate('api_key', argument, visibility),
    filters: {
      enabled: (eb, enabled) => eb('api_key.enabled', '=', enabled),
      unusedSince: (eb, instant) =>
        eb.and([eb('api_key.created_at', '<', instant), eb.not(isUsedSince(instant))]),
      expiringBefore: (eb, instant) => eb('api_key.expires_at', '<', instant),
      hasExpiry: (_eb, has) => sql<SqlBool>`(api_key.expires_at is not null) = ${has}`,
      hasScopes: (_eb, has) => sql<SqlBool>`(api_key.scopes is not null) = ${has}`,
    },
  });

/** Whether the current secret of a key, or a former one, was used at an instant or later. */
const isUsedSince = (instant: RawBuilder<Date>) => sql<SqlBool>`(
  exists (select from secret_use
    where secret_use.organization_id = api_key.organization_id and secret_use.hash = api_key.hash
      and secret_use.last_used_at >= ${instant})
  or exists (select from rotated_secret
    join secret_use on secret_use.organization_id = rotated_secret.organization_id and secret_use.hash = rotated_secret.hash
    where rotated_secret.organization_id = api_key.organization_id and rotated_secret.key_id = api_key.id
      and secret_use.last_used_at >= ${instant}))`;

export const projectKeyList = keyList('project');
export const organizationKeyList = keyList('organization');
