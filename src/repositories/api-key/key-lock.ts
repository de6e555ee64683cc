import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { Owner } from '../../postgres/tenancy.ts';

// A write by a key holds a shared lock on all keys of their owner, from the check of the key to the commit. Operations
// that end or limit a key hold the lock exclusively. It is an advisory lock because those are queued in order: shared
// row locks overtake a waiting update, so that a key in constant use could not be ended. Lock order: organization
// keys, project keys, rows of organizations, rows of projects, rows in projects.

const lockNumber = (ownerId: RawBuilder<string>) => sql`hashtextextended(${ownerId}, 0)`;

/** Shared lock, as a condition without columns: PostgreSQL evaluates it before it reads any row. The owner is the
 *  project of the keys, or else their organization. */
export const sharedKeyLock = (ownerId: RawBuilder<string>) =>
  sql<SqlBool>`(select pg_advisory_xact_lock_shared(${lockNumber(ownerId)})) is not null`;

/** Exclusive lock, for operations that end keys. */
export const exclusiveKeyLock = (ownerId: RawBuilder<string>) =>
  sql<SqlBool>`(select pg_advisory_xact_lock(${lockNumber(ownerId)})) is not null`;

export const ownerIdOf = ({ organizationId, projectId }: Owner) =>
  sql<string>`${projectId ?? organizationId}::text`;

/** Waits for all writes by keys of the owner, and blocks others until the transaction ends. */
export async function lockKeysExclusively(tx: DatabaseTransaction, owner: Owner): Promise<void> {
  await tx
    .selectFrom('organization')
    .select('id')
    .where('id', '=', owner.organizationId)
    .where(exclusiveKeyLock(ownerIdOf(owner)))
    .execute();
}
