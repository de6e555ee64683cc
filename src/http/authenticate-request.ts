import { authenticate, type Credential, readCredential } from '../auth/authenticate.ts';
import { type Actor, ANONYMOUS } from '../domain/core/actor.ts';
import { toClientError } from '../domain/core/database-errors.ts';
import type { HttpContext } from './http-context.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';
import type { RequestState } from './request-state.ts';

/** Authenticates a request to any endpoint but GraphQL. Throws UNAUTHENTICATED, FORBIDDEN when the key is not allowed from this IP address,
 *  RATE_LIMITED when the key or the IP address is already over its limit. */
export async function authenticateRequest(
  { headers }: Request,
  state: RequestState,
  app: HttpContext,
): Promise<Actor> {
  const credential = readCredential(headers);
  app.rateLimiter.precheck(credential, state.readClient, state.chargeState);
  return authenticateCredential(credential, state, app);
}

/** Looks up a key and records its caller. Throws UNAUTHENTICATED, and FORBIDDEN when the key is not allowed from this IP address. */
export async function authenticateCredential(
  credential: Credential | null,
  request: RequestState,
  app: HttpContext,
): Promise<Actor> {
  const { requestId, readClient, telemetry } = request;
  const { rateLimiter } = app;
  const source = rateLimiter.keySourceOf(credential, readClient());
  try {
    const actor = await authenticate(credential, app, source);
    telemetry.caller = { requestId, actor };
    rateLimiter.cacheIdentity(credential, actor);
    return actor;
  } catch (error) {
    if (isAuthFailure(error)) forgetCaller(credential, request, rateLimiter);
    throw error;
  }
}

/** Excludes timeouts and outages, which happen to authenticated requests. */
function isAuthFailure(error: unknown): boolean {
  const code = toClientError(error)?.code;
  return code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';
}

/** The log names no caller, and the next request with this key is not charged to a cached identity. */
function forgetCaller(
  credential: Credential | null,
  { requestId, chargeState, telemetry }: RequestState,
  { identities }: RateLimiter,
): void {
  if (credential) identities.delete(credential.hash);
  chargeState.charge = null;
  telemetry.caller = { requestId, actor: ANONYMOUS };
}
