import { Kind, type OperationDefinitionNode } from 'graphql';
import { toClientError } from '../../domain/core/database-errors.ts';
import { claimKey, STORED_BYTES_MAX, type StoredResponse } from '../../domain/idempotency/idempotency.ts';
import type { NotKept } from '../../graphql/context.ts';
import { rootCause } from '../../graphql/errors.ts';
import type { FittingResult } from '../../graphql/limits/answer-size.ts';
import type { HttpContext } from '../http-context.ts';
import {
  IDEMPOTENCY_KEY,
  outcomeOfError,
  readIdempotencyKey,
  redact,
  settleKey,
  type WriteOutcome,
} from '../idempotency.ts';
import { type Execution, executeOperation } from './execute.ts';
import type { OperationRequest } from './operation.ts';
import { type OperationAnswer, presentResult } from './result.ts';

/** Executes an operation, and a mutation with an `Idempotency-Key` once in 24 hours: its response is replayed to requests with the same key.
 *  Must come after the steps that reject requests: a mutation that never ran may be retried. */
export async function executeOnce(
  app: HttpContext,
  request: OperationRequest,
  execution: Execution,
): Promise<OperationAnswer> {
  const { prepared, params, context } = execution;
  const isOnce =
    request.headers.get(IDEMPOTENCY_KEY) !== null &&
    prepared.operation.operation === 'mutation' &&
    context.actor.kind !== 'anonymous';
  const key = isOnce ? readIdempotencyKey(request.headers) : null;
  if (key === null) return presentResult(app, request, await executeOperation(app, execution));
  const { operationName, variables } = params;
  const content = [execution.query, operationName, variables, context.requestedProjectId];
  const claim = await claimKey(context, { key, content });
  if (claim.kind === 'completed') return replay(claim.response);
  const notKept: NotKept = [];
  // Where this throws, the key stays claimed.
  const result = await executeOperation(app, execution, notKept);
  const answer = presentResult(app, request, result);
  const outcome = outcomeOf(prepared.operation, result);
  await settleKey(app, context, {
    claim,
    requestId: request.requestId,
    outcome,
    readResponse: () => responseToStore(answer, notKept),
  });
  return answer;
}

function outcomeOf(
  { selectionSet }: OperationDefinitionNode,
  { data, errors = [] }: FittingResult,
): WriteOutcome {
  if (data === undefined) return 'rolledBack';
  const [root, ...others] = selectionSet.selections;
  const isOneMutation = root?.kind === Kind.FIELD && others.length === 0;
  const clientErrors = errors.map((error) => toClientError(rootCause(error)));
  const outcomes = clientErrors.map(outcomeOfError);
  const isRolledBack = errors.every(
    ({ path }, index) => path?.length === 1 && outcomes[index] === 'rolledBack',
  );
  if (isOneMutation && errors.length > 0 && isRolledBack) return 'rolledBack';
  return clientErrors.some((error) => error?.code === 'UNAVAILABLE' || error?.code === 'TIMEOUT')
    ? 'unknown'
    : 'committed';
}

/** Returns the response to store: values that a replay must not contain are null, and their paths are listed. Body null: too large to
 *  store. */
function responseToStore({ status, body: text }: OperationAnswer, notKept: NotKept) {
  // Not parsed when it is too large.
  if (typeof text !== 'string' || Buffer.byteLength(text) > STORED_BYTES_MAX) return { status, body: null };
  const body = JSON.parse(text);
  const withheld = notKept.filter((path) => redact(body, ['data', ...path]));
  if (withheld.length === 0) return { status, body: text };
  const idempotency = { withheld: withheld.map((path) => path.join('.')) };
  return { status, body: JSON.stringify({ ...body, extensions: { ...body.extensions, idempotency } }) };
}

function replay({ status, body }: StoredResponse): OperationAnswer {
  const { extensions, ...result } = JSON.parse(body);
  const idempotency = { replayed: true, ...extensions?.idempotency };
  const replayed = { ...result, extensions: { ...extensions, idempotency } };
  return { status, headers: { 'idempotency-replayed': 'true' }, body: JSON.stringify(replayed) };
}
