import { toClientError } from '../domain/core/database-errors.ts';
import { DomainError, type ErrorCode, headersOfError } from '../domain/core/errors.ts';
import type { Failure } from './family.ts';

const statusOfCode: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  PERSISTED_QUERY_NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  QUOTA_EXCEEDED: 429,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/** An error of the HTTP layer sets its status and headers itself. */
type WithHttp = DomainError & { readonly status?: number; readonly headers?: Failure['headers'] };

/** Describes an error for the families. `bug` is what to report to the operator: an unexpected error, or what accompanies an expected one. */
export function describeFailure(error: unknown): { readonly failure: Failure; readonly bug?: unknown } {
  const cause = toClientError(error);
  if (!cause) return { failure: unexpected, bug: error };
  const { code, reason, message, field, suggestedFix, details, others } = cause;
  const { status, headers } = cause as WithHttp;
  const failure: Failure = {
    status: status ?? statusOfCode[code],
    headers: { ...headers, ...headersOfError(cause) },
    ...{ code, reason, message, field, suggestedFix, details, others },
  };
  // The underlying or accompanying error.
  const bug = cause === error ? cause.cause : error;
  return bug === undefined ? { failure } : { failure, bug };
}

const unexpected: Failure = {
  status: 500,
  headers: {},
  code: 'INTERNAL_SERVER_ERROR',
  reason: null,
  message: 'Unexpected error. The server log contains details under this request id.',
  details: {},
  others: [],
};

/** The error of an operation of the other product that this server does not have. */
export function notServedHere(why: string): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'NOT_SERVED_HERE',
    message: `This server does not have the operation: ${why}`,
    suggestedFix: 'See the page "REST API" of the documentation for the operations that it has.',
  });
}
