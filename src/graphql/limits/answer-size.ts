import { type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import { toClientError } from '../../domain/core/database-errors.ts';
import { answerTooLarge, resultTooLarge } from '../../domain/core/errors.ts';
import { writeJson } from '../../lib/json-pieces.ts';
import { jsonBytes } from '../../lib/json-size.ts';
import { rootCause } from '../errors.ts';

/** A result that may be sent. Yoga writes it by `stringify` where that is there. */
export type FittingResult = ExecutionResult & { readonly stringify?: () => string };

/** Answers above this are written in pieces. */
const LARGE_BYTES = 256 * 1_024;
/** About what an error takes, with its place and its advice. */
const ERROR_BYTES = 500;

/** Bounds what an operation answers. Throws ANSWER_TOO_LARGE for a query that answers too much, or read too much for its answer. Of a mutation, which has been done, the root fields that no longer fit become null, each with an error. */
export async function fitAnswer(
  result: ExecutionResult,
  operation: OperationTypeNode,
  bytesMax: number,
): Promise<FittingResult> {
  if (operation === OperationTypeNode.MUTATION) return fitMutation(result, bytesMax);
  const { data = null, errors = [] } = result;
  const bytes = jsonBytes(data, bytesMax) + errors.length * ERROR_BYTES;
  if (bytes > bytesMax || errors.some(isTooLarge)) throw answerTooLarge();
  if (bytes < LARGE_BYTES || errors.length > 0) return result;
  const text = await writeJson(result);
  return { ...result, stringify: () => text };
}

const isTooLarge = (error: GraphQLError) => toClientError(rootCause(error))?.reason === 'ANSWER_TOO_LARGE';

function tooLargeAt(key: string): GraphQLError {
  const originalError = resultTooLarge();
  return new GraphQLError(originalError.message, { originalError, path: [key] });
}

function fitMutation(result: ExecutionResult, bytesMax: number): FittingResult {
  let left = bytesMax;
  const data: Record<string, unknown> = {};
  const errors = [...(result.errors ?? [])];
  for (const [key, value] of Object.entries(result.data ?? {})) {
    const bytes = jsonBytes(value, left);
    const fits = bytes <= left;
    data[key] = fits ? value : null;
    if (fits) left -= bytes;
    else errors.push(tooLargeAt(key));
  }
  return errors.length === (result.errors?.length ?? 0) ? result : { ...result, errors, data };
}
