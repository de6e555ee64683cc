import { type ExecutionResult, getOperationAST, Kind, type OperationDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
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
import { type ReportError, rootCause } from '../../graphql/errors.ts';
import { HttpError } from '../error-response.ts';
import type { Outcome, RequestState } from '../request-state.ts';

const HEADER = 'idempotency-key';
const keyPattern = /^[\x20-\x7e]{1,255}$/;

/** Does a mutation that was sent with an `Idempotency-Key` once in 24 hours, and gives its answer to whoever sends it again with
 *  the same key. Comes after what refuses requests: what was never done may be tried again. */
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
      if (claim.kind === 'begun')
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
      if (claim?.kind === 'answered') setResponse(replayResponse(response, claim.answer));
      if (claim?.kind !== 'begun' || !state.context) return;
      // A replay is told that the outcome is unknown.
      if (state.outcome === 'unknown') return;
      const settled =
        state.outcome === 'done'
          ? storeResponse(state.context, claim.place, await responseToStore(response, state.notKept ?? []))
          : releaseKey(state.context, claim.place);
      // It was done, and is answered: a replay is told that the outcome is unknown.
      await settled.catch((error) => reportError(error, serverContext.requestId));
    },
  };
}

function keyMalformed(): HttpError {
  const fix = 'Send 1 to 255 printable characters of ASCII, such as a UUID.';
  return new HttpError(400, 'The Idempotency-Key is not one.', fix);
}

/** Refusals that come before anything is done. */
const rejectedCodes: readonly ErrorCode[] = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
];

/** What the database did not do, or took back. */
const rolledBackReasons: readonly ErrorReason[] = ['DATABASE_BUSY', 'STATEMENT_TIMEOUT'];

function outcomeOf({ selectionSet }: OperationDefinitionNode, result: unknown): Outcome {
  const { data, errors = [] } = result as ExecutionResult;
  if (data === undefined) return 'undone';
  const [root, ...others] = selectionSet.selections;
  const isOneMutation = root?.kind === Kind.FIELD && others.length === 0;
  const told = errors.map((error) => toClientError(rootCause(error)));
  const isRolledBack = errors.every(
    ({ path }, index) => path?.length === 1 && isRejection(told[index]?.code, told[index]?.reason),
  );
  if (isOneMutation && errors.length > 0 && isRolledBack) return 'undone';
  return told.some((error) => error?.code === 'UNAVAILABLE' || error?.code === 'TIMEOUT')
    ? 'unknown'
    : 'done';
}

/** What is too large to be answered has been done. */
const isRejection = (code?: ErrorCode, reason?: ErrorReason) =>
  code !== undefined &&
  reason !== 'ANSWER_TOO_LARGE' &&
  reason !== undefined &&
  (rejectedCodes.includes(code) || rolledBackReasons.includes(reason));

/** The answer as it is kept: each value that a replay may not show is null, and listed. Body null: it is too large. */
async function responseToStore(response: Response, notKept: NotKept) {
  const { status } = response;
  const text = await response.clone().text();
  // What is too large is not parsed.
  if (Buffer.byteLength(text) > STORED_BYTES_MAX) return { status, body: null };
  const body = JSON.parse(text);
  const withheld = notKept.filter((path) => redact(body, ['data', ...path]));
  if (withheld.length === 0) return { status, body: text };
  const idempotency = { withheld: withheld.map((path) => path.join('.')) };
  return { status, body: JSON.stringify({ ...body, extensions: { ...body.extensions, idempotency } }) };
}

/** False: there was no value. */
function redact(part: unknown, [name, ...below]: readonly (string | number)[]): boolean {
  if (typeof part !== 'object' || part === null || name === undefined || !(name in part)) return false;
  const parent = part as Record<string | number, unknown>;
  if (below.length > 0) return redact(parent[name], below);
  if (parent[name] === null) return false;
  parent[name] = null;
  return true;
}

function replayResponse(response: Response, { status, body }: StoredResponse): Response {
  const { extensions, ...told } = JSON.parse(body);
  const idempotency = { replayed: true, ...extensions?.idempotency };
  const again = { ...told, extensions: { ...extensions, idempotency } };
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.set('idempotency-replayed', 'true');
  return new Response(JSON.stringify(again), { status, headers });
}
