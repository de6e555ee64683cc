import { execute } from 'graphql';
import { authenticate, type HeaderSource } from '../../auth/authenticate.ts';
import { type Actor, ANONYMOUS } from '../../domain/core/actor.ts';
import { toClientError } from '../../domain/core/database-errors.ts';
import type { DomainError } from '../../domain/core/errors.ts';
import { createRequestContext } from '../../domain/core/request-context.ts';
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
import { lineFault, refuseLine } from '../request/url-check.ts';
import type { RecordingListener } from '../server/instrumentation.ts';
import { forwardToYoga, type ObservedRequest, writeResponse, type YogaHandler } from './fallback.ts';
import type { FastPathOptions, SimpleRequestContext } from './options.ts';
import { fallBackOnBug, tryPlannedOperation } from './planned.ts';
import { type FastResponse, toResponse } from './response.ts';
import { isFastPathRequest, parseSimpleRequest, readCredentialOrNull, readText } from './simple-request.ts';

/** The short way for the plain request, a JSON POST to /graphql with a good key: the same answer as the API gives, byte
 *  for byte, without the objects of the Fetch standard in between. Whatever is not plain, or goes wrong before anything
 *  has been changed, is answered by the API itself. */
export function createFastPath(yoga: YogaHandler, options: FastPathOptions): RecordingListener {
  return (request, response, telemetry) => {
    const isPlainOne = isFastPathRequest(request);
    const fault = isPlainOne ? null : lineFault(request);
    if (fault) {
      const { reportError } = options;
      writeResponse(response, refuseLine(request, fault, { reportError, telemetry })).catch(() =>
        response.destroy(),
      );
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
      // A client that goes away in the middle of its request is no bug.
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
  const metered: ChargeState = {};
  const readClient = () => options.readClient(headers, request);
  telemetry.metered = metered;
  if (typeof body !== 'string')
    return writeResponse(
      response,
      await forwardToYoga(yoga, request, { body, requestId, metered, telemetry }),
    );
  const asked = { headers, body, requestId, readClient, metered, telemetry };
  try {
    await send(yoga, options, { request, response, asked });
  } finally {
    options.turns.leave(metered);
  }
}

type Sending = Pick<ObservedRequest, 'request' | 'response'> & { readonly asked: SimpleRequestContext };

async function send(
  yoga: YogaHandler,
  options: FastPathOptions,
  { request, response, asked }: Sending,
): Promise<void> {
  const { requestId, metered, telemetry } = asked;
  const found = await handleOrReject(options, asked);
  const told = () => ({ ...responseHeaders(requestId), ...options.meter.headersOf(metered) });
  if (!found) return writeResponse(response, await forwardToYoga(yoga, request, asked));
  telemetry.trace?.endOperation();
  if (found instanceof Response) return writeResponse(response, found, told());
  response.writeHead(found.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(found.body),
    ...told(),
    ...found.headers,
  });
  response.end(found.body);
}

async function handleOrReject(
  options: FastPathOptions,
  asked: SimpleRequestContext,
): Promise<FastResponse | Response | null> {
  try {
    return await handleSimpleRequest(options, asked);
  } catch (error) {
    return rejectRequest(options, asked, error);
  }
}

/** What an error says to the client. Rejects for a bug. */
async function rejectRequest(options: FastPathOptions, asked: SimpleRequestContext, error: unknown) {
  const { headers, requestId, readClient, metered, telemetry } = asked;
  const told = toClientError(error);
  if (!told) throw error;
  if (isAuthFailure(told)) {
    // Nobody was let in: there is nobody to tell, nor to be charged for the next one.
    const credential = readCredentialOrNull(headers);
    if (credential) options.meter.senders.delete(credential.hash);
    metered.charge = null;
    telemetry.caller = { requestId, actor: ANONYMOUS };
  }
  const answered = await options.meter.refused(readClient(), error);
  return errorResponse(headers, answered, { requestId, reportError: options.reportError, telemetry });
}

/** Not for want of time, which everybody meets who has been let in. */
const isAuthFailure = ({ code }: DomainError) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';

/** Null: left to the API, and nothing has been changed. Throws UNAUTHENTICATED for a key that opens nothing, RATE_LIMITED. */
async function handleSimpleRequest(
  options: FastPathOptions,
  asked: SimpleRequestContext,
): Promise<FastResponse | null> {
  const { headers, body, requestId, readClient, metered, telemetry } = asked;
  const { meter } = options;
  const simple = parseSimpleRequest(body);
  const credential = simple && readCredentialOrNull(headers);
  if (!simple || !credential) return null;
  const query = options.persistedDocuments.peek(
    simple.document,
    () => meter.senders.get(credential.hash)?.organizationId,
  );
  if (query === null) return null;
  const known = options.documentCache.peek(query, simple.operationName);
  const requestedProjectId = headers.get('x-project-id');
  const contextFor = (actor: Actor) => {
    const rateLimit = () => meter.stateOf(metered, options.clock.now());
    const request = {
      actor,
      client: readClient(),
      requestId,
      requestedProjectId,
      rateLimit,
      consume: meter.spend,
      charge: (points: number) => meter.chargeMore(metered, actor, points),
    };
    return createRequestContext(options.shared, request, options.clock);
  };
  meter.admit(credential, readClient, metered, known && (() => known.cost(simple.variables)));
  if (known) {
    const quick = await tryPlannedOperation(options, asked, {
      known,
      simple,
      credential,
      requestedProjectId,
      contextFor,
    });
    if (quick) return quick;
  }
  const sender = meter.senderOf(credential, readClient());
  const actor = await authenticate(credential, options.authentication, sender).catch(fallBackOnBug);
  if (!actor) return null;
  telemetry.caller = { requestId, actor };
  meter.remember(credential, actor);
  const prepared = known ?? options.documentCache.prepare(query, simple.operationName);
  if (!prepared || prepared.operation.operation === 'subscription') return null;
  const points = prepared.cost(simple.variables);
  if (points.total > meter.costMax) return null;
  beginOperation(telemetry, prepared.facts);
  await meter.charge(metered, actor, points);
  await options.turns.take(metered, actor, isLongRead(prepared.operation.operation, points.total));
  const executed = await execute({
    schema,
    document: prepared.document,
    contextValue: { context: contextFor(actor), introspects: options.documentCache.introspects },
    variableValues: simple.variables,
    operationName: simple.operationName,
  });
  const result = await fitAnswer(executed, prepared.operation.operation, options.shared.answerBytesMax);
  return toResponse(result, prepared, {
    ...asked,
    reportError: options.reportError,
    introspects: options.documentCache.introspects,
  });
}
