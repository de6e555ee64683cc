import { sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { OperatorEntry, Prisma } from '../postgres/generated/prisma/client.ts';
import { type LogWindow, pageOfLog, type TimeRange, withinTime } from '../postgres/pagination/log-page.ts';
import type { PrismaReader } from '../postgres/prisma.ts';

export type OperatorEntryRow = OperatorEntry;

/** An entry to insert. */
export type OperatorEntryArguments = {
  readonly id: string;
  readonly action: string;
  readonly organizationId: string;
  readonly targetId: string;
  /** JSON text. */
  readonly changes: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly createdAt: Date;
};

/** Inserts an entry with the present name of the organization, which must exist. */
export async function insertOperatorEntry(
  tx: DatabaseTransaction,
  {
    id,
    action,
    organizationId,
    targetId,
    changes,
    ip,
    userAgent,
    requestId,
    createdAt,
  }: OperatorEntryArguments,
): Promise<void> {
  await tx
    .insertInto('operator_entry')
    .values({
      id,
      action,
      organization_id: organizationId,
      organization_name: sql`(select name from organization where id = ${organizationId})`,
      target_id: targetId,
      changes: sql`${changes}::jsonb`,
      ip,
      user_agent: userAgent,
      request_id: requestId,
      created_at: createdAt,
    })
    .execute();
}

/** Null: not filtered. */
export type OperatorEntryFilter = TimeRange & {
  readonly actions: readonly string[] | null;
  readonly organizationId: string | null;
};

export async function findOperatorEntryPage(
  { operatorEntry }: PrismaReader,
  filter: OperatorEntryFilter,
  window: LogWindow,
): Promise<readonly OperatorEntryRow[]> {
  return operatorEntry.findMany(pageOfLog(window, conditionsOf(filter)));
}

export async function countOperatorEntries(
  { operatorEntry }: PrismaReader,
  filter: OperatorEntryFilter,
): Promise<number> {
  return operatorEntry.count({ where: { AND: conditionsOf(filter) } });
}

function conditionsOf({
  actions,
  organizationId,
  ...range
}: OperatorEntryFilter): Prisma.OperatorEntryWhereInput[] {
  const conditions: Prisma.OperatorEntryWhereInput[] = withinTime(range);
  if (actions) conditions.push({ action: { in: [...actions] } });
  if (organizationId !== null) conditions.push({ organizationId });
  return conditions;
}
