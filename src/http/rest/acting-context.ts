import type { Actor } from '../../domain/core/actor.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { resolveProject } from '../../domain/project/find.ts';
import type { HttpContext } from '../http-context.ts';
import { contextOf } from '../request-context.ts';
import type { RoutedRequest } from './request.ts';

type Acting = {
  readonly context: RequestContext;
  /** Headers of the response that tell about the project. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Builds the context of a request in the project that its family decides on. */
export async function actingContext(app: HttpContext, request: RoutedRequest, actor: Actor): Promise<Acting> {
  const { family } = request.found;
  const { id, isDefaultOtherwise, headers = {} } = family.actingProject(request.headers, actor);
  const context = contextOf(app, request, { actor, requestedProjectId: id });
  const isNamed = id !== null || actor.kind !== 'organization';
  if (isNamed || !isDefaultOtherwise || !request.route.isInProject) return { context, headers };
  const project = await resolveProject(context, {});
  return { context: contextOf(app, request, { actor, requestedProjectId: project.id }), headers };
}
