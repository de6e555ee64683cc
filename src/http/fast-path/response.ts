import type { PreparedDocument } from '../../graphql/document-cache.ts';
import { formatError, presentErrors, responseOf } from '../../graphql/errors.ts';
import type { FittingResult } from '../../graphql/limits/answer-size.ts';
import { noteErrors } from '../../telemetry/request-record.ts';
import type { ErrorContext } from '../error-response.ts';

/** What the lane writes, without the objects of the Fetch standard. */
export type FastResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

export const dataResponse = (json: string): FastResponse => ({ status: 200, body: `{"data":${json}}` });

/** Null: left to the API, and nothing has been changed. */
export function toResponse(
  result: FittingResult,
  { operation }: PreparedDocument,
  { requestId, telemetry, reportError, introspects }: ErrorContext & { readonly introspects: boolean },
): FastResponse | null {
  if (!result.errors) return { status: 200, body: result.stringify?.() ?? JSON.stringify(result) };
  // A query can be run again and a document that was refused has not been run: the API tells what is wrong.
  if (operation.operation === 'query' || !('data' in result)) return null;
  const errors = presentErrors(result, { requestId, reportError, introspects });
  noteErrors(telemetry, errors);
  const { status = 200, headers } = responseOf(errors);
  return {
    status,
    headers,
    body: JSON.stringify({ errors: errors.map(formatError), data: result.data }),
  };
}
