import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { type RawResponse, toResponse } from './raw-response.ts';

const agent = new Agent({ keepAlive: true });

/** Sends a request over a real connection unchanged: no header is added or checked, no response decompressed. */
export async function fetchOverNetwork(address: string, request: Request): Promise<Response> {
  return toResponse(await requestOverNetwork(address, request, new Uint8Array(await request.arrayBuffer())));
}

/** The same with the body given separately and the raw response returned. */
export async function requestOverNetwork(
  address: string,
  { url, method, headers }: Pick<Request, 'url' | 'method' | 'headers'>,
  body: Uint8Array,
): Promise<RawResponse> {
  const { pathname, search } = new URL(url);
  // The declared length may be wrong: no other request should use that connection.
  const mayBeMisdeclared = headers.has('content-length');
  const sentHeaders = { 'content-length': String(body.length), ...Object.fromEntries(headers) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpRequest(
      `${address}${pathname}${search}`,
      { agent: mayBeMisdeclared ? false : agent, method, headers: sentHeaders },
      resolve,
    );
    sent.on('error', reject);
    sent.end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode ?? 0, headers: headersOf(response), bytes: Buffer.concat(chunks) };
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return headers;
}
