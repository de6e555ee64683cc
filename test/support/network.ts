import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { isBodiless } from './both-ways.ts';

const agent = new Agent({ keepAlive: true });

/** Sends a request over a real connection, as it is: no header is added or checked, no answer decompressed. */
export async function sendByNetwork(address: string, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  // What it says of its length may be a lie: nothing else should go over that connection.
  const lies = request.headers.has('content-length');
  const headers = { 'content-length': String(body.length), ...Object.fromEntries(request.headers) };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpRequest(
      `${address}${pathname}${search}`,
      { agent: lies ? false : agent, method: request.method, headers },
      resolve,
    );
    sent.on('error', reject);
    sent.end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  const status = answer.statusCode ?? 0;
  const answered = isBodiless(status) ? null : new Uint8Array(Buffer.concat(chunks));
  return new Response(answered, { status, headers: headersOf(answer) });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return headers;
}
