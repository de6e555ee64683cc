import { locatedError } from 'graphql';
import { authenticate, type Credential } from '../../auth/authenticate.ts';
import type { CachedIdentity } from '../../auth/identity-cache.ts';
import { isUnrestrictedCaller } from '../../domain/api-key/caller.ts';
import type { Actor, OrganizationActor } from '../../domain/core/actor.ts';
import { hasScope } from '../../domain/core/permissions.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import type { PreparedDocument } from '../../graphql/document-cache.ts';
import type { HttpContext } from '../http-context.ts';
import { IDEMPOTENCY_KEY } from '../idempotency.ts';
import { readPlanned } from '../planned-read.ts';
import { admit } from './admission.ts';
import type { OperationRequest } from './operation.ts';
import { operationContext } from './operation-context.ts';
import type { OperationParams } from './params.ts';
import { dataAnswer, type OperationAnswer, presentResult } from './result.ts';

/** A document that was executed before, with the parameters and the key of a request. */
export type KnownOperation = {
  /** The text of the document. */
  readonly query: string;
  readonly prepared: PreparedDocument;
  readonly params: OperationParams;
  readonly credential: Credential;
};

/** The answer of a plan, or why there is none. Without an answer, nothing has been written. */
export type PlanAttempt =
  | { readonly answer: OperationAnswer }
  | { readonly answer: null; readonly reason: string };

const notPlanned = (reason: string) => ({ answer: null, reason }) as const;
const NO_ANSWER = notPlanned('statement without an answer');

/** Runs an operation as one SQL statement that also authenticates the key. Needs a cached identity, because rate limiting and logging happen
 *  before the statement. */
export async function tryPlan(
  app: HttpContext,
  request: OperationRequest,
  known: KnownOperation,
): Promise<PlanAttempt> {
  const { prepared, params, credential } = known;
  const { rateLimiter } = app;
  if (!request.usesPlans) return notPlanned('plans are off');
  if (!prepared.plan && !prepared.writePlan) return notPlanned(prepared.unplannedReason ?? 'document');
  const points = prepared.cost(params.variables);
  if (rateLimiter.isTooCostly(points)) return notPlanned('cost');
  const sender = rateLimiter.identities.get(credential.hash);
  if (!sender) return notPlanned('key not cached');
  if (prepared.writePlan) {
    if (request.headers.get(IDEMPOTENCY_KEY) !== null) return notPlanned('idempotency key');
    if (!canUsePlannedMutation(sender)) return notPlanned('restricted key');
    if (!prepared.writePlan.scopes.every((scope) => hasScope(sender, scope)))
      return notPlanned('scopes of the key');
  }
  const context = operationContext(app, request, { actor: sender, isActorCached: true });
  const bound = credential.kind === sender.kind && prepared.plan?.bind(params.variables, sender, context);
  if (typeof bound === 'string') return notPlanned(bound);
  await admit(app, request, { prepared, actor: sender, points });
  if (!bound) {
    const written = await runWrite(app, request, known, { actor: sender, context });
    return written ? { answer: written } : NO_ANSWER;
  }
  const json = await readPlanned(app, request, { actor: sender, context, bound });
  return json === null ? NO_ANSWER : { answer: dataAnswer(json) };
}

/** A planned write checks only that the caller's key is live, so the key must have no other restrictions. */
const canUsePlannedMutation = (actor: Actor): actor is OrganizationActor =>
  actor.kind === 'organization' && isUnrestrictedCaller(actor);

type CachedCaller = { readonly actor: CachedIdentity; readonly context: RequestContext };

/** Runs a mutation for a cached identity: the statement that writes checks the key. Where it failed, perhaps before that
 *  statement, authenticates afterwards. Throws UNAUTHENTICATED. */
async function runWrite(
  app: HttpContext,
  request: OperationRequest,
  { prepared: { writePlan }, params, credential }: KnownOperation,
  { actor: { organizationId }, context }: CachedCaller,
): Promise<OperationAnswer | null> {
  if (!writePlan) return null;
  try {
    const json = await writePlan.run(context, params.variables);
    if (json === null) return null;
    app.shared.lastUsed.record({ organizationId, hash: credential.hash }, app.clock.now());
    return dataAnswer(json);
  } catch (error) {
    await authenticate(credential, app, app.rateLimiter.keySourceOf(credential, request.readClient()));
    const located = locatedError(error, [writePlan.node], [writePlan.key]);
    return presentResult(app, request, { errors: [located], data: { [writePlan.key]: null } });
  }
}
