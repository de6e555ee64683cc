import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { toldError } from '../domain/database-failure.ts';

/** What a tool answers when it fails: the same parts as an error of the API, as JSON. What the domain has not thrown,
 *  and is no fault of the database, is a bug: reported, and answered without a word about it. */
export function errorResult(
  error: unknown,
  requestId: string | null,
  reportBug: (error: unknown) => void,
): CallToolResult {
  const text = JSON.stringify({ ...explain(error, reportBug), requestId });
  return { isError: true, content: [{ type: 'text', text }] };
}

function explain(error: unknown, reportBug: (error: unknown) => void): object {
  const told = toldError(error);
  if (told) {
    const { message, code, reason, field, suggestedFix, details, cause } = told;
    // What went wrong beneath it, or beside it.
    const more = told === error ? cause : error;
    if (more !== undefined) reportBug(more);
    return { message, code, reason, field, suggestedFix, ...details };
  }
  reportBug(error);
  return {
    message: 'Unexpected error. The log has more under the request id.',
    code: 'INTERNAL_SERVER_ERROR',
  };
}
