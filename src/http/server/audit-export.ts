import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { YogaHandler } from '../graphql/yoga.ts';
import { headersOf } from '../request/headers.ts';
import { AUDIT_EXPORT_PATH } from '../routes.ts';
import type { ObservedRequest } from './instrumentation.ts';

export const isAuditExport = ({ url }: IncomingMessage): boolean =>
  url === AUDIT_EXPORT_PATH || Boolean(url?.startsWith(`${AUDIT_EXPORT_PATH}?`));

/** Forwards the request to Yoga and pipes the response with backpressure, until the client disconnects. A response that fails halfway
 *  closes its connection. */
export async function sendAuditExport(
  yoga: YogaHandler,
  { request, response, telemetry }: ObservedRequest,
): Promise<void> {
  const { method = 'GET', url } = request;
  const sent = new Request(`http://localhost${url}`, { method, headers: headersOf(request) });
  const exported = await yoga.fetch(sent, { req: request, telemetry });
  response.writeHead(exported.status, Object.fromEntries(exported.headers));
  if (!exported.body) return void response.end();
  // One class that two packages of types declare.
  const body = Readable.fromWeb(exported.body as NodeReadableStream);
  // The broken connection signals the failure to the client; the stream has logged it.
  await pipeline(body, response).catch(() => {});
}
