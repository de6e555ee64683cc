import { GraphQLError } from 'graphql';
import type { HeaderSource } from '../auth/authenticate.ts';
import { DomainError } from '../domain/core/errors.ts';
import { formatError, presentError, type ReportError, responseOf } from '../graphql/errors.ts';
import { noteErrors, type RequestTelemetry } from '../telemetry/request-record.ts';

type HeaderValues = Readonly<Record<string, string>>;

/** A fault of the HTTP request, which says nothing about what the product knows. */
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

/** Where nothing of GraphQL says otherwise. */
const plainStatus = (cause: Error) =>
  cause instanceof DomainError && cause.code === 'FORBIDDEN' ? 403 : 400;

/** Who is told of a refusal beside the client. */
export type ErrorContext = {
  readonly requestId: string;
  readonly reportError: ReportError;
  readonly telemetry: RequestTelemetry;
};

/** An answer without execution, in the shape of every other GraphQL answer. */
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
  const asked = responseOf([presented]);
  const { status = asked.status ?? plainStatus(cause), headers = {} } =
    cause instanceof HttpError ? cause : {};
  return new Response(JSON.stringify({ errors: [formatError(presented)] }), {
    status,
    headers: { 'content-type': `${mediaType}; charset=utf-8`, ...headers, ...asked.headers },
  });
}
