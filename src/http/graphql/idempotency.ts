import { type ExecutionResult, getOperationAST, Kind, type OperationDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ReportError } from '../../domain/core/app-context.ts';
import { toClientError } from '../../domain/core/database-errors.ts';
import type { ErrorReason } from '../../domain/core/error-reasons.ts';
import type { ErrorCode } from '../../domain/core/errors.ts';
import {
  claimKey,
  releaseKey,
  STORED_BYTES_MAX,
  type StoredResponse,
  storeResponse,
} from '../../domain/idempotency/idempotency.ts';
import type { GraphQLContext, NotKept } from '../../graphql/context.ts';
import { rootCause } from '../../graphql/errors.ts';
import { HttpError } from '../error-response.ts';
import type { Outcome, RequestState } from '../request-state.ts';

const HEADER = 'idempotency-key';
const keyPattern = /^[\x20-\x7e]{1,255}$/;

/** Executes a mutation with an `Idempotency-Key` once in 24 hours and replays its response to requests with the same key. Must come after
 *  the plugins that reject requests: a mutation that never ran may be retried. */
export function useIdempotency(
  reportError: ReportError,
): Plugin<RequestState & GraphQLContext, RequestState> {
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const { document, operationName, variableValues, contextValue } = args;
      const { request, params, context, idempotent } = contextValue;
      const key = request.headers.get(HEADER);
      const operation = getOperationAST(document, operationName);
      if (key === null || operation?.operation !== 'mutation' || context.actor.kind === 'anonymous')
        return undefined;
      if (!keyPattern.test(key)) throw keyMalformed();
      const projectId = context.requestedProjectId;
      const content = [params.query, operationName ?? null, variableValues ?? {}, projectId];
      const claim = await claimKey(context, { key, content });
      Object.assign(idempotent, { claim, context, notKept: contextValue.notKept });
      if (claim.kind === 'claimed')
        return {
          onExecuteDone: ({ result }) => {
            idempotent.outcome = outcomeOf(operation, result);
          },
        };
      setResultAndStopExecution({ data: null });
      return undefined;
    },
    async onResponse({ response, serverContext, setResponse }) {
      const { claim, ...state } = serverContext.idempotent ?? {};
      if (claim?.kind === 'completed') setResponse(replayResponse(response, claim.response));
      if (claim?.kind !== 'claimed' || !state.context) return;
      // The key stays claimed: a retry gets IDEMPOTENCY_OUTCOME_UNKNOWN.
      if (state.outcome === 'unknown') return;
      const settled =
        state.outcome === 'committed'
          ? storeResponse(state.context, claim.slot, await responseToStore(response, state.notKept ?? []))
          : releaseKey(state.context, claim.slot);
      // The mutation ran and its response is sent. A retry gets IDEMPOTENCY_OUTCOME_UNKNOWN.
      await settled.catch((error) => reportError(error, serverContext.requestId));
    },
  };
}

function keyMalformed(): HttpError {
  const fix = 'Send 1 to 255 printable ASCII characters, such as a UUID.';
  return new HttpError(400, 'Invalid Idempotency-Key header.', fix);
}

/** Codes of errors that are thrown before anything is written. */
const rejectedCodes: readonly ErrorCode[] = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
];

/** Reasons of errors after which the database has written nothing, or rolled it back. */
const rolledBackReasons: readonly ErrorReason[] = ['DATABASE_BUSY', 'STATEMENT_TIMEOUT'];

function outcomeOf({ selectionSet }: OperationDefinitionNode, result: unknown): Outcome {
  const { data, errors = [] } = result as ExecutionResult;
  if (data === undefined) return 'rolledBack';
  const [root, ...others] = selectionSet.selections;
  const isOneMutation = root?.kind === Kind.FIELD && others.length === 0;
  const clientErrors = errors.map((error) => toClientError(rootCause(error)));
  const isRolledBack = errors.every(
    ({ path }, index) =>
      path?.length === 1 && isRejection(clientErrors[index]?.code, clientErrors[index]?.reason),
  );
  if (isOneMutation && errors.length > 0 && isRolledBack) return 'rolledBack';
  return clientErrors.some((error) => error?.code === 'UNAVAILABLE' || error?.code === 'TIMEOUT')
    ? 'unknown'
    : 'committed';
}

/** RESPONSE_TOO_LARGE is excluded: such a mutation has been committed. */
const isRejection = (code?: ErrorCode, reason?: ErrorReason) =>
  code !== undefined &&
  reason !== 'RESPONSE_TOO_LARGE' &&
  reason !== undefined &&
  (rejectedCodes.includes(code) || rolledBackReasons.includes(reason));

/** Returns the response to store: values that a replay must not contain are null, and their paths are listed. Body null: too large to
 *  store. */
async function responseToStore(response: Response, notKept: NotKept) {
  const { status } = response;
  const text = await response.clone().text();
  // Not parsed when it is too large.
  if (Buffer.byteLength(text) > STORED_BYTES_MAX) return { status, body: null };
  const body = JSON.parse(text);
  const withheld = notKept.filter((path) => redact(body, ['data', ...path]));
  if (withheld.length === 0) return { status, body: text };
  const idempotency = { withheld: withheld.map((path) => path.join('.')) };
  return { status, body: JSON.stringify({ ...body, extensions: { ...body.extensions, idempotency } }) };
}

/** Sets the value at a path to null. False: there was none. */
function redact(part: unknown, [name, ...below]: readonly (string | number)[]): boolean {
  if (typeof part !== 'object' || part === null || name === undefined || !(name in part)) return false;
  const parent = part as Record<string | number, unknown>;
  if (below.length > 0) return redact(parent[name], below);
  if (parent[name] === null) return false;
  parent[name] = null;
  return true;
}

function replayResponse(response: Response, { status, body }: StoredResponse): Response {
  const { extensions, ...result } = JSON.parse(body);
  const idempotency = { replayed: true, ...extensions?.idempotency };
  const replay = { ...result, extensions: { ...extensions, idempotency } };
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.set('idempotency-replayed', 'true');
  return new Response(JSON.stringify(replay), { status, headers });
}
