import type { CachedIdentity } from '../auth/identity-cache.ts';
import { toClientError } from '../domain/core/database-errors.ts';
import { type RequestContext, shareOf } from '../domain/core/request-context.ts';
import { type BoundRead, runPlannedRead } from '../domain/plan/read.ts';
import type { HttpContext } from './http-context.ts';
import type { RequestState } from './request-state.ts';

type BoundRequest = {
  readonly actor: CachedIdentity;
  readonly context: RequestContext;
  readonly bound: BoundRead;
};

/** Reads the JSON of an answer with one statement that also authenticates the key. Null: without a plan, the request is answered or
 *  rejected. Throws what must not be repeated: domain errors and database outages. */
export async function readPlanned(
  { shared, clock }: HttpContext,
  { readClient }: RequestState,
  { actor, context, bound }: BoundRequest,
): Promise<string | null> {
  const readAttempt = () => ({ now: clock.now(), ip: readClient().ip });
  const share = shareOf(actor, shared);
  return runPlannedRead(shared, bound, { context, readAttempt, share }).catch(nullAfterBug);
}

/** The request is repeated without a plan, which reports the error. */
function nullAfterBug(error: unknown): null {
  if (toClientError(error)) throw error;
  return null;
}
