import type { ProjectRow } from '../../data/project.ts';
import type { Scope } from '../scope.ts';
import { visibleProjects } from '../visibility.ts';
import { inMonthOf, type Quota } from './fields.ts';

/** Null: the project may use as much as it likes. */
export async function quotaOfProject(
  scope: Scope,
  { organizationId, id, hasQuota }: ProjectRow,
): Promise<Quota | null> {
  if (!hasQuota) return null;
  const loaders = scope.loaders(visibleProjects(scope.actor, organizationId));
  const quota = await loaders.quotaByProjectId.load(id);
  return quota && inMonthOf(scope.startedAt, quota);
}
