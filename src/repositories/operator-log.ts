import { sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { OperatorEntry, Prisma } from '../postgres/generated/prisma/client.ts';
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
export type OperatorEntryFilter = {
  readonly actions: readonly string[] | null;
  readonly organizationId: string | null;
  /** Inclusive. */
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
};

/** Position of an entry in the log. */
export type OperatorEntryPosition = { readonly createdAt: Date; readonly id: string };

export type OperatorEntryPage = {
  readonly filter: OperatorEntryFilter;
  readonly ascending: boolean;
  /** Entries strictly after this one in the given order. Null: from the beginning. */
  readonly after: OperatorEntryPosition | null;
  /** Entries strictly before this one in the given order. Null: to the end. */
  readonly before: OperatorEntryPosition | null;
  readonly limit: number;
};

export async function findOperatorEntryPage(
  { operatorEntry }: PrismaReader,
  { filter, ascending, after, before, limit }: OperatorEntryPage,
): Promise<readonly OperatorEntryRow[]> {
  const order = ascending ? 'asc' : 'desc';
  const conditions = [
    ...conditionsOf(filter),
    ...(after ? [beyond(ascending ? 'gt' : 'lt', after)] : []),
    ...(before ? [beyond(ascending ? 'lt' : 'gt', before)] : []),
  ];
  return operatorEntry.findMany({
    where: { AND: conditions },
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit,
  });
}

export async function countOperatorEntries(
  { operatorEntry }: PrismaReader,
  filter: OperatorEntryFilter,
): Promise<number> {
  return operatorEntry.count({ where: { AND: conditionsOf(filter) } });
}

/** The first condition matches the index: PostgreSQL starts at the instant, and compares ids of that instant only. */
const beyond = (
  side: 'lt' | 'gt',
  { createdAt, id }: OperatorEntryPosition,
): Prisma.OperatorEntryWhereInput => ({
  createdAt: side === 'lt' ? { lte: createdAt } : { gte: createdAt },
  OR: [{ createdAt: { [side]: createdAt } }, { id: { [side]: id } }],
});

function conditionsOf({
  actions,
  organizationId,
  from,
  to,
}: OperatorEntryFilter): Prisma.OperatorEntryWhereInput[] {
  const conditions: Prisma.OperatorEntryWhereInput[] = [];
  if (actions) conditions.push({ action: { in: [...actions] } });
  if (organizationId !== null) conditions.push({ organizationId });
  if (from) conditions.push({ createdAt: { gte: from } });
  if (to) conditions.push({ createdAt: { lt: to } });
  return conditions;
}
