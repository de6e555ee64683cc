import { type ExecutionResult, GraphQLError } from 'graphql';
import { toClientError } from '../domain/core/database-errors.ts';
import { type ErrorReason, errorReasons } from '../domain/core/error-reasons.ts';
import type { DomainError, ErrorCode } from '../domain/core/errors.ts';
import { builder } from './builder.ts';

const reasonValues = Object.entries(errorReasons).map(([reason, description]) => [reason, { description }]);

/** In the schema above all so that code generators hand clients the list. */
export const ErrorReasonRef = builder.enumType('ErrorReason', {
  description: 'What `extensions.reason` of an error can say. Its class is `extensions.code`.',
  values: Object.fromEntries(reasonValues),
});

/** Told of errors that are ours or of the database, with the id of the request that met them. */
export type ReportError = (error: unknown, requestId: string) => void;

export const httpStatus: Partial<Record<ErrorCode | ErrorReason, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  IP_NOT_ALLOWED: 403,
  INVALID_REQUEST: 400,
  REQUEST_TOO_LARGE: 413,
  DOCUMENT_TOO_LARGE: 400,
  DOCUMENT_NOT_TRUSTED: 403,
  // Clients expect it to be an answer.
  PERSISTED_QUERY_NOT_FOUND: 200,
  COST_TOO_HIGH: 400,
  ANSWER_TOO_LARGE: 400,
  IDEMPOTENCY_KEY_REUSED: 409,
  IDEMPOTENCY_KEY_IN_USE: 409,
  IDEMPOTENCY_OUTCOME_UNKNOWN: 409,
  IDEMPOTENCY_ANSWER_NOT_KEPT: 409,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/** The errors of an answer as a client reads them. An input that breaks several rules has an error for each. Where a root field
 *  was answered, the errors of the others do not change the HTTP status: nothing of the request is to be sent again as a whole. */
export function presentErrors(
  { data, errors = [] }: ExecutionResult,
  requestId: string,
  reportError: ReportError,
): readonly GraphQLError[] {
  const presented = errors.flatMap((error) => {
    const others = toClientError(rootCause(error))?.others ?? [];
    return [
      presentError(error, requestId, reportError),
      ...others.map((other) => presentDomainError(error, other, requestId)),
    ];
  });
  return Object.values(data ?? {}).some((root) => root !== null) ? presented.map(withoutHttp) : presented;
}

/** The one place where an error becomes what a client reads. What the domain has not thrown, and is no fault of the document
 *  or of the database, is a bug: reported, and answered without a word about it. */
export function presentError(error: GraphQLError, requestId: string, reportError: ReportError): GraphQLError {
  const cause = rootCause(error);
  const told = toClientError(cause);
  if (told) {
    // What went wrong beneath it, or beside it.
    const more = told === cause ? told.cause : cause;
    if (more !== undefined) reportError(more, requestId);
    return presentDomainError(error, told, requestId);
  }
  const reason = requestFault(error);
  if (reason === null) {
    reportError(cause, requestId);
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId, http: { status: 500 } };
    return withExtensions('Unexpected error. The log has more under the request id.', error, extensions);
  }
  const http = { status: 400, ...httpOf(error), spec: reason === 'INVALID_DOCUMENT' };
  if (reason !== 'INVALID_VARIABLES')
    return withExtensions(error.message, error, { code: 'BAD_USER_INPUT', reason, requestId, http });
  const message = withoutValue(error);
  const field = fieldOfVariable(message);
  return withExtensions(message, error, { code: 'BAD_USER_INPUT', reason, field, requestId, http });
}

/** What graphql says of a value that does not fit its type, without the value: credentials may be in it. */
function withoutValue({ message, originalError }: GraphQLError): string {
  const [, argument] = /^(Argument "\w+" has invalid value) /.exec(message) ?? [];
  if (argument) return `${argument}.`;
  const [, variable, value] = /^(Variable "\$\w+" got invalid value) (.*)$/s.exec(message) ?? [];
  if (!variable || !originalError || !value) return message;
  const [place = ''] = / at "[^"]*"$/.exec(value.slice(0, -`; ${originalError.message}`.length)) ?? [];
  return `${variable}${place}; ${originalError.message}`;
}

/** The place that a message of graphql is about, in the form of `field`: `calls.3.toolSlug` of the variable `input`, `filter.from`
 *  of another. */
function fieldOfVariable(message: string): string | undefined {
  const [, name = '', place = name] =
    /^(?:Variable|Argument) "\$?(\w+)"(?: got invalid value at "([^"]*)")?/.exec(message) ?? [];
  const [, absent = ''] = /; Field "(\w+)" /.exec(message) ?? [];
  const path = [...place.split(/[.[\]]+/), absent].filter((step) => step !== '');
  return path.join('.').replace(/^input\./, '') || undefined;
}

/** A presented error for who may not know which names there are. */
export function withoutSuggestion(error: GraphQLError): GraphQLError {
  return withExtensions(error.message.replace(/ Did you mean .*$/s, ''), error, error.extensions);
}

function presentDomainError(error: GraphQLError, cause: DomainError, requestId: string): GraphQLError {
  const { code, reason, field, suggestedFix, details } = cause;
  const status = httpStatus[reason] ?? httpStatus[code];
  const http = status && { status, headers: headersOf(cause) };
  return withExtensions(cause.message, error, {
    code,
    reason,
    field,
    suggestedFix,
    ...details,
    requestId,
    http,
  });
}

/** Returns the headers that RFC 9110 has go with the status of an error. */
function headersOf({ code, reason, retryAfterSeconds }: DomainError): Readonly<Record<string, string>> {
  if (code === 'UNAUTHENTICATED') return { 'www-authenticate': challengeOf(reason) };
  return retryAfterSeconds === undefined ? {} : { 'retry-after': `${retryAfterSeconds}` };
}

/** Words a challenge as RFC 6750 has it, which asks for no error where no key was sent. */
function challengeOf(reason: ErrorReason): string {
  const challenge = 'Bearer realm="Bailiwick"';
  return reason === 'KEY_MISSING' ? challenge : `${challenge}, error="invalid_token"`;
}

function withExtensions(message: string, error: GraphQLError, extensions: object): GraphQLError {
  const given = Object.entries(extensions).filter(([, value]) => value !== undefined);
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    // A syntax error has no nodes: it stands at a place of the text.
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: Object.fromEntries(given),
  });
}

function withoutHttp(error: GraphQLError): GraphQLError {
  const { http: _, ...extensions } = error.extensions;
  return withExtensions(error.message, error, extensions);
}

/** What an error was before anybody located it. */
export function rootCause(error: Error): Error {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}

type HttpOfError = { readonly status?: number; readonly headers?: Readonly<Record<string, string>> };

/** What an error says of its HTTP answer: Yoga of a fault of the request, or `presentError`. */
function httpOf({ extensions: { http } }: GraphQLError): HttpOfError {
  return typeof http === 'object' && http !== null ? http : {};
}

/** What Yoga calls the faults that it finds. */
const yogaCodes: Readonly<Record<string, ErrorReason>> = {
  BAD_REQUEST: 'INVALID_REQUEST',
  GRAPHQL_PARSE_FAILED: 'INVALID_DOCUMENT',
  GRAPHQL_VALIDATION_FAILED: 'INVALID_DOCUMENT',
};

/** What is wrong with the request itself; null when nothing is. */
function requestFault(error: GraphQLError): ErrorReason | null {
  const known = yogaCodes[String(error.extensions.code)];
  if (known) return known;
  if (/^(Variable "\$|Argument ")/.test(error.message)) return 'INVALID_VARIABLES';
  const happenedInResolver = error.path !== undefined || !(rootCause(error) instanceof GraphQLError);
  return happenedInResolver ? null : 'INVALID_DOCUMENT';
}

/** What presented errors ask of the HTTP answer. The status is undefined when they are content with that of the answer. */
export function responseOf(errors: readonly GraphQLError[]) {
  const asked: readonly HttpOfError[] = errors.map(httpOf);
  const statuses = asked.flatMap(({ status }) => (status === undefined ? [] : [status]));
  return {
    status: statuses.length > 0 ? Math.max(...statuses) : undefined,
    headers: Object.assign({}, ...asked.map(({ headers }) => headers)) as Readonly<Record<string, string>>,
  };
}

/** An error as it is sent: without what only concerns its HTTP answer. */
export function formatError(error: GraphQLError): object {
  const { extensions, ...formatted } = error.toJSON();
  const { http: _, ...sent } = extensions ?? {};
  return { ...formatted, extensions: sent };
}
