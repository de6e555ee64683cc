import { execute } from 'graphql';
import { authenticate, type HeaderSource } from '../../auth/authenticate.ts';
import { type Actor, ANONYMOUS } from '../../domain/core/actor.ts';
import { toClientError } from '../../domain/core/database-errors.ts';
import type { DomainError } from '../../domain/core/errors.ts';
import { createRequestContext, sharedBy } from '../../domain/core/request-context.ts';
import { fitAnswer } from '../../graphql/limits/answer-size.ts';
import { schema } from '../../graphql/schema.ts';
import { beginOperation } from '../../telemetry/request-record.ts';
import { isAuditExport, sendAuditExport } from '../endpoints/audit-export.ts';
import { errorResponse } from '../error-response.ts';
import { isLongRead } from '../fair-scheduler.ts';
import { responseHeaders } from '../gateway.ts';
import type { ChargeState } from '../rate-limit/rate-limiter.ts';
import { header } from '../request/headers.ts';
import { requestIdOf } from '../request/request-id.ts';
import { requestLineError, requestLineErrorResponse } from '../request/url-check.ts';
import type { RecordingListener } from '../server/instrumentation.ts';
import { sendResponse } from '../server/response-writer.ts';
import { forwardToYoga, type ObservedRequest, writeResponse, type YogaHandler } from './fallback.ts';
import type { FastPathOptions, SimpleRequestContext } from './options.ts';
import { fallBackOnBug, tryPlannedOperation } from './planned.ts';
import { type FastResponse, toResponse } from './response.ts';
import { isFastPathRequest, parseSimpleRequest, readCredentialOrNull, readText } from './simple-request.ts';

/** Fast path for simple requests: a JSON POST to /graphql with an API key. Produces byte-identical responses to Yoga without building
 *  Fetch objects. Falls back to Yoga for anything else, and for any failure that happens before a write. */
export function createFastPath(yoga: YogaHandler, options: FastPathOptions): RecordingListener {
  return (request, response, telemetry) => {
    const isPlainOne = isFastPathRequest(request);
    const fault = isPlainOne ? null : requestLineError(request);
    if (fault) {
      const { reportError } = options;
      const answered = { scheduler: options.scheduler, chargeState: {} };
      writeResponse(
        response,
        requestLineErrorResponse(request, fault, { reportError, telemetry }),
        answered,
      ).catch(() => response.destroy());
      return;
    }
    if (!isPlainOne && !isAuditExport(request)) {
      yoga(request, response, { telemetry });
      return;
    }
    const answering = isPlainOne
      ? answer(yoga, options, { request, response, telemetry })
      : sendAuditExport(yoga, { request, response, telemetry });
    answering.catch((error) => {
      // A client that disconnects in the middle of its request is not a bug.
      if (request.complete) options.reportError(error, requestIdOf(header(request, 'x-request-id')));
      response.destroy();
    });
  };
}

async function answer(
  yoga: YogaHandler,
  options: FastPathOptions,
  { request, response, telemetry }: ObservedRequest,
): Promise<void> {
  const requestId = requestIdOf(header(request, 'x-request-id'));
  telemetry.caller = { requestId, actor: ANONYMOUS };
  const body = await readText(request);
  const headers: HeaderSource = { get: (name) => header(request, name) };
  const chargeState: ChargeState = {};
  const answered = { scheduler: options.scheduler, chargeState };
  const readClient = () => options.readClient(headers, request);
  telemetry.chargeState = chargeState;
  if (typeof body !== 'string')
    return writeResponse(
      response,
      await forwardToYoga(yoga, request, { body, requestId, chargeState, telemetry }),
      answered,
    );
  const asked = { headers, body, requestId, readClient, chargeState, telemetry };
  try {
    let found: FastResponse | Response | null;
    try {
      found = await handleSimpleRequest(options, asked);
    } catch (error) {
      found = await rejectRequest(options, asked, error);
    }
    if (!found) return await writeResponse(response, await forwardToYoga(yoga, request, asked), answered);
    telemetry.trace?.endOperation();
    const common = { ...responseHeaders(requestId), ...options.rateLimiter.headersOf(chargeState) };
    if (found instanceof Response) return await writeResponse(response, found, answered, common);
    const sent = { 'content-type': 'application/json; charset=utf-8', ...common, ...found.headers };
    await sendResponse(response, { ...found, headers: sent }, answered);
  } finally {
    options.scheduler.release(chargeState);
  }
}

/** Converts an error to a response. Rejects for an unexpected error. */
async function rejectRequest(options: FastPathOptions, asked: SimpleRequestContext, error: unknown) {
  const { headers, requestId, readClient, chargeState, telemetry } = asked;
  const told = toClientError(error);
  if (!told) throw error;
  if (isAuthFailure(told)) {
    // Not authenticated: the log names no caller, and the next request with this key is not charged to a cached identity.
    const credential = readCredentialOrNull(headers);
    if (credential) options.rateLimiter.identities.delete(credential.hash);
    chargeState.charge = null;
    telemetry.caller = { requestId, actor: ANONYMOUS };
  }
  const answered = await options.rateLimiter.countAuthFailure(readClient(), error);
  return errorResponse(headers, answered, { requestId, reportError: options.reportError, telemetry });
}

/** Excludes timeouts and outages, which happen to authenticated requests. */
const isAuthFailure = ({ code }: DomainError) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';

/** Returns null to fall back to Yoga; nothing has been written then. Throws UNAUTHENTICATED for an invalid key, RATE_LIMITED. */
async function handleSimpleRequest(
  options: FastPathOptions,
  asked: SimpleRequestContext,
): Promise<FastResponse | null> {
  const { headers, body, requestId, readClient, chargeState, telemetry } = asked;
  const { rateLimiter } = options;
  const simple = parseSimpleRequest(body);
  const credential = simple && readCredentialOrNull(headers);
  if (!simple || !credential) return null;
  const query = options.persistedDocuments.lookup(
    simple.document,
    () => rateLimiter.identities.get(credential.hash)?.organizationId,
  );
  if (query === null) return null;
  const known = options.documentCache.peek(query, simple.operationName);
  const requestedProjectId = headers.get('x-project-id');
  const contextFor = (actor: Actor) => {
    const rateLimit = () => rateLimiter.stateOf(chargeState, options.clock.now());
    const request = {
      actor,
      client: readClient(),
      requestId,
      requestedProjectId,
      rateLimit,
      consume: rateLimiter.consume,
      charge: (points: number) => rateLimiter.chargeMore(chargeState, actor, points),
    };
    return createRequestContext(options.shared, request, options.clock);
  };
  rateLimiter.precheck(credential, readClient, chargeState, known && (() => known.cost(simple.variables)));
  if (known) {
    const quick = await tryPlannedOperation(options, asked, {
      known,
      simple,
      credential,
      contextFor,
    });
    if (quick) return quick;
  }
  const sender = rateLimiter.keySourceOf(credential, readClient());
  const actor = await authenticate(credential, options.authentication, sender).catch(fallBackOnBug);
  if (!actor) return null;
  telemetry.caller = { requestId, actor };
  rateLimiter.cacheIdentity(credential, actor);
  const prepared = known ?? options.documentCache.prepare(query, simple.operationName);
  if (!prepared || prepared.operation.operation === 'subscription') return null;
  const points = prepared.cost(simple.variables);
  if (points.total > rateLimiter.costMax) return null;
  beginOperation(telemetry, prepared.facts);
  await rateLimiter.charge(chargeState, actor, points);
  await options.scheduler.acquire(chargeState, actor, isLongRead(prepared.operation.operation, points.total));
  const executed = await execute({
    schema,
    document: prepared.document,
    contextValue: { context: contextFor(actor), introspects: options.documentCache.introspects },
    variableValues: simple.variables,
    operationName: simple.operationName,
  });
  const result = await fitAnswer(executed, prepared.operation.operation, {
    bytesMax: options.shared.answerBytesMax,
    organizationId: sharedBy(actor),
  });
  return toResponse(result, prepared, {
    ...asked,
    reportError: options.reportError,
    introspects: options.documentCache.introspects,
  });
}
