import { sql } from 'kysely';
import type { Prisma } from '../../postgres/generated/prisma/client.ts';
import type { PrismaReader } from '../../postgres/prisma.ts';
import { statement } from '../../postgres/query/statement.ts';
import { isVisibleProject, type VisibleProjects } from '../../postgres/tenancy.ts';
import type { ArchivedProjectRow } from './archive.ts';

/** Position of a project in the list. */
export type ArchivedProjectPosition = { readonly archivedAt: Date; readonly id: string };

type ArchivedProjectPage = {
  readonly visible: VisibleProjects;
  readonly ascending: boolean;
  /** Projects strictly after this one in the given order. Null: from the beginning. */
  readonly after: ArchivedProjectPosition | null;
  /** Projects strictly before this one in the given order. Null: to the end. */
  readonly before: ArchivedProjectPosition | null;
  readonly limit: number;
};

export async function findArchivedProjectPage(
  { archivedProject }: PrismaReader,
  { visible, ascending, after, before, limit }: ArchivedProjectPage,
): Promise<readonly ArchivedProjectRow[]> {
  const order = ascending ? 'asc' : 'desc';
  const conditions = [
    ...conditionsOf(visible),
    ...(after ? [beyond(ascending ? 'gt' : 'lt', after)] : []),
    ...(before ? [beyond(ascending ? 'lt' : 'gt', before)] : []),
  ];
  return archivedProject.findMany({
    where: { AND: conditions },
    orderBy: [{ archivedAt: order }, { id: order }],
    take: limit,
  });
}

/** Null: there is none, it is not visible, or its purge has started. */
export async function findArchivedProject(
  { archivedProject }: PrismaReader,
  visible: VisibleProjects,
  id: string,
): Promise<ArchivedProjectRow | null> {
  return archivedProject.findFirst({ where: { AND: [...conditionsOf(visible), { id }] } });
}

export async function countArchivedProjects(
  { archivedProject }: PrismaReader,
  visible: VisibleProjects,
): Promise<number> {
  return archivedProject.count({ where: { AND: conditionsOf(visible) } });
}

/** The first condition matches the index: PostgreSQL starts at the instant, and compares ids of that instant only. */
const beyond = (
  side: 'lt' | 'gt',
  { archivedAt, id }: ArchivedProjectPosition,
): Prisma.ArchivedProjectWhereInput => ({
  archivedAt: side === 'lt' ? { lte: archivedAt } : { gte: archivedAt },
  OR: [{ archivedAt: { [side]: archivedAt } }, { id: { [side]: id } }],
});

/** Projects whose purge has started cannot be restored and are not listed. */
function conditionsOf({
  organizationId,
  visibleProjectIds,
}: VisibleProjects): Prisma.ArchivedProjectWhereInput[] {
  const restorable: Prisma.ArchivedProjectWhereInput = { organizationId, purgeStartedAt: null };
  return visibleProjectIds === null ? [restorable] : [restorable, { id: { in: [...visibleProjectIds] } }];
}

/** Counting the rows of a project stops here. */
const ARCHIVED_COUNT_MAX = 1_000;

const counted = {
  apiKeys: 'archived_key',
  webhookSubscriptions: 'archived_webhook_subscription',
  authConfigs: 'auth_config',
  connectedAccounts: 'connected_account',
  triggers: 'trigger',
} as const;

export type ArchivedCountsRow = { readonly id: string } & {
  readonly [Name in keyof typeof counted]: number;
};

/** Counts rows of several archived projects. */
export const selectArchivedCounts = statement<VisibleProjects & { readonly ids: readonly string[] }>()(
  'archived_project_counts',
  (db, argument) => {
    const organizationId = argument('organizationId');
    const counts = Object.entries(counted).map(
      ([name, table]) => sql`(select count(*)::int from (
        select from ${sql.table(table)} as counted
        where counted.organization_id = ${organizationId} and counted.project_id = archived_project.id
        limit ${sql.lit(ARCHIVED_COUNT_MAX)}) as limited) as ${sql.id(name)}`,
    );
    const rows = sql<ArchivedCountsRow>`select archived_project.id, ${sql.join(counts)} from archived_project
      where archived_project.organization_id = ${organizationId}
        and ${isVisibleProject(sql.ref('archived_project.id'), argument)}
        and archived_project.id = any(${argument('ids', 'text[]')})`;
    return { compile: () => rows.compile(db) };
  },
);
