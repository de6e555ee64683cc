import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { toClientError } from '../domain/core/database-errors.ts';
import type { McpRequest } from './request.ts';

/** What a tool answers when it fails: the same parts as an error of the API, as JSON. What the domain has not thrown,
 *  and is no fault of the database, is a bug: reported, and answered without a word about it. */
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
  /** Other fields that break a rule. */
  readonly further?: readonly { readonly field: string | undefined; readonly message: string }[];
};

function explain(error: unknown, reportBug: McpRequest['reportBug']): Explained {
  const told = toClientError(error);
  if (told) {
    const { message, code, reason, field, suggestedFix, details, cause, others } = told;
    // What went wrong beneath it, or beside it.
    const more = told === error ? cause : error;
    if (more !== undefined) reportBug(more);
    const further = others.map((other) => ({ field: other.field, message: other.message }));
    return {
      ...{ message, code, reason, field, suggestedFix, ...details },
      ...(further.length > 0 && { further }),
    };
  }
  reportBug(error);
  return {
    message: 'Unexpected error. The log has more under the request id.',
    code: 'INTERNAL_SERVER_ERROR',
  };
}
