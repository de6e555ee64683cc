import type { Actor } from '../domain/core/actor.ts';
import { createRequestContext, type RequestContext } from '../domain/core/request-context.ts';
import type { HttpContext } from './http-context.ts';
import type { RequestState } from './request-state.ts';

type Caller = {
  readonly actor: Actor;
  /** The value of `x-project-id`, where the endpoint reads it. */
  readonly requestedProjectId?: string | null;
  readonly isActorCached?: boolean;
};

/** Builds the context of a domain operation from a request to any endpoint. */
export function contextOf(
  { shared, clock, rateLimiter }: HttpContext,
  { readClient, requestId, chargeState }: RequestState,
  { actor, requestedProjectId = null, isActorCached = false }: Caller,
): RequestContext {
  const request = {
    actor,
    isActorCached,
    client: readClient(),
    requestId,
    requestedProjectId,
    rateLimit: () => rateLimiter.stateOf(chargeState, clock.now()),
    consume: rateLimiter.consume,
    charge: (points: number) => rateLimiter.chargeMore(chargeState, actor, points),
  };
  return createRequestContext(shared, request, clock);
}
