import type { ReadAuditLogQueryVariables, ReadProjectAuditLogQueryVariables } from '../generated/graphql.ts';
import { type Credentials, run } from './client.ts';
import { ReadAuditLog, ReadProjectAuditLog } from './operations/audit-log.ts';
import type { TestServer } from './server.ts';
import type { OrganizationWorld } from './world.ts';

type WithKey = { readonly credentials: Credentials };

export const readLog = async (
  server: TestServer,
  { credentials }: WithKey,
  variables: ReadAuditLogQueryVariables = {},
) => (await run(server, ReadAuditLog, variables, credentials)).organization.auditLog;

export const readProjectLog = async (
  server: TestServer,
  { credentials }: WithKey,
  variables: ReadProjectAuditLogQueryVariables = {},
) => (await run(server, ReadProjectAuditLog, variables, credentials)).project.auditLog;

export type AuditPage = Awaited<ReturnType<typeof readLog>>;

export const idsOf = ({ nodes }: AuditPage) => nodes.map(({ id }) => id);

export const NO_PAGE = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };

type Bulk = {
  readonly count: number;
  /** Of these in turn. */
  readonly projectIds: readonly string[];
  readonly actorKeyId?: string;
  /** Of the first entry. */
  readonly from: string;
  /** How many entries each second has. */
  readonly perSecond?: number;
};

/** Many entries at once, behind the server's back: as a year of work would leave them. */
export async function fillLog(server: TestServer, { id }: OrganizationWorld, bulk: Bulk): Promise<void> {
  const { count, projectIds, actorKeyId, from, perSecond = 1 } = bulk;
  const projects = `ARRAY[${projectIds.map((projectId) => `'${projectId}'`).join()}]`;
  await server.database.query(`
    INSERT INTO audit_entry
      (organization_id, id, project_id, target_id, action, actor_kind, actor_key_id, changes, request_id, created_at)
    SELECT '${id}', 'aud_' || left(md5('${id}' || n), 16), project_id, project_id, 'PROJECT_UPDATED', 'organization',
      ${actorKeyId ? `'${actorKeyId}'` : 'NULL'}, '{}', NULL, '${from}'::timestamptz + n / ${perSecond} * interval '1 second'
    FROM (SELECT n, (${projects})[1 + n % ${projectIds.length}] AS project_id FROM generate_series(1, ${count}) n) AS entry`);
}
