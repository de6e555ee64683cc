import { z } from 'zod';
import { soleProjectId } from '../../postgres/tenancy.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { anyOf, parseInput, toolkitSlug } from '../core/validation.ts';
import { type AuthConfig, authConfigStatuses } from './fields.ts';

const filterInput = z.object({
  toolkitSlugs: anyOf(toolkitSlug),
  statuses: anyOf(z.enum(authConfigStatuses)),
});

/** Absent and null: no filter. */
export type AuthConfigFilterInput = z.input<typeof filterInput>;

/** Null: unknown, or of another tenant. */
export async function authConfigById(context: RequestContext, id: string): Promise<AuthConfig | null> {
  const visible = visibleProjects(context.actor);
  return context.loaders(visible).authConfig.load({ id, projectId: soleProjectId(visible) });
}

/** Null: unknown, or of another project. */
export async function authConfigOfProject(
  context: RequestContext,
  { organizationId, id: projectId }: ProjectRow,
  id: string,
): Promise<AuthConfig | null> {
  if (idPrefix(id) !== 'ac') return null;
  return context.loaders(visibleProjects(context.actor, organizationId)).authConfig.load({ id, projectId });
}

/** Returns a page of the auth configs of a project, newest first. Throws BAD_USER_INPUT for an invalid size, cursor or
 *  filter. */
export async function listAuthConfigs(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: AuthConfigFilterInput & PageInput,
): Promise<ListPage<AuthConfig>> {
  return readPage({
    loader: context.loaders(visibleProjects(context.actor, organizationId)).authConfigs,
    name: 'authConfigs',
    ownerId: id,
    order: newestFirst,
    filter: parseInput(filterInput, input),
    input,
  });
}

export async function countAuthConfigs(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: AuthConfigFilterInput,
): Promise<number> {
  const { authConfigs } = context.loaders(visibleProjects(context.actor, organizationId));
  return authConfigs.count(id, parseInput(filterInput, input));
}
