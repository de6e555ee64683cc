import type { AuditEntry, Prisma } from '../../postgres/generated/prisma/client.ts';
import type { PrismaReader } from '../../postgres/prisma.ts';
import type { VisibleAuditEntries } from '../../postgres/tenancy.ts';

/** The columns that are always read; requested ones come with them. */
export type AuditEntryRow = Pick<AuditEntry, 'id' | 'createdAt'>;

/** The columns to read besides those of `AuditEntryRow`. */
export type AuditEntryColumns = Prisma.AuditEntrySelect;

/** Null: not filtered. */
export type AuditEntryFilter = {
  readonly actions: readonly string[] | null;
  readonly actorKind: string | null;
  readonly actorKeyId: string | null;
  readonly result: string | null;
  readonly targetId: string | null;
  readonly projectId: string | null;
  /** Inclusive. */
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
};

/** Position of an entry in the log. */
export type AuditEntryPosition = { readonly createdAt: Date; readonly id: string };

export type AuditEntryPage = {
  readonly visible: VisibleAuditEntries;
  readonly filter: AuditEntryFilter;
  readonly columns: AuditEntryColumns;
  readonly ascending: boolean;
  /** Entries strictly after this one in the given order. Null: from the beginning. */
  readonly after: AuditEntryPosition | null;
  /** Entries strictly before this one in the given order. Null: to the end. */
  readonly before: AuditEntryPosition | null;
  readonly limit: number;
};

const ALWAYS = { id: true, createdAt: true } as const;

export async function findAuditEntryPage(
  { auditEntry }: PrismaReader,
  { visible, filter, columns, ascending, after, before, limit }: AuditEntryPage,
): Promise<readonly AuditEntryRow[]> {
  const order = ascending ? 'asc' : 'desc';
  const conditions = [
    ...conditionsOf(visible, filter),
    ...(after ? [beyond(ascending ? 'gt' : 'lt', after)] : []),
    ...(before ? [beyond(ascending ? 'lt' : 'gt', before)] : []),
  ];
  return auditEntry.findMany({
    where: { AND: conditions },
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit,
    select: { ...columns, ...ALWAYS },
  });
}

export async function countAuditEntries(
  { auditEntry }: PrismaReader,
  visible: VisibleAuditEntries,
  filter: AuditEntryFilter,
): Promise<number> {
  return auditEntry.count({ where: { AND: conditionsOf(visible, filter) } });
}

/** Lookups of one tick with the same columns are batched into one statement. */
export async function findAuditEntry(
  { auditEntry }: PrismaReader,
  { organizationId, ...rest }: VisibleAuditEntries,
  { id, columns }: { readonly id: string; readonly columns: AuditEntryColumns },
): Promise<AuditEntryRow | null> {
  const where = { organizationId_id: { organizationId, id }, ...rest };
  return auditEntry.findUnique({ where, select: { ...columns, ...ALWAYS } });
}

/** The first condition matches the index: PostgreSQL starts at the instant, and compares ids of that instant only. */
const beyond = (side: 'lt' | 'gt', { createdAt, id }: AuditEntryPosition): Prisma.AuditEntryWhereInput => ({
  createdAt: side === 'lt' ? { lte: createdAt } : { gte: createdAt },
  OR: [{ createdAt: { [side]: createdAt } }, { id: { [side]: id } }],
});

function conditionsOf(
  visible: VisibleAuditEntries,
  { actions, actorKind, actorKeyId, result, targetId, projectId, from, to }: AuditEntryFilter,
): Prisma.AuditEntryWhereInput[] {
  const conditions: Prisma.AuditEntryWhereInput[] = [visible];
  if (actions) conditions.push({ action: { in: [...actions] } });
  if (actorKind !== null) conditions.push({ actorKind });
  if (actorKeyId !== null) conditions.push({ actorKeyId });
  if (result !== null) conditions.push({ result });
  if (targetId !== null) conditions.push({ targetId });
  if (projectId !== null) conditions.push({ projectId });
  if (from) conditions.push({ createdAt: { gte: from } });
  if (to) conditions.push({ createdAt: { lt: to } });
  return conditions;
}
