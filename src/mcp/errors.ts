import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { toClientError } from '../domain/core/database-errors.ts';
import type { McpRequest } from './request.ts';

/** Returns the result of a failed tool call: the parts of an API error as JSON. Every error that is neither a domain error
 *  nor a database error is unexpected: it is reported, and its details are not sent. */
export function errorResult(
  error: unknown,
  { context: { requestId }, reportBug, noteFailure }: McpRequest,
): CallToolResult {
  const explained = explain(error, reportBug);
  noteFailure({ code: explained.code, reason: explained.reason ?? null });
  const text = JSON.stringify({ ...explained, requestId });
  return { isError: true, content: [{ type: 'text', text }] };
}

type Explained = {
  readonly message: string;
  readonly code: string;
  readonly reason?: string;
  readonly field?: string | undefined;
  readonly suggestedFix?: string | undefined;
  /** Further errors of the same input. */
  readonly further?: readonly { readonly field: string | undefined; readonly message: string }[];
};

function explain(error: unknown, reportBug: McpRequest['reportBug']): Explained {
  const clientError = toClientError(error);
  if (clientError) {
    const { message, code, reason, field, suggestedFix, details, cause, others } = clientError;
    // The underlying or accompanying error.
    const more = clientError === error ? cause : error;
    if (more !== undefined) reportBug(more);
    const further = others.map((other) => ({ field: other.field, message: other.message }));
    return {
      ...{ message, code, reason, field, suggestedFix, ...details },
      ...(further.length > 0 && { further }),
    };
  }
  reportBug(error);
  return {
    message: 'Unexpected error. The server log contains details under this requestId.',
    code: 'INTERNAL_SERVER_ERROR',
  };
}
