import { type ExecutionResult, GraphQLError } from 'graphql';
import type { ReportError } from '../domain/core/app-context.ts';
import { toClientError } from '../domain/core/database-errors.ts';
import { type ErrorReason, errorReasons } from '../domain/core/error-reasons.ts';
import { type DomainError, type ErrorCode, headersOfError } from '../domain/core/errors.ts';
import { builder } from './builder.ts';

const reasonValues = Object.entries(errorReasons).map(([reason, description]) => [reason, { description }]);

/** Part of the schema so that code generators export the list to clients. */
export const ErrorReasonRef = builder.enumType('ErrorReason', {
  description:
    'Machine-readable cause of an error, sent as `extensions.reason`. Its class, such as NOT_FOUND, is `extensions.code`.',
  values: Object.fromEntries(reasonValues),
});

export const httpStatus: Partial<Record<ErrorCode | ErrorReason, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  IP_NOT_ALLOWED: 403,
  ORGANIZATION_SUSPENDED: 403,
  INVALID_REQUEST: 400,
  REQUEST_TOO_LARGE: 413,
  DOCUMENT_TOO_LARGE: 400,
  DOCUMENT_NOT_TRUSTED: 403,
  // Persisted-query clients expect status 200.
  PERSISTED_QUERY_NOT_FOUND: 200,
  COST_TOO_HIGH: 400,
  RESPONSE_TOO_LARGE: 400,
  IDEMPOTENCY_KEY_REUSED: 409,
  IDEMPOTENCY_KEY_IN_USE: 409,
  IDEMPOTENCY_OUTCOME_UNKNOWN: 409,
  IDEMPOTENCY_RESPONSE_NOT_STORED: 409,
  NOT_SERVED_HERE: 404,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};

export type ErrorPresentation = {
  readonly requestId: string;
  readonly reportError: ReportError;
  /** False: suggestions ("Did you mean ...") are removed, which name parts of the schema. */
  readonly introspects: boolean;
  /** Whether the document was rejected before execution: the errors are those of parsing and validation. */
  readonly isDocumentRejected?: boolean;
};

/** Converts the errors of a result to those sent to the client. An input that violates several rules yields one error for
 *  each. Where at least one root field has a value, the errors of the others leave the HTTP status unchanged: clients must
 *  not retry the whole request. */
export function presentErrors(
  { data, errors = [] }: ExecutionResult,
  presentation: ErrorPresentation,
): readonly GraphQLError[] {
  const { requestId, introspects } = presentation;
  const presented = errors.flatMap((error) => {
    const others = toClientError(rootCause(error))?.others ?? [];
    return [
      presentError(error, presentation),
      ...others.map((other) => presentDomainError(error, other, requestId)),
    ];
  });
  const visible = introspects ? presented : presented.map(withoutSuggestion);
  return Object.values(data ?? {}).some((root) => root !== null) ? visible.map(withoutHttp) : visible;
}

/** Converts an error to the one sent to the client. Every error that is not a domain error, a document error or a database
 *  error is unexpected: it is reported, and its details are not sent. */
function presentError(
  error: GraphQLError,
  { requestId, reportError, isDocumentRejected = false }: ErrorPresentation,
): GraphQLError {
  const cause = rootCause(error);
  const clientError = toClientError(cause);
  if (clientError) {
    // The underlying or accompanying error.
    const underlying = clientError === cause ? clientError.cause : cause;
    if (underlying !== undefined) reportError(underlying, requestId);
    return presentDomainError(error, clientError, requestId);
  }
  const reason = isDocumentRejected ? 'INVALID_DOCUMENT' : requestFault(error);
  if (reason === null) {
    reportError(cause, requestId);
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId, http: { status: 500 } };
    return withExtensions(
      'Unexpected error. The server log contains details under this requestId.',
      error,
      extensions,
    );
  }
  const http = { status: 400, isOfDocument: reason === 'INVALID_DOCUMENT' };
  if (reason !== 'INVALID_VARIABLES')
    return withExtensions(error.message, error, { code: 'BAD_USER_INPUT', reason, requestId, http });
  const message = withoutValue(error);
  const field = fieldOfVariable(message);
  return withExtensions(message, error, { code: 'BAD_USER_INPUT', reason, field, requestId, http });
}

/** Returns the message of graphql-js for a value of the wrong type without the value, which can contain credentials. */
function withoutValue({ message, originalError }: GraphQLError): string {
  const [, argument] = /^(Argument "\w+" has invalid value) /.exec(message) ?? [];
  if (argument) return `${argument}.`;
  const [, variable, value] = /^(Variable "\$\w+" got invalid value) (.*)$/s.exec(message) ?? [];
  if (!variable || !originalError || !value) return message;
  const [place = ''] = / at "[^"]*"$/.exec(value.slice(0, -`; ${originalError.message}`.length)) ?? [];
  return `${variable}${place}; ${originalError.message}`;
}

/** Extracts the path from a graphql-js message in the format of `field`: `calls.3.toolSlug` for the variable `input`,
 *  `filter.from` for any other. */
function fieldOfVariable(message: string): string | undefined {
  const [, name = '', place = name] =
    /^(?:Variable|Argument) "\$?(\w+)"(?: got invalid value at "([^"]*)")?/.exec(message) ?? [];
  const [, absent = ''] = /; Field "(\w+)" /.exec(message) ?? [];
  const path = [...place.split(/[.[\]]+/), absent].filter((step) => step !== '');
  return path.join('.').replace(/^input\./, '') || undefined;
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  return withExtensions(error.message.replace(/ Did you mean .*$/s, ''), error, error.extensions);
}

function presentDomainError(error: GraphQLError, cause: DomainError, requestId: string): GraphQLError {
  const { code, reason, field, suggestedFix, details } = cause;
  const status = httpStatus[reason] ?? httpStatus[code];
  const http = status && { status, headers: headersOfError(cause) };
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

function withExtensions(message: string, error: GraphQLError, extensions: object): GraphQLError {
  const present = Object.entries(extensions).filter(([, value]) => value !== undefined);
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    // A syntax error has no nodes, only a position in the text.
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: Object.fromEntries(present),
  });
}

function withoutHttp(error: GraphQLError): GraphQLError {
  const { http: _, ...extensions } = error.extensions;
  return withExtensions(error.message, error, extensions);
}

/** Returns the original error below all GraphQLError wrappers. */
export function rootCause(error: Error): Error {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}

type HttpOfError = {
  readonly status?: number;
  /** Whether JSON clients get status 200 with the error, as before the GraphQL over HTTP specification. */
  readonly isOfDocument?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The HTTP status and headers of an error, which `presentError` sets. */
function httpOf({ extensions: { http } }: GraphQLError): HttpOfError {
  return typeof http === 'object' && http !== null ? http : {};
}

/** Returns the reason of an error in the request itself, or null when the request is valid. */
function requestFault(error: GraphQLError): ErrorReason | null {
  if (/^(Variable "\$|Argument ")/.test(error.message)) return 'INVALID_VARIABLES';
  const happenedInResolver = error.path !== undefined || !(rootCause(error) instanceof GraphQLError);
  return happenedInResolver ? null : 'INVALID_DOCUMENT';
}

/** Returns the HTTP status and headers of presented errors. Status undefined: the errors do not change the status of the
 *  response. `isLegacyJson`: the client accepts `application/json`, in which rejected documents have status 200. */
export function responseOf(errors: readonly GraphQLError[], isLegacyJson = false) {
  const parts: readonly HttpOfError[] = errors.map(httpOf);
  const statuses = parts.flatMap(({ status, isOfDocument = false }) =>
    status === undefined || (isLegacyJson && isOfDocument) ? [] : [status],
  );
  return {
    status: statuses.length > 0 ? Math.max(...statuses) : undefined,
    headers: Object.assign({}, ...parts.map(({ headers }) => headers)) as Readonly<Record<string, string>>,
  };
}

/** Serializes an error for the response, without the parts that only concern HTTP. */
export function formatError(error: GraphQLError): object {
  const { extensions, ...formatted } = error.toJSON();
  const { http: _, ...sent } = extensions ?? {};
  return { ...formatted, extensions: sent };
}
