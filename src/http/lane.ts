import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ExecutionResult, execute, locatedError, NoSchemaIntrospectionCustomRule } from 'graphql';
import {
  type Authentication,
  authenticate,
  type Credential,
  type HeaderSource,
  readCredential,
} from '../auth/authenticate.ts';
import { createSenders, type Senders } from '../auth/senders.ts';
import type { Introspection } from '../config.ts';
import type { Actor, OrganizationActor } from '../domain/actor.ts';
import type { Visit } from '../domain/api-key/holder.ts';
import { isRestricted } from '../domain/api-key/issue.ts';
import { DomainError } from '../domain/errors.ts';
import { runPlannedRead } from '../domain/planned-read.ts';
import { type Client, type Clock, createScope, type Scope, type Store } from '../domain/scope.ts';
import { createDocuments, type Documents, type PreparedDocument } from '../graphql/documents.ts';
import { formatError, presentError, type ReportBug, statusOf } from '../graphql/errors.ts';
import { schema } from '../graphql/schema.ts';
import { BODY_SIZE_BYTES_MAX } from './body.ts';
import type { ReadClient } from './client.ts';
import { answerHeaders, GRAPHQL_PATH } from './edge.ts';
import { isJson } from './media-types.ts';
import { refuse } from './refusal.ts';
import { requestIdOf } from './request-id.ts';

export type LaneOptions = {
  readonly authentication: Authentication;
  readonly store: Store;
  readonly clock: Clock;
  readonly readClient: ReadClient;
  readonly introspection: Introspection;
  readonly reportBug: ReportBug;
};

type Lane = LaneOptions & { readonly documents: Documents; readonly senders: Senders };

/** The whole API, for everything that the lane leaves to it. */
type Api = {
  (request: IncomingMessage, response: ServerResponse): unknown;
  fetch(request: Request, arrived: { readonly req: IncomingMessage }): Promise<Response> | Response;
};

type Plain = {
  readonly query: string;
  readonly variables: object | null;
  readonly operationName: string | null;
};
type Answer = { readonly status: number; readonly body: string };

/** The short way for the plain request, a JSON POST to /graphql with a good key: the same answer as the API gives, byte
 *  for byte, without the objects of the Fetch standard in between. Whatever is not plain, or goes wrong before anything
 *  has been changed, is answered by the API itself. */
export function createLane(api: Api, options: LaneOptions): RequestListener {
  const rules = options.introspection === 'off' ? [NoSchemaIntrospectionCustomRule] : [];
  const lane: Lane = { ...options, documents: createDocuments(rules), senders: createSenders() };
  return (request, response) => {
    if (!isPlain(request)) {
      api(request, response);
      return;
    }
    answer(api, lane, request, response).catch((error) => {
      // A client that goes away in the middle of its request is no bug.
      if (request.complete) options.reportBug(error, requestIdOf(header(request, 'x-request-id')));
      response.destroy();
    });
  };
}

const header = ({ headers }: IncomingMessage, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
};

const plainAccepts = new Set([undefined, '*/*', 'application/json']);

function isPlain({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === GRAPHQL_PATH &&
    isJson.test(headers['content-type'] ?? '') &&
    plainAccepts.has(headers.accept) &&
    headers['content-encoding'] === undefined &&
    headers.origin === undefined &&
    Number(headers['content-length']) <= BODY_SIZE_BYTES_MAX
  );
}

async function answer(
  api: Api,
  lane: Lane,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const requestId = requestIdOf(header(request, 'x-request-id'));
  const headers: HeaderSource = { get: (name) => header(request, name) };
  const found = await answerPlain(lane, {
    headers,
    body,
    requestId,
    readClient: () => lane.readClient(headers, request),
  }).catch((error) => {
    if (error instanceof DomainError) return refuse(headers, error, requestId, lane.reportBug);
    throw error;
  });
  if (found instanceof Response) return write(response, found, answerHeaders(requestId));
  if (!found) return write(response, await askApi(api, request, body, requestId));
  response.writeHead(found.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(found.body),
    ...answerHeaders(requestId),
  });
  response.end(found.body);
}

/** Rejects when the client goes away first. */
function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

type Asked = {
  readonly headers: HeaderSource;
  readonly body: string;
  readonly requestId: string;
  readonly readClient: () => Client;
};

/** Null: left to the API, and nothing has been changed. Throws UNAUTHENTICATED for a key that opens nothing. */
async function answerPlain(
  lane: Lane,
  { headers, body, requestId, readClient }: Asked,
): Promise<Answer | null> {
  const plain = readPlain(body);
  const credential = plain && readCredentialOrNull(headers);
  if (!plain || !credential) return null;
  const known = lane.documents.known(plain.query, plain.operationName);
  const requestedProjectId = headers.get('x-project-id');
  if (known?.plan) {
    const visit = () => ({ now: lane.clock.now(), ip: readClient().ip });
    const asked = { plain, credential, requestedProjectId, visit };
    const json = await answerByPlan(lane, known, asked).catch(leaveBugToApi);
    if (json !== null) return dataAnswer(json);
  }
  const scopeOf = (actor: Actor) =>
    createScope(lane.store, { actor, client: readClient(), requestId, requestedProjectId }, lane.clock);
  const sender = known?.writePlan && lane.senders.recall(credential.secret);
  const written = sender && (await answerByWritePlan(lane, known, plain, scopeOf(sender)));
  if (written) return written;
  const actor = await authenticate(credential, lane.authentication, readClient().ip).catch(leaveBugToApi);
  if (!actor) return null;
  const prepared = known ?? lane.documents.prepare(plain.query, plain.operationName);
  if (!prepared || prepared.operation.operation === 'subscription') return null;
  if (prepared.writePlan && isRememberable(actor)) lane.senders.remember(credential.secret, actor);
  const scope = scopeOf(actor);
  const result = await execute({
    schema,
    document: prepared.document,
    contextValue: { scope },
    variableValues: { ...plain.variables },
    operationName: plain.operationName,
  });
  return answerOf(result, prepared, requestId, lane.reportBug);
}

const parameterNames = new Set(['query', 'variables', 'operationName']);

/** Null for a body with anything unusual in it. */
function readPlain(body: string): Plain | null {
  try {
    const params: unknown = JSON.parse(body);
    if (typeof params !== 'object' || params === null || Array.isArray(params)) return null;
    if (!Object.keys(params).every((name) => parameterNames.has(name))) return null;
    const { query, variables = null, operationName = null } = params as { [name: string]: unknown };
    if (typeof query !== 'string' || typeof variables !== 'object' || Array.isArray(variables)) return null;
    if (operationName !== null && typeof operationName !== 'string') return null;
    return { query, variables, operationName };
  } catch {
    return null;
  }
}

function readCredentialOrNull(headers: HeaderSource): Credential | null {
  try {
    return readCredential(headers);
  } catch {
    return null;
  }
}

/** A bug goes wrong again in the API, which knows how to tell. A refusal is an answer. */
function leaveBugToApi(error: unknown): null {
  if (error instanceof DomainError) throw error;
  return null;
}

/** A planned write sees for itself that the key of the sender is live, and asks no further. */
const isRememberable = (actor: Actor): actor is OrganizationActor =>
  actor.kind === 'organization' && actor.isCurrent && !isRestricted(actor.apiKey);

type AskedByPlan = {
  readonly plain: Plain;
  readonly credential: Credential;
  readonly requestedProjectId: string | null;
  readonly visit: () => Visit;
};

async function answerByPlan(
  { store }: Lane,
  { plan }: PreparedDocument,
  { plain, credential, requestedProjectId, visit }: AskedByPlan,
): Promise<string | null> {
  const { kind, secret } = credential;
  if (kind === 'operator') return null;
  const bound = plan?.bind(plain.variables, { kind, requestedProjectId });
  return bound ? runPlannedRead(store, bound, secret, visit) : null;
}

const dataAnswer = (json: string): Answer => ({ status: 200, body: `{"data":${json}}` });

/** Null: left to the ordinary way, and nothing has been changed. */
async function answerByWritePlan(
  { reportBug }: Lane,
  prepared: PreparedDocument,
  { variables }: Plain,
  scope: Scope,
): Promise<Answer | null> {
  const { writePlan } = prepared;
  if (!writePlan) return null;
  try {
    const json = await writePlan.run(scope, { ...variables });
    return json === null ? null : dataAnswer(json);
  } catch (error) {
    const located = locatedError(error, [writePlan.node], [writePlan.key]);
    return answerOf({ errors: [located], data: null }, prepared, scope.requestId ?? '', reportBug);
  }
}

function answerOf(
  result: ExecutionResult,
  { operation }: PreparedDocument,
  requestId: string,
  reportBug: ReportBug,
): Answer | null {
  if (!result.errors) return { status: 200, body: JSON.stringify(result) };
  // A query can be run again and a document that was refused has not been run: the API tells what is wrong.
  if (operation.operation === 'query' || !('data' in result)) return null;
  const errors = result.errors.map((error) => presentError(error, requestId, reportBug));
  return {
    status: Math.max(...errors.map((presented) => statusOf(presented) ?? 200)),
    body: JSON.stringify({ errors: errors.map(formatError), data: result.data }),
  };
}

/** Lets the API answer, although the body has been read. */
async function askApi(
  api: Api,
  request: IncomingMessage,
  body: string,
  requestId: string,
): Promise<Response> {
  const headers = new Headers({ 'x-request-id': requestId });
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && name !== 'x-request-id') headers.set(name, value);
  }
  return api.fetch(new Request(`http://localhost${request.url}`, { method: 'POST', headers, body }), {
    req: request,
  });
}

async function write(response: ServerResponse, answered: Response, headers: object = {}): Promise<void> {
  response.writeHead(answered.status, { ...Object.fromEntries(answered.headers), ...headers });
  response.end(await answered.text());
}
