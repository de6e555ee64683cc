import { GraphQLError } from 'graphql';
import { DomainError } from '../domain/core/errors.ts';
import { type ErrorPresentation, formatError, presentErrors, responseOf } from '../graphql/errors.ts';
import { noteErrors, type RequestTelemetry } from '../telemetry/request-record.ts';
import { type HeaderValues, type HttpResponse, headersOfType, type ResponseType } from './response.ts';

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

/** The status of an error that sets none itself. */
const defaultStatus = (cause: Error) =>
  cause instanceof DomainError && cause.code === 'FORBIDDEN' ? 403 : 400;

/** Where an error is recorded besides the response. */
export type ErrorContext = Omit<ErrorPresentation, 'introspects'> & { readonly telemetry: RequestTelemetry };

/** Builds the response to a request that is not executed, in the format of GraphQL responses. */
export function errorResponse(
  error: unknown,
  { requestId, reportError, telemetry }: ErrorContext,
  responseType: ResponseType = 'application/json',
): HttpResponse & { readonly body: string } {
  const cause = error instanceof Error ? error : new Error(String(error));
  const located = new GraphQLError(cause.message, { originalError: cause });
  const errors = presentErrors({ errors: [located] }, { requestId, reportError, introspects: true });
  noteErrors(telemetry, errors);
  const fromErrors = responseOf(errors);
  const { status = fromErrors.status ?? defaultStatus(cause), headers = {} } =
    cause instanceof HttpError ? cause : {};
  return {
    status,
    headers: { ...headersOfType[responseType], ...headers, ...fromErrors.headers },
    body: JSON.stringify({ errors: errors.map(formatError) }),
  };
}
