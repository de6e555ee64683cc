import type { DatabaseTransaction } from '../postgres/database.ts';
import type { Owner } from '../postgres/tenancy.ts';
import { lockOrganization } from './organization.ts';
import { type LockMode, lockProjectShared } from './project/project.ts';

/** Holds a project to change what lies in it, or its organization to change what lies in none. Organizations are not deleted, so
 *  those who come together need not hold them. False: there is no such owner. */
export async function lockOwner(
  tx: DatabaseTransaction,
  { organizationId, projectId }: Owner,
  mode: LockMode,
): Promise<boolean> {
  if (projectId !== null)
    return (await lockProjectShared(tx, { organizationId, projectId }, mode)) !== undefined;
  return mode === 'shared' || lockOrganization(tx, { organizationId });
}
