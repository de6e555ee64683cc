import { type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import { toClientError } from '../../domain/core/database-errors.ts';
import { responseTooLarge, resultTooLarge } from '../../domain/core/errors.ts';
import { jsonBytes } from '../../lib/json-size.ts';
import { type LargeText, serializeLarge } from '../../lib/large-json.ts';
import { rootCause } from '../errors.ts';

/** A result that is safe to send. */
export type FittingResult = ExecutionResult & {
  /** The serialized data of a large response. */
  readonly largeData?: LargeText;
};

export type AnswerLimit = {
  readonly bytesMax: number;
  /** The organization whose share of the process a large response uses. */
  readonly organizationId: string;
};

/** Responses above this size are serialized in slices. */
const LARGE_BYTES = 128 * 1_024;
/** Approximate size of an error with its path and suggested fix. */
const ERROR_BYTES = 500;

/** Limits the size of a response. Throws RESPONSE_TOO_LARGE for a query whose response, or the data read for it, is too large.
 *  For a mutation, which has already been executed, root fields that exceed the limit become null, each with an error. */
export async function fitAnswer(
  result: ExecutionResult,
  operation: OperationTypeNode,
  limit: AnswerLimit,
): Promise<FittingResult> {
  if (operation === OperationTypeNode.MUTATION) return fitMutation(result, limit);
  const { data = null, errors = [] } = result;
  if (errors.some(isTooLarge)) throw responseTooLarge();
  const size = await measure(data, { ...limit, bytesMax: limit.bytesMax - errors.length * ERROR_BYTES });
  if (size === null) throw responseTooLarge();
  return typeof size === 'number' ? result : { ...result, largeData: size };
}

const isTooLarge = (error: GraphQLError) => toClientError(rootCause(error))?.reason === 'RESPONSE_TOO_LARGE';

/** Returns the bytes of a small value in JSON, and the JSON of a large one. Null: it exceeds the limit. */
async function measure(
  value: unknown,
  { bytesMax, organizationId }: AnswerLimit,
): Promise<number | LargeText | null> {
  const bytes = jsonBytes(value, Math.min(bytesMax, LARGE_BYTES));
  if (bytes !== Number.POSITIVE_INFINITY) return bytes;
  if (bytesMax <= LARGE_BYTES) return null;
  return serializeLarge(value, bytesMax, organizationId);
}

/** Returns the response to a result whose data is serialized already. */
export function answerWith(
  { errors }: { readonly errors?: readonly object[] | undefined },
  data: LargeText,
): LargeText {
  const open = Buffer.from(errors ? `{"errors":${JSON.stringify(errors)},"data":` : '{"data":');
  const chunks = [open, ...data.chunks, Buffer.from('}')];
  return { chunks, byteLength: open.length + data.byteLength + 1 };
}

function tooLargeAt(key: string): GraphQLError {
  const originalError = resultTooLarge();
  return new GraphQLError(originalError.message, { originalError, path: [key] });
}

async function fitMutation(
  result: ExecutionResult,
  { bytesMax, organizationId }: AnswerLimit,
): Promise<FittingResult> {
  let left = bytesMax;
  let isLarge = false;
  const data: Record<string, unknown> = {};
  const errors = [...(result.errors ?? [])];
  for (const [key, value] of Object.entries(result.data ?? {})) {
    const size = await measure(value, { bytesMax: left, organizationId });
    data[key] = size === null ? null : value;
    if (size === null) errors.push(tooLargeAt(key));
    else left -= typeof size === 'number' ? size : size.byteLength;
    isLarge ||= size !== null && typeof size !== 'number';
  }
  const fitting = errors.length === (result.errors?.length ?? 0) ? result : { ...result, errors, data };
  if (!isLarge) return fitting;
  const largeData = await serializeLarge(data, Number.POSITIVE_INFINITY, organizationId);
  return largeData ? { ...fitting, largeData } : fitting;
}
