import { GraphQLError } from 'graphql';
import type { HeaderSource } from '../auth/authenticate.ts';
import type { ReportError } from '../domain/core/app-context.ts';
import { DomainError } from '../domain/core/errors.ts';
import { formatError, presentError, responseOf } from '../graphql/errors.ts';
import { noteErrors, type RequestTelemetry } from '../telemetry/request-record.ts';

type HeaderValues = Readonly<Record<string, string>>;

/** An invalid HTTP request, rejected before any data is read. */
export class HttpError extends DomainError {
  readonly status: number;
  readonly headers: HeaderValues;

  constructor(
    status: number,
    message: string,
    suggestedFix: string,
    headers: HeaderValues = {},
    field?: string,
  ) {
    const reason = status === 413 ? 'REQUEST_TOO_LARGE' : 'INVALID_REQUEST';
    super({ code: 'BAD_USER_INPUT', reason, message, suggestedFix, field });
    this.status = status;
    this.headers = headers;
  }
}

const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** The status of an error that sets none itself. */
const defaultStatus = (cause: Error) =>
  cause instanceof DomainError && cause.code === 'FORBIDDEN' ? 403 : 400;

/** Where an error is recorded besides the response. */
export type ErrorContext = {
  readonly requestId: string;
  readonly reportError: ReportError;
  readonly telemetry: RequestTelemetry;
};

/** Builds the response to a request that is not executed, in the format of GraphQL responses. */
export function errorResponse(
  requestHeaders: HeaderSource,
  error: unknown,
  { requestId, reportError, telemetry }: ErrorContext,
): Response {
  const cause = error instanceof Error ? error : new Error(String(error));
  const presented = presentError(
    new GraphQLError(cause.message, { originalError: cause }),
    requestId,
    reportError,
  );
  noteErrors(telemetry, [presented]);
  const accepted = requestHeaders.get('accept')?.includes(GRAPHQL_RESPONSE);
  const mediaType = accepted ? GRAPHQL_RESPONSE : 'application/json';
  const fromError = responseOf([presented]);
  const { status = fromError.status ?? defaultStatus(cause), headers = {} } =
    cause instanceof HttpError ? cause : {};
  return new Response(JSON.stringify({ errors: [formatError(presented)] }), {
    status,
    headers: { 'content-type': `${mediaType}; charset=utf-8`, ...headers, ...fromError.headers },
  });
}
