import type { IncomingMessage } from 'node:http';
import type { ReportBug } from '../graphql/errors.ts';
import type { RequestRecord } from '../watch/record.ts';
import { answerHeaders, withHeaders } from './edge.ts';
import { header, headersOf } from './node-request.ts';
import { HttpError, refuse } from './refusal.ts';
import { requestIdOf } from './request-id.ts';

/** Whether host and target make an address, which is all that the API goes by. */
export const isAddressed = ({ headers, url }: IncomingMessage): boolean =>
  URL.canParse(`http://${headers.host || 'localhost'}${url}`);

export function refuseAddress(
  request: IncomingMessage,
  reportBug: ReportBug,
  record: RequestRecord,
): Response {
  const requestId = requestIdOf(header(request, 'x-request-id'));
  const fix = 'Send the name of this server as Host, and a path that begins with /.';
  const fault = new HttpError(400, 'That is no address.', fix);
  const refused = refuse(headersOf(request), fault, { requestId, reportBug, record });
  return withHeaders(refused, answerHeaders(requestId));
}
