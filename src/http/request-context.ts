import type { Actor } from '../domain/core/actor.ts';
import {
  type Clock,
  createRequestContext,
  type RequestContext,
  type SharedContext,
} from '../domain/core/request-context.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';
import type { RequestState } from './request-state.ts';

export type ContextOptions = {
  readonly shared: SharedContext;
  readonly clock: Clock;
  readonly rateLimiter: RateLimiter;
};

type Caller = {
  readonly actor: Actor;
  /** The value of `x-project-id`, where the endpoint reads it. */
  readonly requestedProjectId?: string | null;
  readonly isActorCached?: boolean;
};

/** Builds the context of a domain operation from a request to any endpoint. */
export function contextOf(
  { shared, clock, rateLimiter }: ContextOptions,
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
