import { type Authentication, authenticate, readCredential } from '../auth/authenticate.ts';
import type { Actor } from '../domain/core/actor.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';
import type { RequestState } from './request-state.ts';

export type AuthenticateOptions = {
  readonly authentication: Authentication;
  readonly rateLimiter: RateLimiter;
};

/** Whom the key of a request lets in, at every door but the lane. Throws UNAUTHENTICATED, FORBIDDEN for one that may not come from its
 *  address, RATE_LIMITED for who is known to be over a limit. */
export async function authenticateRequest(
  { headers }: Request,
  { client, chargeState }: Pick<RequestState, 'client' | 'chargeState'>,
  { authentication, rateLimiter }: AuthenticateOptions,
): Promise<Actor> {
  const credential = readCredential(headers);
  rateLimiter.precheck(credential, () => client, chargeState);
  const actor = await authenticate(credential, authentication, rateLimiter.keySourceOf(credential, client));
  rateLimiter.cacheIdentity(credential, actor);
  return actor;
}
