import { execute, locatedError } from 'graphql';
import {
  type Authentication,
  authenticate,
  type Credential,
  type HeaderSource,
} from '../../auth/authenticate.ts';
import { isUnrestrictedCaller } from '../../domain/api-key/caller.ts';
import { type Actor, ANONYMOUS, type OrganizationActor } from '../../domain/core/actor.ts';
import { toClientError } from '../../domain/core/database-errors.ts';
import type { DomainError } from '../../domain/core/errors.ts';
import type { AuthAttempt } from '../../domain/core/key-authentication.ts';
import {
  type Client,
  type Clock,
  createRequestContext,
  type RequestContext,
  type Share,
  type SharedContext,
  shareOf,
} from '../../domain/core/request-context.ts';
import { runPlannedRead } from '../../domain/fast-path/read.ts';
import type { DocumentCache, PreparedDocument } from '../../graphql/document-cache.ts';
import type { ReportError } from '../../graphql/errors.ts';
import { fitAnswer } from '../../graphql/limits/answer-size.ts';
import { schema } from '../../graphql/schema.ts';
import { beginOperation, type RequestTelemetry } from '../../telemetry/request-record.ts';
import { isAuditExport, sendAuditExport } from '../endpoints/audit-export.ts';
import { errorResponse } from '../error-response.ts';
import { type FairScheduler, isLongRead } from '../fair-scheduler.ts';
import { responseHeaders } from '../gateway.ts';
import type { PersistedDocuments } from '../graphql/persisted-documents.ts';
import type { ChargeState, RateLimiter } from '../rate-limit/rate-limiter.ts';
import { header } from '../request/headers.ts';
import { requestIdOf } from '../request/request-id.ts';
import { lineFault, refuseLine } from '../request/url-check.ts';
import type { ReadClient } from '../server/client-address.ts';
import type { RecordingListener } from '../server/instrumentation.ts';
import { forwardToYoga, type ObservedRequest, writeResponse, type YogaHandler } from './fallback.ts';
import { dataResponse, type FastResponse, toResponse } from './response.ts';
import {
  isFastPathRequest,
  parseSimpleRequest,
  readCredentialOrNull,
  readText,
  type SimpleRequest,
} from './simple-request.ts';

export type FastPathOptions = {
  readonly authentication: Authentication;
  readonly store: SharedContext;
  readonly clock: Clock;
  readonly readClient: ReadClient;
  readonly meter: RateLimiter;
  readonly turns: FairScheduler;
  readonly documents: DocumentCache;
  readonly storedDocuments: PersistedDocuments;
  readonly reportBug: ReportError;
};

/** The short way for the plain request, a JSON POST to /graphql with a good key: the same answer as the API gives, byte
 *  for byte, without the objects of the Fetch standard in between. Whatever is not plain, or goes wrong before anything
 *  has been changed, is answered by the API itself. */
export function createFastPath(api: YogaHandler, lane: FastPathOptions): RecordingListener {
  return (request, response, record) => {
    const isPlainOne = isFastPathRequest(request);
    const fault = isPlainOne ? null : lineFault(request);
    if (fault) {
      const { reportBug } = lane;
      writeResponse(response, refuseLine(request, fault, { reportBug, record })).catch(() =>
        response.destroy(),
      );
      return;
    }
    if (!isPlainOne && !isAuditExport(request)) {
      api(request, response, { record });
      return;
    }
    const answering = isPlainOne
      ? answer(api, lane, { request, response, record })
      : sendAuditExport(api, { request, response, record });
    answering.catch((error) => {
      // A client that goes away in the middle of its request is no bug.
      if (request.complete) lane.reportBug(error, requestIdOf(header(request, 'x-request-id')));
      response.destroy();
    });
  };
}

async function answer(
  api: YogaHandler,
  lane: FastPathOptions,
  { request, response, record }: ObservedRequest,
): Promise<void> {
  const requestId = requestIdOf(header(request, 'x-request-id'));
  record.asker = { requestId, actor: ANONYMOUS };
  const body = await readText(request);
  const headers: HeaderSource = { get: (name) => header(request, name) };
  const metered: ChargeState = {};
  const readClient = () => lane.readClient(headers, request);
  record.metered = metered;
  if (typeof body !== 'string')
    return writeResponse(response, await forwardToYoga(api, request, { body, requestId, metered, record }));
  const asked = { headers, body, requestId, readClient, metered, record };
  try {
    await send(api, lane, { request, response, asked });
  } finally {
    lane.turns.leave(metered);
  }
}

type Sending = Pick<ObservedRequest, 'request' | 'response'> & { readonly asked: SimpleRequestContext };

async function send(
  api: YogaHandler,
  lane: FastPathOptions,
  { request, response, asked }: Sending,
): Promise<void> {
  const { requestId, metered, record } = asked;
  const found = await handleOrReject(lane, asked);
  const told = () => ({ ...responseHeaders(requestId), ...lane.meter.headersOf(metered) });
  if (!found) return writeResponse(response, await forwardToYoga(api, request, asked));
  record.trace?.endOperation();
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
  lane: FastPathOptions,
  asked: SimpleRequestContext,
): Promise<FastResponse | Response | null> {
  try {
    return await handleSimpleRequest(lane, asked);
  } catch (error) {
    return rejectRequest(lane, asked, error);
  }
}

/** What an error says to the client. Rejects for a bug. */
async function rejectRequest(lane: FastPathOptions, asked: SimpleRequestContext, error: unknown) {
  const { headers, requestId, readClient, metered, record } = asked;
  const told = toClientError(error);
  if (!told) throw error;
  if (isAuthFailure(told)) {
    // Nobody was let in: there is nobody to tell, nor to be charged for the next one.
    const credential = readCredentialOrNull(headers);
    if (credential) lane.meter.senders.delete(credential.hash);
    metered.charge = null;
    record.asker = { requestId, actor: ANONYMOUS };
  }
  const answered = await lane.meter.refused(readClient(), error);
  return errorResponse(headers, answered, { requestId, reportBug: lane.reportBug, record });
}

/** Not for want of time, which everybody meets who has been let in. */
const isAuthFailure = ({ code }: DomainError) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';

type SimpleRequestContext = {
  readonly headers: HeaderSource;
  readonly body: string;
  readonly requestId: string;
  readonly readClient: () => Client;
  readonly metered: ChargeState;
  readonly record: RequestTelemetry;
};

/** Null: left to the API, and nothing has been changed. Throws UNAUTHENTICATED for a key that opens nothing, RATE_LIMITED. */
async function handleSimpleRequest(
  lane: FastPathOptions,
  asked: SimpleRequestContext,
): Promise<FastResponse | null> {
  const { headers, body, requestId, readClient, metered, record } = asked;
  const { meter } = lane;
  const plain = parseSimpleRequest(body);
  const credential = plain && readCredentialOrNull(headers);
  if (!plain || !credential) return null;
  const query = lane.storedDocuments.peek(
    plain.document,
    () => meter.senders.get(credential.hash)?.organizationId,
  );
  if (query === null) return null;
  const known = lane.documents.peek(query, plain.operationName);
  const requestedProjectId = headers.get('x-project-id');
  const scopeOf = (actor: Actor) => {
    const rateLimit = () => meter.stateOf(metered, lane.clock.now());
    const request = {
      actor,
      client: readClient(),
      requestId,
      requestedProjectId,
      rateLimit,
      spend: meter.spend,
      charge: (points: number) => meter.chargeMore(metered, actor, points),
    };
    return createRequestContext(lane.store, request, lane.clock);
  };
  meter.admit(credential, readClient, metered, known && (() => known.cost(plain.variables)));
  if (known) {
    const quick = await tryPlannedOperation(lane, asked, {
      known,
      plain,
      credential,
      requestedProjectId,
      scopeOf,
    });
    if (quick) return quick;
  }
  const sender = meter.senderOf(credential, readClient());
  const actor = await authenticate(credential, lane.authentication, sender).catch(fallBackOnBug);
  if (!actor) return null;
  record.asker = { requestId, actor };
  meter.remember(credential, actor);
  const prepared = known ?? lane.documents.prepare(query, plain.operationName);
  if (!prepared || prepared.operation.operation === 'subscription') return null;
  const points = prepared.cost(plain.variables);
  if (points.whole > meter.costMax) return null;
  beginOperation(record, prepared.facts);
  await meter.charge(metered, actor, points);
  await lane.turns.take(metered, actor, isLongRead(prepared.operation.operation, points.whole));
  const executed = await execute({
    schema,
    document: prepared.document,
    contextValue: { scope: scopeOf(actor), introspects: lane.documents.introspects },
    variableValues: plain.variables,
    operationName: plain.operationName,
  });
  const result = await fitAnswer(executed, prepared.operation.operation, lane.store.answerBytesMax);
  return toResponse(result, prepared, { ...asked, reportBug: lane.reportBug });
}

type Planned = {
  readonly known: PreparedDocument;
  readonly plain: SimpleRequest;
  readonly credential: Credential;
  readonly requestedProjectId: string | null;
  readonly scopeOf: (actor: Actor) => RequestContext;
};

/** By one statement, which checks the key. So whoever is to be charged for it, and named in the log, must have been here before. Null: left to the
 *  ordinary way, and nothing has been changed. */
async function tryPlannedOperation(
  lane: FastPathOptions,
  asked: SimpleRequestContext,
  { known, plain, credential, requestedProjectId, scopeOf }: Planned,
): Promise<FastResponse | null> {
  const { meter } = lane;
  const { metered, readClient, requestId, record } = asked;
  if (!known.plan && !known.writePlan) return null;
  const points = known.cost(plain.variables);
  if (points.whole > meter.costMax) return null;
  const sender = meter.senders.get(credential.hash);
  if (!sender) return null;
  record.asker = { requestId, actor: sender };
  beginOperation(record, known.facts);
  await meter.charge(metered, sender, points);
  const waiting = lane.turns.take(metered, sender, false);
  if (waiting) await waiting;
  const visit = () => ({ now: lane.clock.now(), ip: readClient().ip });
  const share = shareOf(sender, lane.store);
  const planned = { plain, credential, requestedProjectId, visit, share };
  const json = await runPlannedQuery(lane, known, planned).catch(fallBackOnBug);
  if (json !== null) return dataResponse(json);
  return canUsePlannedMutation(sender)
    ? runPlannedMutation(lane, known, { asked, plain }, scopeOf(sender))
    : null;
}

/** A bug goes wrong again in the API, which knows how to tell. A refusal is an answer, and a database that is not there is not
 *  asked twice. */
function fallBackOnBug(error: unknown): null {
  if (toClientError(error)) throw error;
  return null;
}

/** A planned write sees for itself that the key of the sender is live, and asks no further. */
const canUsePlannedMutation = (actor: Actor): actor is OrganizationActor =>
  actor.kind === 'organization' && isUnrestrictedCaller(actor);

type AskedByPlan = {
  readonly plain: SimpleRequest;
  readonly credential: Credential;
  readonly requestedProjectId: string | null;
  readonly visit: () => AuthAttempt;
  readonly share: Share;
};

async function runPlannedQuery(
  { store }: FastPathOptions,
  { plan }: PreparedDocument,
  { plain, credential, requestedProjectId, visit, share }: AskedByPlan,
): Promise<string | null> {
  const { kind, hash } = credential;
  if (kind === 'operator') return null;
  const bound = plan?.bind(plain.variables, { kind, requestedProjectId });
  return bound ? runPlannedRead(store, bound, { hash, readVisit: visit, share }) : null;
}

/** Null: left to the ordinary way, and nothing has been changed. */
async function runPlannedMutation(
  { reportBug }: FastPathOptions,
  prepared: PreparedDocument,
  { asked, plain }: { readonly asked: SimpleRequestContext; readonly plain: SimpleRequest },
  scope: RequestContext,
): Promise<FastResponse | null> {
  const { writePlan } = prepared;
  if (!writePlan) return null;
  try {
    const json = await writePlan.run(scope, plain.variables);
    return json === null ? null : dataResponse(json);
  } catch (error) {
    const located = locatedError(error, [writePlan.node], [writePlan.key]);
    return toResponse({ errors: [located], data: { [writePlan.key]: null } }, prepared, {
      ...asked,
      reportBug,
    });
  }
}
