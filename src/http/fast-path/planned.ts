import { locatedError } from 'graphql';
import type { Credential } from '../../auth/authenticate.ts';
import type { CachedIdentity } from '../../auth/identity-cache.ts';
import { isUnrestrictedCaller } from '../../domain/api-key/caller.ts';
import type { Actor, OrganizationActor } from '../../domain/core/actor.ts';
import { toClientError } from '../../domain/core/database-errors.ts';
import type { AuthAttempt } from '../../domain/core/key-authentication.ts';
import { type RequestContext, type Share, shareOf } from '../../domain/core/request-context.ts';
import { runPlannedRead } from '../../domain/plan/read.ts';
import type { PreparedDocument } from '../../graphql/document-cache.ts';
import { beginOperation } from '../../telemetry/request-record.ts';
import type { FastPathOptions, SimpleRequestContext } from './options.ts';
import { dataResponse, type FastResponse, toResponse } from './response.ts';
import type { SimpleRequest } from './simple-request.ts';

type Planned = {
  readonly known: PreparedDocument;
  readonly simple: SimpleRequest;
  readonly credential: Credential;
  readonly contextFor: (actor: Actor) => RequestContext;
};

/** Runs the operation as one SQL statement that also authenticates the key. Needs a cached identity, because rate limiting and logging
 *  happen before the statement. Returns null to fall back; nothing has been written then. */
export async function tryPlannedOperation(
  options: FastPathOptions,
  asked: SimpleRequestContext,
  { known, simple, credential, contextFor }: Planned,
): Promise<FastResponse | null> {
  const { rateLimiter } = options;
  const { chargeState, readClient, requestId, telemetry } = asked;
  if (!known.plan && !known.writePlan) return null;
  const points = known.cost(simple.variables);
  if (points.total > rateLimiter.costMax) return null;
  const sender = rateLimiter.identities.get(credential.hash);
  if (!sender) return null;
  telemetry.caller = { requestId, actor: sender };
  beginOperation(telemetry, known.facts);
  await rateLimiter.charge(chargeState, sender, points);
  const waiting = options.scheduler.acquire(chargeState, sender, false);
  if (waiting) await waiting;
  if (known.plan) {
    const attempt = () => ({ now: options.clock.now(), ip: readClient().ip });
    const share = shareOf(sender, options.shared);
    const planned = { simple, credential, sender, context: contextFor(sender), attempt, share };
    const json = await runPlannedQuery(options, known, planned).catch(fallBackOnBug);
    return json === null ? null : dataResponse(json);
  }
  return canUsePlannedMutation(sender)
    ? runPlannedMutation(options, known, { asked, simple }, contextFor(sender))
    : null;
}

/** Unexpected errors fall back to Yoga, which reports them. Domain errors and database outages are rethrown: they must not be
 *  retried. */
export function fallBackOnBug(error: unknown): null {
  if (toClientError(error)) throw error;
  return null;
}

/** A planned write checks only that the caller's key is live, so the key must have no other restrictions. */
const canUsePlannedMutation = (actor: Actor): actor is OrganizationActor =>
  actor.kind === 'organization' && isUnrestrictedCaller(actor);

type AskedByPlan = {
  readonly simple: SimpleRequest;
  readonly credential: Credential;
  readonly sender: CachedIdentity;
  readonly context: RequestContext;
  readonly attempt: () => AuthAttempt;
  readonly share: Share;
};

async function runPlannedQuery(
  { shared }: FastPathOptions,
  { plan }: PreparedDocument,
  { simple, credential, sender: actor, context, attempt: readAttempt, share }: AskedByPlan,
): Promise<string | null> {
  if (credential.kind !== actor.kind) return null;
  const bound = plan?.bind(simple.variables, actor, context);
  if (bound === undefined || typeof bound === 'string') return null;
  return runPlannedRead(shared, bound, { hash: credential.hash, actor, context, readAttempt, share });
}

/** Returns null to fall back; nothing has been written then. */
async function runPlannedMutation(
  { reportError, documentCache }: FastPathOptions,
  prepared: PreparedDocument,
  { asked, simple }: { readonly asked: SimpleRequestContext; readonly simple: SimpleRequest },
  context: RequestContext,
): Promise<FastResponse | null> {
  const { writePlan } = prepared;
  if (!writePlan) return null;
  try {
    const json = await writePlan.run(context, simple.variables);
    return json === null ? null : dataResponse(json);
  } catch (error) {
    const located = locatedError(error, [writePlan.node], [writePlan.key]);
    return toResponse({ errors: [located], data: { [writePlan.key]: null } }, prepared, {
      ...asked,
      reportError,
      introspects: documentCache.introspects,
    });
  }
}
