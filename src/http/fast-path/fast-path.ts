import { execute, locatedError } from 'graphql';
import {
  type Authentication,
  authenticate,
  type Credential,
  type HeaderSource,
} from '../../auth/authenticate.ts';
import { isPlainSender } from '../../domain/api-key/caller.ts';
import { type Actor, ANONYMOUS, type OrganizationActor } from '../../domain/core/actor.ts';
import { toldError } from '../../domain/core/database-errors.ts';
import type { DomainError } from '../../domain/core/errors.ts';
import type { Visit } from '../../domain/core/key-authentication.ts';
import {
  type Client,
  type Clock,
  createScope,
  type Scope,
  type Share,
  type Store,
  shareOf,
} from '../../domain/core/request-context.ts';
import { runPlannedRead } from '../../domain/fast-path/read.ts';
import type { Documents, PreparedDocument } from '../../graphql/document-cache.ts';
import type { ReportBug } from '../../graphql/errors.ts';
import { fitAnswer } from '../../graphql/limits/answer-size.ts';
import { schema } from '../../graphql/schema.ts';
import { beginOperation, type RequestRecord } from '../../telemetry/request-record.ts';
import { isAuditExport, sendAuditExport } from '../endpoints/audit-export.ts';
import { refuse } from '../error-response.ts';
import { isLongRead, type Turns } from '../fair-scheduler.ts';
import { answerHeaders } from '../gateway.ts';
import type { StoredDocuments } from '../graphql/persisted-documents.ts';
import type { Meter, Metered } from '../rate-limit/rate-limiter.ts';
import { header } from '../request/headers.ts';
import { requestIdOf } from '../request/request-id.ts';
import { lineFault, refuseLine } from '../request/url-check.ts';
import type { ReadClient } from '../server/client-address.ts';
import type { RecordingListener } from '../server/instrumentation.ts';
import { type Api, askApi, type Observed, write } from './fallback.ts';
import { type Answer, answerOf, dataAnswer } from './response.ts';
import { isPlain, type Plain, readCredentialOrNull, readPlain, readText } from './simple-request.ts';

export type Lane = {
  readonly authentication: Authentication;
  readonly store: Store;
  readonly clock: Clock;
  readonly readClient: ReadClient;
  readonly meter: Meter;
  readonly turns: Turns;
  readonly documents: Documents;
  readonly storedDocuments: StoredDocuments;
  readonly reportBug: ReportBug;
};

/** The short way for the plain request, a JSON POST to /graphql with a good key: the same answer as the API gives, byte
 *  for byte, without the objects of the Fetch standard in between. Whatever is not plain, or goes wrong before anything
 *  has been changed, is answered by the API itself. */
export function createLane(api: Api, lane: Lane): RecordingListener {
  return (request, response, record) => {
    const isPlainOne = isPlain(request);
    const fault = isPlainOne ? null : lineFault(request);
    if (fault) {
      const { reportBug } = lane;
      write(response, refuseLine(request, fault, { reportBug, record })).catch(() => response.destroy());
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

async function answer(api: Api, lane: Lane, { request, response, record }: Observed): Promise<void> {
  const requestId = requestIdOf(header(request, 'x-request-id'));
  record.asker = { requestId, actor: ANONYMOUS };
  const body = await readText(request);
  const headers: HeaderSource = { get: (name) => header(request, name) };
  const metered: Metered = {};
  const readClient = () => lane.readClient(headers, request);
  record.metered = metered;
  if (typeof body !== 'string')
    return write(response, await askApi(api, request, { body, requestId, metered, record }));
  const asked = { headers, body, requestId, readClient, metered, record };
  try {
    await send(api, lane, { request, response, asked });
  } finally {
    lane.turns.leave(metered);
  }
}

type Sending = Pick<Observed, 'request' | 'response'> & { readonly asked: Asked };

async function send(api: Api, lane: Lane, { request, response, asked }: Sending): Promise<void> {
  const { requestId, metered, record } = asked;
  const found = await answerOrRefuse(lane, asked);
  const told = () => ({ ...answerHeaders(requestId), ...lane.meter.headersOf(metered) });
  if (!found) return write(response, await askApi(api, request, asked));
  record.trace?.endOperation();
  if (found instanceof Response) return write(response, found, told());
  response.writeHead(found.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(found.body),
    ...told(),
    ...found.headers,
  });
  response.end(found.body);
}

async function answerOrRefuse(lane: Lane, asked: Asked): Promise<Answer | Response | null> {
  try {
    return await answerPlain(lane, asked);
  } catch (error) {
    return refusePlain(lane, asked, error);
  }
}

/** What an error says to the client. Rejects for a bug. */
async function refusePlain(lane: Lane, asked: Asked, error: unknown) {
  const { headers, requestId, readClient, metered, record } = asked;
  const told = toldError(error);
  if (!told) throw error;
  if (letsNobodyIn(told)) {
    // Nobody was let in: there is nobody to tell, nor to be charged for the next one.
    const credential = readCredentialOrNull(headers);
    if (credential) lane.meter.senders.forget(credential.hash);
    metered.charge = null;
    record.asker = { requestId, actor: ANONYMOUS };
  }
  const answered = await lane.meter.refused(readClient(), error);
  return refuse(headers, answered, { requestId, reportBug: lane.reportBug, record });
}

/** Not for want of time, which everybody meets who has been let in. */
const letsNobodyIn = ({ code }: DomainError) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';

type Asked = {
  readonly headers: HeaderSource;
  readonly body: string;
  readonly requestId: string;
  readonly readClient: () => Client;
  readonly metered: Metered;
  readonly record: RequestRecord;
};

/** Null: left to the API, and nothing has been changed. Throws UNAUTHENTICATED for a key that opens nothing, RATE_LIMITED. */
async function answerPlain(lane: Lane, asked: Asked): Promise<Answer | null> {
  const { headers, body, requestId, readClient, metered, record } = asked;
  const { meter } = lane;
  const plain = readPlain(body);
  const credential = plain && readCredentialOrNull(headers);
  if (!plain || !credential) return null;
  const query = lane.storedDocuments.peek(
    plain.document,
    () => meter.senders.recall(credential.hash)?.organizationId,
  );
  if (query === null) return null;
  const known = lane.documents.known(query, plain.operationName);
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
    return createScope(lane.store, request, lane.clock);
  };
  meter.admit(credential, readClient, metered, known && (() => known.cost(plain.variables)));
  if (known) {
    const quick = await answerQuickly(lane, asked, { known, plain, credential, requestedProjectId, scopeOf });
    if (quick) return quick;
  }
  const sender = meter.senderOf(credential, readClient());
  const actor = await authenticate(credential, lane.authentication, sender).catch(leaveBugToApi);
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
  return answerOf(result, prepared, { ...asked, reportBug: lane.reportBug });
}

type Planned = {
  readonly known: PreparedDocument;
  readonly plain: Plain;
  readonly credential: Credential;
  readonly requestedProjectId: string | null;
  readonly scopeOf: (actor: Actor) => Scope;
};

/** By one statement, which checks the key. So whoever is to be charged for it, and named in the log, must have been here before. Null: left to the
 *  ordinary way, and nothing has been changed. */
async function answerQuickly(
  lane: Lane,
  asked: Asked,
  { known, plain, credential, requestedProjectId, scopeOf }: Planned,
): Promise<Answer | null> {
  const { meter } = lane;
  const { metered, readClient, requestId, record } = asked;
  if (!known.plan && !known.writePlan) return null;
  const points = known.cost(plain.variables);
  if (points.whole > meter.costMax) return null;
  const sender = meter.senders.recall(credential.hash);
  if (!sender) return null;
  record.asker = { requestId, actor: sender };
  beginOperation(record, known.facts);
  await meter.charge(metered, sender, points);
  const waiting = lane.turns.take(metered, sender, false);
  if (waiting) await waiting;
  const visit = () => ({ now: lane.clock.now(), ip: readClient().ip });
  const share = shareOf(sender, lane.store);
  const planned = { plain, credential, requestedProjectId, visit, share };
  const json = await answerByPlan(lane, known, planned).catch(leaveBugToApi);
  if (json !== null) return dataAnswer(json);
  return mayPlanWrites(sender) ? answerByWritePlan(lane, known, { asked, plain }, scopeOf(sender)) : null;
}

/** A bug goes wrong again in the API, which knows how to tell. A refusal is an answer, and a database that is not there is not
 *  asked twice. */
function leaveBugToApi(error: unknown): null {
  if (toldError(error)) throw error;
  return null;
}

/** A planned write sees for itself that the key of the sender is live, and asks no further. */
const mayPlanWrites = (actor: Actor): actor is OrganizationActor =>
  actor.kind === 'organization' && isPlainSender(actor);

type AskedByPlan = {
  readonly plain: Plain;
  readonly credential: Credential;
  readonly requestedProjectId: string | null;
  readonly visit: () => Visit;
  readonly share: Share;
};

async function answerByPlan(
  { store }: Lane,
  { plan }: PreparedDocument,
  { plain, credential, requestedProjectId, visit, share }: AskedByPlan,
): Promise<string | null> {
  const { kind, hash } = credential;
  if (kind === 'operator') return null;
  const bound = plan?.bind(plain.variables, { kind, requestedProjectId });
  return bound ? runPlannedRead(store, bound, { hash, readVisit: visit, share }) : null;
}

/** Null: left to the ordinary way, and nothing has been changed. */
async function answerByWritePlan(
  { reportBug }: Lane,
  prepared: PreparedDocument,
  { asked, plain }: { readonly asked: Asked; readonly plain: Plain },
  scope: Scope,
): Promise<Answer | null> {
  const { writePlan } = prepared;
  if (!writePlan) return null;
  try {
    const json = await writePlan.run(scope, plain.variables);
    return json === null ? null : dataAnswer(json);
  } catch (error) {
    const located = locatedError(error, [writePlan.node], [writePlan.key]);
    return answerOf({ errors: [located], data: { [writePlan.key]: null } }, prepared, {
      ...asked,
      reportBug,
    });
  }
}
