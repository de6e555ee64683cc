import { type Authentication, authenticate, readCredential } from '../auth/authenticate.ts';
import type { Actor } from '../domain/core/actor.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';
import type { RequestState } from './request-state.ts';

export type AuthenticateOptions = {
  readonly authentication: Authentication;
  readonly rateLimiter: RateLimiter;
};

/** Authenticates a request on every endpoint except the fast path. Throws UNAUTHENTICATED, FORBIDDEN when the key is not allowed from
 *  this IP address, RATE_LIMITED when the key or the IP address is already over its limit. */
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
