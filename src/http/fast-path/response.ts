import type { PreparedDocument } from '../../graphql/document-cache.ts';
import { formatError, presentErrors, responseOf } from '../../graphql/errors.ts';
import { answerWith, type FittingResult } from '../../graphql/limits/answer-size.ts';
import { noteErrors } from '../../telemetry/request-record.ts';
import type { ErrorContext } from '../error-response.ts';
import type { ResponseBody } from '../server/response-writer.ts';

/** A response without Fetch objects. */
export type FastResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: ResponseBody;
};

export const dataResponse = (json: string): FastResponse => ({ status: 200, body: `{"data":${json}}` });

/** Returns null to fall back to Yoga; nothing has been written then. */
export function toResponse(
  result: FittingResult,
  { operation }: PreparedDocument,
  { requestId, telemetry, reportError, introspects }: ErrorContext & { readonly introspects: boolean },
): FastResponse | null {
  const { largeData } = result;
  if (!result.errors)
    return { status: 200, body: largeData ? answerWith({}, largeData) : JSON.stringify(result) };
  // A query can be repeated, and a rejected document has not been executed: Yoga builds the error response.
  if (operation.operation === 'query' || !('data' in result)) return null;
  const errors = presentErrors(result, { requestId, reportError, introspects });
  noteErrors(telemetry, errors);
  const { status = 200, headers } = responseOf(errors);
  const formatted = errors.map(formatError);
  const body = largeData
    ? answerWith({ errors: formatted }, largeData)
    : JSON.stringify({ errors: formatted, data: result.data });
  return { status, headers, body };
}
