import type { Owner } from '../../postgres/tenancy.ts';
import { selectOrganizationUse } from '../../repositories/usage/last-used.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';

/** Returns when a project, or any visible project of an organization, was last used: the time of its last tool call or the
 *  creation of its last session. Null: never. */
export async function lastUsage(
  context: RequestContext,
  { organizationId, projectId }: Owner,
): Promise<Date | null> {
  const visible = visibleProjects(context.actor, organizationId);
  const use =
    projectId === null
      ? (await context.db.read(selectOrganizationUse, visible))[0]
      : await context.loaders(visible).useByProjectId.load(projectId);
  return use?.lastUsedAt ?? null;
}
