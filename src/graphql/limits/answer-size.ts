import { type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import { toClientError } from '../../domain/core/database-errors.ts';
import { answerTooLarge, resultTooLarge } from '../../domain/core/errors.ts';
import { writeJson } from '../../lib/json-pieces.ts';
import { jsonBytes } from '../../lib/json-size.ts';
import { rootCause } from '../errors.ts';

/** A result that is safe to send. Yoga serializes it with `stringify` where present. */
export type FittingResult = ExecutionResult & { readonly stringify?: () => string };

/** Responses above this size are serialized in pieces. */
const LARGE_BYTES = 256 * 1_024;
/** Approximate size of an error with its path and suggested fix. */
const ERROR_BYTES = 500;

/** Limits the size of a response. Throws RESPONSE_TOO_LARGE for a query whose response, or the data read for it, is too large.
 *  For a mutation, which has already been executed, root fields that exceed the limit become null, each with an error. */
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

const isTooLarge = (error: GraphQLError) => toClientError(rootCause(error))?.reason === 'RESPONSE_TOO_LARGE';

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
