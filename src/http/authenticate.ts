import { type Authentication, authenticate, readCredential } from '../auth/authenticate.ts';
import type { Actor } from '../domain/core/actor.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';
import type { RequestState } from './request-state.ts';

export type AuthenticateOptions = { readonly authentication: Authentication; readonly meter: RateLimiter };

/** Whom the key of a request lets in, at every door but the lane. Throws UNAUTHENTICATED, FORBIDDEN for one that may not come from its
 *  address, RATE_LIMITED for who is known to be over a limit. */
export async function authenticateRequest(
  { headers }: Request,
  { client, metered }: Pick<RequestState, 'client' | 'metered'>,
  { authentication, meter }: AuthenticateOptions,
): Promise<Actor> {
  const credential = readCredential(headers);
  meter.admit(credential, () => client, metered);
  const actor = await authenticate(credential, authentication, meter.senderOf(credential, client));
  meter.remember(credential, actor);
  return actor;
}
