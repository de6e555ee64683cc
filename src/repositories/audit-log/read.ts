import type { AuditEntry, Prisma } from '../../postgres/generated/prisma/client.ts';
import { type LogWindow, pageOfLog, type TimeRange, withinTime } from '../../postgres/pagination/log-page.ts';
import type { PrismaReader } from '../../postgres/prisma.ts';
import type { VisibleAuditEntries } from '../../postgres/tenancy.ts';

/** The columns that are always read; requested ones come with them. */
export type AuditEntryRow = Pick<AuditEntry, 'id' | 'createdAt'>;

/** The columns to read besides those of `AuditEntryRow`. */
export type AuditEntryColumns = Prisma.AuditEntrySelect;

/** Null: not filtered. */
export type AuditEntryFilter = TimeRange & {
  readonly actions: readonly string[] | null;
  readonly actorKind: string | null;
  readonly actorKeyId: string | null;
  readonly result: string | null;
  readonly targetId: string | null;
  readonly projectId: string | null;
};

export type AuditEntryPage = {
  readonly visible: VisibleAuditEntries;
  readonly filter: AuditEntryFilter;
  readonly columns: AuditEntryColumns;
  readonly window: LogWindow;
};

const ALWAYS = { id: true, createdAt: true } as const;

export async function findAuditEntryPage(
  { auditEntry }: PrismaReader,
  { visible, filter, columns, window }: AuditEntryPage,
): Promise<readonly AuditEntryRow[]> {
  return auditEntry.findMany({
    ...pageOfLog(window, conditionsOf(visible, filter)),
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

function conditionsOf(
  visible: VisibleAuditEntries,
  { actions, actorKind, actorKeyId, result, targetId, projectId, ...range }: AuditEntryFilter,
): Prisma.AuditEntryWhereInput[] {
  const conditions: Prisma.AuditEntryWhereInput[] = [visible, ...withinTime(range)];
  if (actions) conditions.push({ action: { in: [...actions] } });
  if (actorKind !== null) conditions.push({ actorKind });
  if (actorKeyId !== null) conditions.push({ actorKeyId });
  if (result !== null) conditions.push({ result });
  if (targetId !== null) conditions.push({ targetId });
  if (projectId !== null) conditions.push({ projectId });
  return conditions;
}
