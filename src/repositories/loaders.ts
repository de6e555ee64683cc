import DataLoader from 'dataloader';
import type { CallerReads } from '../postgres/caller-reads.ts';
import type { Reads } from '../postgres/database.ts';
import type { VisibleProjects } from '../postgres/tenancy.ts';
import {
  type ApiKeyRow,
  type FormerSecretRow,
  type LastUseRow,
  selectKeysByIds,
  selectLastUses,
  selectRotatedSecrets,
} from './api-key/read.ts';
import type { AuthConfigRow } from './auth-config.ts';
import { selectConnectedAccountCounts } from './connected-account.ts';
import { type OrganizationRow, selectOrganization } from './organization.ts';
import { type ArchivedCountsRow, selectArchivedCounts } from './project/archived-list.ts';
import { type ProjectRow, selectProjectsByIds } from './project/project.ts';
import { type QuotaRow, selectQuotas } from './quota.ts';
import { NO_RATE_LIMIT, type RateLimitRow, selectRateLimitsOf } from './rate-limit.ts';
import { type ProjectUseRow, selectProjectUses } from './usage/last-used.ts';
import { type DeliveryRow, selectDeliveriesByIds } from './webhook/delivery.ts';
import { type SubscriptionRow, selectSubscriptionsByIds } from './webhook/subscription.ts';

type SecretsOfKey = { readonly id: string; readonly at: Date };

/** Reads for one caller, batched into one statement per tick and cached for one request. Rows of projects and pages of lists need no entry:
 *  `rowLoader` and `listLoader` make their loaders. */
export type Loaders = CallerReads & {
  /** Limits of projects and keys. Null fields: no own limit. */
  readonly rateLimitBySubjectId: DataLoader<string, RateLimitRow>;
  readonly organizationById: DataLoader<string, OrganizationRow | null>;
  readonly projectById: DataLoader<string, ProjectRow | null>;
  readonly useByProjectId: DataLoader<string, ProjectUseRow | null>;
  readonly archivedCountsById: DataLoader<string, ArchivedCountsRow | null>;
  readonly quotaByProjectId: DataLoader<string, QuotaRow | null>;
  readonly keyById: DataLoader<string, ApiKeyRow | null>;
  readonly lastUseByKeyId: DataLoader<string, LastUseRow | null>;
  /** Former secrets that are still valid at an instant, the same one in each batch. */
  readonly formerSecretsByKeyId: DataLoader<SecretsOfKey, readonly FormerSecretRow[], string>;
  readonly connectedAccountCount: DataLoader<AuthConfigRow, number, string>;
  readonly webhookSubscriptionById: DataLoader<string, SubscriptionRow | null>;
  readonly webhookDeliveryById: DataLoader<string, DeliveryRow | null>;
};

export function createLoaders(db: Reads, visible: VisibleProjects): Loaders {
  return {
    db,
    visible,
    rateLimitBySubjectId: new DataLoader(async (subjectIds) => {
      const rows = await db.read(selectRateLimitsOf, { ...visible, subjectIds });
      const limits = new Map(rows.map((row) => [row.subjectId, row]));
      return subjectIds.map((id) => limits.get(id) ?? NO_RATE_LIMIT);
    }),
    organizationById: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectOrganization, visible)),
    ),
    projectById: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectProjectsByIds, { ...visible, ids })),
    ),
    useByProjectId: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectProjectUses, { ...visible, ids })),
    ),
    archivedCountsById: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectArchivedCounts, { ...visible, ids })),
    ),
    quotaByProjectId: new DataLoader(async (projectIds) => {
      const rows = await db.read(selectQuotas, { ...visible, projectIds });
      const byId = new Map(rows.map((row) => [row.projectId, row]));
      return projectIds.map((id) => byId.get(id) ?? null);
    }),
    keyById: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectKeysByIds, { ...visible, ids })),
    ),
    lastUseByKeyId: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectLastUses, { ...visible, ids })),
    ),
    formerSecretsByKeyId: new DataLoader(
      async (keys) => {
        const keyIds = keys.map(({ id }) => id);
        const rows = await db.read(selectRotatedSecrets, {
          ...visible,
          keyIds,
          now: keys[0]?.at ?? new Date(),
        });
        return keyIds.map((id) => rows.filter(({ keyId }) => keyId === id));
      },
      { cacheKeyFn: ({ id }) => id },
    ),
    connectedAccountCount: new DataLoader(
      async (authConfigs) => {
        const [projectIds, authConfigIds] = [
          authConfigs.map(({ projectId }) => projectId),
          authConfigs.map(({ id }) => id),
        ];
        const counted = await db.read(selectConnectedAccountCounts, {
          ...visible,
          projectIds,
          authConfigIds,
        });
        const counts = new Map(counted.map(({ authConfigId, count }) => [authConfigId, count]));
        return authConfigIds.map((id) => counts.get(id) ?? 0);
      },
      { cacheKeyFn: ({ id }) => id },
    ),
    webhookSubscriptionById: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectSubscriptionsByIds, { ...visible, ids })),
    ),
    webhookDeliveryById: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectDeliveriesByIds, { ...visible, ids })),
    ),
  };
}

/** Orders rows by id with null for missing ones, as DataLoader requires of its batch function. */
function rowsByIds<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
