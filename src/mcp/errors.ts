import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { DomainError } from '../domain/errors.ts';

/** What a tool answers when it fails: the same parts as an error of the API, as JSON. What is no DomainError is a bug:
 *  reported, and answered without a word about it. */
export function errorResult(
  error: unknown,
  requestId: string | null,
  reportBug: (error: unknown) => void,
): CallToolResult {
  const text = JSON.stringify({ ...explain(error, reportBug), requestId });
  return { isError: true, content: [{ type: 'text', text }] };
}

function explain(error: unknown, reportBug: (error: unknown) => void): object {
  if (error instanceof DomainError) {
    const { message, code, reason, field, suggestedFix, details, cause } = error;
    // What went wrong beside it.
    if (cause !== undefined) reportBug(cause);
    return { message, code, reason, field, suggestedFix, ...details };
  }
  reportBug(error);
  return {
    message: 'Unexpected error. The log has more under the request id.',
    code: 'INTERNAL_SERVER_ERROR',
  };
}
