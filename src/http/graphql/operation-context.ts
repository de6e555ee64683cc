import type { Actor } from '../../domain/core/actor.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import type { HttpContext } from '../http-context.ts';
import { contextOf } from '../request-context.ts';
import type { OperationRequest } from './operation.ts';

/** Builds the context of an operation. It acts in the project that the header `x-project-id` names. */
export function operationContext(
  app: HttpContext,
  request: OperationRequest,
  { actor, isActorCached }: { readonly actor: Actor; readonly isActorCached: boolean },
): RequestContext {
  const requestedProjectId = request.headers.get('x-project-id');
  return contextOf(app, request, { actor, requestedProjectId, isActorCached });
}
