import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { Owner } from '../../postgres/tenancy.ts';

// A write by a key holds the keys of their owner together with other writes, from its decision to its commit. What ends or limits
// a key holds them alone. The lock is an advisory one because those queue: share locks of a row overtake an update that waits, so
// that a key in constant use could not be ended. Locks are taken in one order: organization keys, project keys, rows of
// organizations, rows of projects, rows in projects.

const lockNumber = (ownerId: RawBuilder<string>) => sql`hashtextextended(${ownerId}, 0)`;

/** A condition without columns: PostgreSQL evaluates it before it looks at any row. The owner is the project of the keys, or else
 *  their organization. */
export const sharedKeyLock = (ownerId: RawBuilder<string>) =>
  sql<SqlBool>`(select pg_advisory_xact_lock_shared(${lockNumber(ownerId)})) is not null`;

/** The same, for what ends keys. */
export const exclusiveKeyLock = (ownerId: RawBuilder<string>) =>
  sql<SqlBool>`(select pg_advisory_xact_lock(${lockNumber(ownerId)})) is not null`;

export const ownerIdOf = ({ organizationId, projectId }: Owner) =>
  sql<string>`${projectId ?? organizationId}::text`;

/** Waits for all writes by keys of the owner, and keeps others out until the transaction ends. */
export async function lockKeysExclusively(tx: DatabaseTransaction, owner: Owner): Promise<void> {
  await tx
    .selectFrom('organization')
    .select('id')
    .where('id', '=', owner.organizationId)
    .where(exclusiveKeyLock(ownerIdOf(owner)))
    .execute();
}
