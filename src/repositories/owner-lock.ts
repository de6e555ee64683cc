import type { DatabaseTransaction } from '../postgres/database.ts';
import type { Owner } from '../postgres/tenancy.ts';
import { lockOrganization } from './organization.ts';
import { type LockMode, lockProjectShared } from './project/project.ts';

/** Locks the project of rows to change, or the organization of rows outside of projects. Organizations are never
 *  deleted, so the shared mode does not lock them. Returns false when there is no such owner. */
export async function lockOwner(
  tx: DatabaseTransaction,
  { organizationId, projectId }: Owner,
  mode: LockMode,
): Promise<boolean> {
  if (projectId !== null)
    return (await lockProjectShared(tx, { organizationId, projectId }, mode)) !== undefined;
  return mode === 'shared' || lockOrganization(tx, { organizationId });
}
