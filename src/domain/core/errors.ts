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
  /** The input field that is to blame. */
  readonly field?: string | undefined;
  /** What the caller can do about it. */
  readonly suggestedFix?: string | undefined;
  /** What else stands among the extensions. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** When the same may be answered. */
  readonly retryAfterSeconds?: number | undefined;
  /** Further faults of the same input, each answered as an error of its own. */
  readonly others?: readonly DomainError[] | undefined;
};

/** An answer to the caller that is not what they hoped for. Anything else that is thrown is a bug of ours. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly reason: ErrorReason;
  readonly field: string | undefined;
  readonly suggestedFix: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;
  readonly others: readonly DomainError[];

  constructor(told: ErrorDetails) {
    super(told.message);
    this.code = told.code;
    this.reason = told.reason;
    this.field = told.field;
    this.suggestedFix = told.suggestedFix;
    this.details = told.details ?? {};
    this.retryAfterSeconds = told.retryAfterSeconds;
    this.others = told.others ?? [];
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

/** The same for a project that does not exist and for one of somebody else, letter for letter. */
export function projectNotFound(field?: string): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'PROJECT_NOT_FOUND',
    field,
    message: 'No such project.',
    suggestedFix: 'Check the id, and that the key belongs to the organization that owns the project.',
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

/** The same for a key that does not exist, for one that was revoked and for one of somebody else, letter for letter. */
export function apiKeyNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'API_KEY_NOT_FOUND',
    message: 'No such key.',
    suggestedFix: 'Check the id, and that your key sees the project of the other one.',
  });
}

/** The same for what does not exist and for what lies in another project, letter for letter. */
export function authConfigNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'AUTH_CONFIG_NOT_FOUND',
    message: 'No such auth config.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the auth config.',
  });
}

/** The same for what does not exist and for what lies in another project, letter for letter. */
export function connectedAccountNotFound(field?: string): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'CONNECTED_ACCOUNT_NOT_FOUND',
    field,
    message: 'No such connected account.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the connected account.',
  });
}

/** The same for what does not exist and for what lies in another project, letter for letter. */
export function triggerNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'TRIGGER_NOT_FOUND',
    message: 'No such trigger.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the trigger.',
  });
}

/** The same for what does not exist and for what lies in another project, letter for letter. */
export function sessionNotFound(field?: string): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'SESSION_NOT_FOUND',
    field,
    message: 'No such session.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the session.',
  });
}

/** The same for what does not exist and for what lies in another project, letter for letter. */
export function mcpServerNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'MCP_SERVER_NOT_FOUND',
    message: 'No such MCP server.',
    suggestedFix: 'Check the id, and that the key belongs to the project of the MCP server.',
  });
}

/** One error for all faults of an input, in their order. */
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
    message: `The document may cost ${cost} points, and one may cost ${costMax} at most.`,
    suggestedFix: 'Ask for smaller pages, or for fewer lists inside of lists.',
  });
}

const ASK_FOR_LESS = 'Ask for smaller pages with a smaller `first`, or leave out large fields.';

/** A query or a tool that would answer more than one answer may hold: nothing of it is answered. */
export function answerTooLarge(): DomainError {
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'ANSWER_TOO_LARGE',
    message: 'The answer is larger than one answer may be.',
    suggestedFix: ASK_FOR_LESS,
  });
}

/** The same for a mutation, which has been done. */
export function resultTooLarge(): DomainError {
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'RESULT_TOO_LARGE',
    message: 'The mutation was done, and its result is larger than one answer may be.',
    suggestedFix: 'Read what was changed with a query, and select less in the mutation.',
  });
}

/** The refusal of a request that exceeds a budget, or that would run beside too many of its organization: then no budget is named. */
export function rateLimited(
  reason: ErrorReason,
  message: string,
  { budget, retryAfterSeconds }: { readonly budget?: RateLimitBudget; readonly retryAfterSeconds: number },
): DomainError {
  const suggestedFix = `Ask again after ${retryAfterSeconds} seconds.`;
  return new DomainError({
    code: 'RATE_LIMITED',
    reason,
    message,
    suggestedFix,
    ...(budget && { details: { budget } }),
    retryAfterSeconds,
  });
}
