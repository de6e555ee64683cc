import type { ErrorReason } from './error-reasons.ts';
import type { RateLimitBudget } from './rate-budget.ts';

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'QUOTA_EXCEEDED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'UNAVAILABLE'
  | 'TIMEOUT';

type ErrorDetails = {
  readonly code: ErrorCode;
  readonly reason: ErrorReason;
  readonly message: string;
  /** The input field that caused the error. */
  readonly field?: string | undefined;
  /** What the client can do about the error. */
  readonly suggestedFix?: string | undefined;
  /** Further extensions of the error in the response. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** After how long the same request may succeed. */
  readonly retryAfterSeconds?: number | undefined;
  /** Further errors of the same input, each returned as an error of its own. */
  readonly others?: readonly DomainError[] | undefined;
};

/** An expected error that is safe to return to the client. Every other exception is a bug. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly reason: ErrorReason;
  readonly field: string | undefined;
  readonly suggestedFix: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;
  readonly others: readonly DomainError[];

  constructor(details: ErrorDetails) {
    super(details.message);
    this.code = details.code;
    this.reason = details.reason;
    this.field = details.field;
    this.suggestedFix = details.suggestedFix;
    this.details = details.details ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.others = details.others ?? [];
  }
}

export function unauthenticated(reason: ErrorReason, message: string, suggestedFix: string): DomainError {
  return new DomainError({ code: 'UNAUTHENTICATED', reason, message, suggestedFix });
}

export function keyMissing(): DomainError {
  return unauthenticated(
    'KEY_MISSING',
    'This request needs a key.',
    'Send an organization key as x-org-api-key, or a project key as x-api-key or Authorization: Bearer.',
  );
}

/** The same error, byte for byte, for a project that does not exist and for one of another tenant. */
export function projectNotFound(field?: string): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'PROJECT_NOT_FOUND',
    field,
    message: 'No such project.',
    suggestedFix: 'Check the id, and that the key belongs to the organization that owns the project.',
  });
}

/** The same error, byte for byte, for a project that was never archived and for one of another tenant. */
export function archivedProjectNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'ARCHIVED_PROJECT_NOT_FOUND',
    message: 'No such archived project.',
    suggestedFix: 'List the projects that can be restored: organization { archivedProjects }.',
  });
}

export function organizationNotFound(field?: string): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'ORGANIZATION_NOT_FOUND',
    field,
    message: 'No such organization.',
  });
}

/** The same error, byte for byte, for a key that does not exist, that was revoked, or that belongs to another tenant. */
export function apiKeyNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'API_KEY_NOT_FOUND',
    message: 'No such key.',
    suggestedFix: 'Check the id, and that your key sees the project of the other one.',
  });
}

/** The same error, byte for byte, for an id that does not exist and for one of another project. */
export function authConfigNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'AUTH_CONFIG_NOT_FOUND',
    message: 'No such auth config.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the auth config.',
  });
}

/** The same error, byte for byte, for an id that does not exist and for one of another project. */
export function connectedAccountNotFound(field?: string): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'CONNECTED_ACCOUNT_NOT_FOUND',
    field,
    message: 'No such connected account.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the connected account.',
  });
}

/** The same error, byte for byte, for an id that does not exist and for one of another project. */
export function triggerNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'TRIGGER_NOT_FOUND',
    message: 'No such trigger.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the trigger.',
  });
}

/** The same error, byte for byte, for an id that does not exist and for one of another project. */
export function sessionNotFound(field?: string): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'SESSION_NOT_FOUND',
    field,
    message: 'No such session.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the session.',
  });
}

/** The same error, byte for byte, for an id that does not exist and for one of another project. */
export function mcpServerNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'MCP_SERVER_NOT_FOUND',
    message: 'No such MCP server.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the MCP server.',
  });
}

/** Combines all errors of one input, in their order, into one. */
export function allFaults([first, ...others]: readonly [DomainError, ...DomainError[]]): DomainError {
  return others.length === 0 ? first : new DomainError({ ...first, message: first.message, others });
}

export function invalidValue(field: string, message: string, suggestedFix?: string): DomainError {
  return new DomainError({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', message, field, suggestedFix });
}

export function costTooHigh(cost: number, costMax: number): DomainError {
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'COST_TOO_HIGH',
    message: `The document may cost ${cost} points; the maximum is ${costMax}.`,
    suggestedFix: 'Request smaller pages, or fewer nested lists.',
  });
}

const REQUEST_LESS = 'Request smaller pages with a smaller `first`, or omit large fields.';

/** The error of a query or a tool whose response would exceed the limit: none of it is returned. */
export function responseTooLarge(): DomainError {
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'RESPONSE_TOO_LARGE',
    message: 'The response exceeds the size limit.',
    suggestedFix: REQUEST_LESS,
  });
}

/** The error of a mutation that was executed, but whose result exceeds the limit. */
export function resultTooLarge(): DomainError {
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'RESULT_TOO_LARGE',
    message: 'The mutation was executed, but its result exceeds the size limit of a response.',
    suggestedFix: 'Read the changes with a query, and select less in the mutation.',
  });
}

/** The error of a request that exceeds a budget, or the concurrency limit of its organization; in the latter case no budget
 *  is named. */
export function rateLimited(
  reason: ErrorReason,
  message: string,
  { budget, retryAfterSeconds }: { readonly budget?: RateLimitBudget; readonly retryAfterSeconds: number },
): DomainError {
  const suggestedFix = `Retry after ${retryAfterSeconds} seconds.`;
  return new DomainError({
    code: 'RATE_LIMITED',
    reason,
    message,
    suggestedFix,
    ...(budget && { details: { budget } }),
    retryAfterSeconds,
  });
}

/** Returns the headers that RFC 9110 requires for the status of an error. */
export function headersOfError({
  code,
  reason,
  retryAfterSeconds,
}: DomainError): Readonly<Record<string, string>> {
  if (code === 'UNAUTHENTICATED') return { 'www-authenticate': challengeOf(reason) };
  return retryAfterSeconds === undefined ? {} : { 'retry-after': `${retryAfterSeconds}` };
}

/** Returns a challenge in the format of RFC 6750, which omits the error when no key was sent. */
function challengeOf(reason: ErrorReason): string {
  const challenge = 'Bearer realm="Bailiwick"';
  return reason === 'KEY_MISSING' ? challenge : `${challenge}, error="invalid_token"`;
}
