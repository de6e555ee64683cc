import type { ProjectRow } from '../../repositories/project/project.ts';
import { quotaSource } from '../../repositories/quota.ts';
import type { PlannedField } from '../core/planned.ts';
import { idWithin, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { projectById } from '../project/find.ts';
import { inMonthOf, type Quota } from './fields.ts';

/** A quota with its own id. */
export type ProjectQuota = Quota & { readonly id: string };

/** As `quotaOfProject`. */
export const plannedQuota = {
  kind: 'one',
  source: quotaSource,
  match: { project_id: { parent: 'id' } },
} satisfies PlannedField;

/** Null: the usage of the project is unlimited. */
export async function quotaOfProject(
  context: RequestContext,
  { organizationId, id, hasQuota }: ProjectRow,
): Promise<ProjectQuota | null> {
  if (!hasQuota) return null;
  const loaders = context.loaders(visibleProjects(context.actor, organizationId));
  const quota = await loaders.quotaByProjectId.load(id);
  return quota && { ...inMonthOf(context.startedAt, quota), id: idWithin('pquo', id) };
}

/** Null: unknown, of another tenant, or of a project without a quota. */
export async function quotaById(context: RequestContext, id: string): Promise<ProjectQuota | null> {
  const project = await projectById(context, idWithin('proj', id));
  return project && quotaOfProject(context, project);
}
