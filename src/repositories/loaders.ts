import DataLoader from 'dataloader';
import type { Reads } from '../postgres/database.ts';
import { createListLoader, type ListLoader } from '../postgres/pagination/list-loader.ts';
import { createRowLoader, type RowLoader } from '../postgres/row-loader.ts';
import type { VisibleProjects } from '../postgres/tenancy.ts';
import {
  type ApiKeyRow,
  type LastUseRow,
  selectKeysByIds,
  selectLastUses,
  selectProjectKeys,
} from './api-key/read.ts';
import {
  type AuthConfigFilter,
  type AuthConfigRow,
  authConfigList,
  selectAuthConfigs,
} from './auth-config.ts';
import {
  type ConnectedAccountFilter,
  type ConnectedAccountRow,
  connectedAccountList,
  selectConnectedAccountCounts,
  selectConnectedAccounts,
} from './connected-account.ts';
import { type McpServerRow, mcpServerList, selectMcpServers } from './mcp-server.ts';
import { type OrganizationRow, selectOrganization } from './organization.ts';
import { type ProjectFilter, projectList } from './project/list.ts';
import { type ProjectRow, selectProjectsByIds } from './project/project.ts';
import { type QuotaRow, selectQuotas } from './quota.ts';
import { NO_RATE_LIMIT, type RateLimitRow, selectRateLimitsOf } from './rate-limit.ts';
import {
  type SessionFilter,
  type SessionRow,
  selectSessions,
  selectToolCallCounts,
  sessionList,
  type ToolCallCountRow,
} from './session.ts';
import {
  selectToolCallData,
  selectToolCallLogs,
  type ToolCallDataRow,
  type ToolCallLogFilter,
  type ToolCallLogRow,
  toolCallLogList,
} from './tool-call-log/read.ts';
import { selectTriggers, type TriggerFilter, type TriggerRow, triggerList } from './trigger.ts';
import {
  type DeliveryFilter,
  type DeliveryRow,
  deliveryList,
  selectDeliveriesByIds,
} from './webhook/delivery.ts';
import {
  type SubscriptionRow,
  selectProjectSubscriptions,
  selectSubscriptionsByIds,
} from './webhook/subscription.ts';

/** Reads for one caller, batched into one statement per tick and cached for one request. */
export type Loaders = {
  /** Limits of projects and keys. Null fields: no own limit. */
  readonly rateLimitBySubjectId: DataLoader<string, RateLimitRow>;
  readonly organizationById: DataLoader<string, OrganizationRow | null>;
  readonly projectById: DataLoader<string, ProjectRow | null>;
  readonly projects: ListLoader<ProjectFilter, ProjectRow>;
  readonly quotaByProjectId: DataLoader<string, QuotaRow | null>;
  readonly keyById: DataLoader<string, ApiKeyRow | null>;
  readonly lastUseByKeyId: DataLoader<string, LastUseRow | null>;
  readonly keysByProjectId: DataLoader<string, readonly ApiKeyRow[]>;
  readonly authConfig: RowLoader<AuthConfigRow>;
  readonly authConfigs: ListLoader<AuthConfigFilter, AuthConfigRow>;
  readonly connectedAccount: RowLoader<ConnectedAccountRow>;
  readonly connectedAccounts: ListLoader<ConnectedAccountFilter, ConnectedAccountRow>;
  readonly connectedAccountCount: DataLoader<AuthConfigRow, number, string>;
  readonly trigger: RowLoader<TriggerRow>;
  readonly triggers: ListLoader<TriggerFilter, TriggerRow>;
  readonly session: RowLoader<SessionRow>;
  readonly sessions: ListLoader<SessionFilter, SessionRow>;
  readonly toolCallCount: RowLoader<ToolCallCountRow>;
  readonly toolCallLog: RowLoader<ToolCallLogRow>;
  readonly toolCallLogs: ListLoader<ToolCallLogFilter, ToolCallLogRow>;
  readonly toolCallData: RowLoader<ToolCallDataRow>;
  readonly webhookSubscriptionById: DataLoader<string, SubscriptionRow | null>;
  readonly webhookSubscriptionsByProjectId: DataLoader<string, readonly SubscriptionRow[]>;
  readonly webhookDeliveryById: DataLoader<string, DeliveryRow | null>;
  readonly webhookDeliveries: ListLoader<DeliveryFilter, DeliveryRow>;
  readonly mcpServer: RowLoader<McpServerRow>;
  readonly mcpServers: ListLoader<object, McpServerRow>;
};

export function createLoaders(db: Reads, visible: VisibleProjects): Loaders {
  return {
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
    projects: createListLoader(db, visible, projectList),
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
    keysByProjectId: new DataLoader(async (projectIds) =>
      byProject(projectIds, await db.read(selectProjectKeys, { ...visible, projectIds })),
    ),
    authConfig: createRowLoader(db, visible, selectAuthConfigs),
    authConfigs: createListLoader(db, visible, authConfigList),
    connectedAccount: createRowLoader(db, visible, selectConnectedAccounts),
    connectedAccounts: createListLoader(db, visible, connectedAccountList),
    mcpServer: createRowLoader(db, visible, selectMcpServers),
    mcpServers: createListLoader(db, visible, mcpServerList),
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
    trigger: createRowLoader(db, visible, selectTriggers),
    triggers: createListLoader(db, visible, triggerList),
    session: createRowLoader(db, visible, selectSessions),
    sessions: createListLoader(db, visible, sessionList),
    toolCallCount: createRowLoader(db, visible, selectToolCallCounts),
    toolCallLog: createRowLoader(db, visible, selectToolCallLogs),
    toolCallLogs: createListLoader(db, visible, toolCallLogList),
    toolCallData: createRowLoader(db, visible, selectToolCallData),
    webhookSubscriptionById: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectSubscriptionsByIds, { ...visible, ids })),
    ),
    webhookSubscriptionsByProjectId: new DataLoader(async (projectIds) =>
      byProject(projectIds, await db.read(selectProjectSubscriptions, { ...visible, projectIds })),
    ),
    webhookDeliveryById: new DataLoader(async (ids) =>
      rowsByIds(ids, await db.read(selectDeliveriesByIds, { ...visible, ids })),
    ),
    webhookDeliveries: createListLoader(db, visible, deliveryList),
  };
}

/** Groups rows by project, in their order. */
function byProject<Row extends { readonly projectId: string | null }>(
  projectIds: readonly string[],
  rows: readonly Row[],
): Row[][] {
  const rowsOf = new Map<string | null, Row[]>(projectIds.map((id) => [id, []]));
  for (const row of rows) rowsOf.get(row.projectId)?.push(row);
  return projectIds.map((id) => rowsOf.get(id) ?? []);
}

/** Orders rows by id with null for missing ones, as DataLoader requires of its batch function. */
function rowsByIds<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
