import { type Credential, readCredential } from '../../auth/authenticate.ts';
import { type Actor, ANONYMOUS } from '../../domain/core/actor.ts';
import { keyMissing } from '../../domain/core/errors.ts';
import { documentInfo } from '../../graphql/operation-info.ts';
import { authenticateCredential } from '../authenticate-request.ts';
import { errorResponse, HttpError } from '../error-response.ts';
import type { HttpContext } from '../http-context.ts';
import { mediaTypeError } from '../request/content-negotiation.ts';
import { dryRunError } from '../request/dry-run.ts';
import { commonHeaders, type HttpResponse, headersOfType } from '../response.ts';
import { admit } from './admission.ts';
import { debugHeadersOf, type Execution } from './debug-headers.ts';
import { executeOnce } from './idempotency.ts';
import type { OperationRequest } from './operation.ts';
import { operationContext } from './operation-context.ts';
import type { OperationParams } from './params.ts';
import { tenantOf } from './persisted-documents.ts';
import { type KnownOperation, tryPlan } from './planned.ts';
import { type OperationAnswer, presentResult, responseTypeOf } from './result.ts';

/** An answer, and how it was made. Null: the operation did not run. */
type Answered = { readonly answer: OperationAnswer; readonly execution: Execution | null };

/** Handles a request to the GraphQL endpoint: everything between its HTTP headers and its response. Throws for bugs of this function
 *  only. The caller releases the slot of the request when the response is sent. */
export async function handleOperation(app: HttpContext, request: OperationRequest): Promise<HttpResponse> {
  const { chargeState, telemetry, requestId } = request;
  telemetry.caller = { requestId, actor: ANONYMOUS };
  telemetry.chargeState = chargeState;
  try {
    const answered = await answerOperation(app, request).catch((error) =>
      rejectOperation(app, request, error),
    );
    return toResponse(app, request, await chargeRejected(app, request, answered));
  } finally {
    telemetry.trace?.endOperation();
  }
}

async function answerOperation(app: HttpContext, request: OperationRequest): Promise<Answered> {
  const credential = readCaller(app, request);
  const params = await readOperation(request);
  const known = params instanceof HttpError ? null : findKnown(app, request, { params, credential });
  const readPoints = known && (() => known.prepared.cost(known.params.variables));
  app.rateLimiter.precheck(credential, request.readClient, request.chargeState, readPoints ?? undefined);
  const planned = known && (await tryPlan(app, request, known));
  if (planned?.answer) return { answer: planned.answer, execution: { isPlanned: true } };
  const actor = await authenticateCredential(credential, request, app);
  // Only now: a client without a valid key gets no other error.
  if (params instanceof HttpError) throw params;
  const answer = await runOperation(app, request, { params, known, actor });
  return { answer, execution: { isPlanned: false, reason: planned?.reason ?? 'document not cached' } };
}

/** Returns the key of a request. Null: it has none, and needs none. Throws UNAUTHENTICATED, and RATE_LIMITED for too many requests without
 *  a key. */
function readCaller(
  { rateLimiter, allowsAnonymous }: HttpContext,
  { headers, readClient }: OperationRequest,
): Credential | null {
  const credential = readCredential(headers);
  if (credential) return credential;
  rateLimiter.chargeKeyless(readClient());
  if (!allowsAnonymous) throw keyMissing();
  return null;
}

/** Returns the parameters of the operation, or the error of a request that has none. */
async function readOperation({
  method,
  headers,
  readParams,
}: OperationRequest): Promise<OperationParams | HttpError> {
  const error = dryRunError(headers) ?? mediaTypeError(method, headers);
  if (error) return error;
  try {
    return await readParams();
  } catch (error) {
    if (error instanceof HttpError) return error;
    throw error;
  }
}

type Sent = { readonly params: OperationParams; readonly credential: Credential | null };

/** Finds the document in the cache, at the cost of a map lookup: the key is not authenticated yet. Null: it is not cached. */
function findKnown(
  { rateLimiter, persistedDocuments, documentCache }: HttpContext,
  { method }: OperationRequest,
  { params, credential }: Sent,
): KnownOperation | null {
  if (!credential) return null;
  const query = persistedDocuments.lookup(
    params.document,
    () => rateLimiter.identities.get(credential.hash)?.organizationId,
  );
  const prepared = query === null ? undefined : documentCache.peek(query, params.operationName);
  if (query === null || !prepared || isMutationByGet(method, prepared)) return null;
  return { query, prepared, params, credential };
}

const isMutationByGet = (method: string, { operation }: KnownOperation['prepared']) =>
  method === 'GET' && operation.operation === 'mutation';

type Authenticated = {
  readonly params: OperationParams;
  readonly known: KnownOperation | null;
  readonly actor: Actor;
};

/** Executes an operation for an authenticated caller. */
async function runOperation(
  app: HttpContext,
  request: OperationRequest,
  { params, known, actor }: Authenticated,
): Promise<OperationAnswer> {
  const { persistedDocuments, documentCache } = app;
  const query = known?.query ?? persistedDocuments.resolve(params.document, tenantOf(actor));
  const prepared = known?.prepared ?? documentCache.prepare(query, params.operationName);
  if ('errors' in prepared) {
    request.telemetry.operation = documentInfo(query);
    return presentResult(app, request, prepared, { isDocumentRejected: true });
  }
  if (isMutationByGet(request.method, prepared)) {
    const message = 'Can only perform a mutation operation from a POST request.';
    throw new HttpError(405, message, 'Send POST.', { allow: 'POST' });
  }
  const points = prepared.cost(params.variables);
  await admit(app, request, { prepared, actor, points, isExecuted: true });
  const context = operationContext(app, request, { actor, isActorCached: false });
  return executeOnce(app, request, { query, prepared, params, context });
}

async function rejectOperation(
  { rateLimiter, reportError }: HttpContext,
  request: OperationRequest,
  error: unknown,
): Promise<Answered> {
  const { requestId, telemetry, readClient } = request;
  const counted = await rateLimiter.countAuthFailure(readClient(), error);
  const answer = errorResponse(counted, { requestId, reportError, telemetry }, responseTypeOf(request));
  return { answer, execution: null };
}

/** Charges one point for a request that was rejected before execution. Returns the error response when that exceeds a limit. */
async function chargeRejected(
  app: HttpContext,
  request: OperationRequest,
  answered: Answered,
): Promise<Answered> {
  const { chargeState, telemetry } = request;
  const error = await app.rateLimiter.chargeRejected(chargeState, telemetry.caller?.actor ?? ANONYMOUS);
  return error === null ? answered : rejectOperation(app, request, error);
}

function toResponse(
  { cors, rateLimiter, debugHeaders }: HttpContext,
  request: OperationRequest,
  { answer, execution }: Answered,
): HttpResponse {
  const { status, headers, body } = answer;
  const sent: Record<string, string> = Object.assign(
    commonHeaders(request.requestId),
    headersOfType[responseTypeOf(request)],
    cors.headersFor(request.headers.get('origin')),
    rateLimiter.headersOf(request.chargeState),
  );
  if (debugHeaders && execution) Object.assign(sent, debugHeadersOf(execution));
  if (headers) Object.assign(sent, headers);
  return { status, headers: sent, body };
}
