import { formatError, presentErrors, responseOf } from '../../graphql/errors.ts';
import { answerWith, type FittingResult } from '../../graphql/limits/answer-size.ts';
import { noteErrors } from '../../telemetry/request-record.ts';
import type { HttpContext } from '../http-context.ts';
import { negotiateResponseType } from '../request/content-negotiation.ts';
import type { HeaderValues, ResponseBody, ResponseType } from '../response.ts';
import type { OperationRequest } from './operation.ts';

/** A response without the headers that every response has. */
export type OperationAnswer = {
  readonly status: number;
  readonly headers?: HeaderValues;
  readonly body: ResponseBody;
};

export const dataAnswer = (json: string): OperationAnswer => ({ status: 200, body: `{"data":${json}}` });

/** Returns the media type of the response. JSON where the client accepts neither: the error is sent anyway. */
export const responseTypeOf = ({ headers }: Pick<OperationRequest, 'headers'>): ResponseType =>
  negotiateResponseType(headers.get('accept')) ?? 'application/json';

type Presented = { readonly isDocumentRejected?: boolean };

/** Converts the result of an operation to a response. */
export function presentResult(
  { reportError, documentCache: { introspects } }: HttpContext,
  request: OperationRequest,
  result: FittingResult,
  { isDocumentRejected = false }: Presented = {},
): OperationAnswer {
  const { largeData } = result;
  if (!result.errors)
    return { status: 200, body: largeData ? answerWith({}, largeData) : JSON.stringify(result) };
  const { requestId, telemetry } = request;
  const errors = presentErrors(result, { requestId, reportError, introspects, isDocumentRejected });
  noteErrors(telemetry, errors);
  const { status = 200, headers } = responseOf(errors, responseTypeOf(request) === 'application/json');
  const formatted = errors.map(formatError);
  if (largeData) return { status, headers, body: answerWith({ errors: formatted }, largeData) };
  const body = 'data' in result ? { errors: formatted, data: result.data } : { errors: formatted };
  return { status, headers, body: JSON.stringify(body) };
}
