import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { answerOf, type WholeAnswer } from './raw-response.ts';

const agent = new Agent({ keepAlive: true });

/** Sends a request over a real connection, as it is: no header is added or checked, no answer decompressed. */
export async function sendByNetwork(address: string, request: Request): Promise<Response> {
  return answerOf(await askByNetwork(address, request, new Uint8Array(await request.arrayBuffer())));
}

/** The same, for who has the body at hand and wants the whole answer. */
export async function askByNetwork(
  address: string,
  { url, method, headers }: Pick<Request, 'url' | 'method' | 'headers'>,
  body: Uint8Array,
): Promise<WholeAnswer> {
  const { pathname, search } = new URL(url);
  // What it says of its length may be a lie: nothing else should go over that connection.
  const lies = headers.has('content-length');
  const sentHeaders = { 'content-length': String(body.length), ...Object.fromEntries(headers) };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpRequest(
      `${address}${pathname}${search}`,
      { agent: lies ? false : agent, method, headers: sentHeaders },
      resolve,
    );
    sent.on('error', reject);
    sent.end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return { status: answer.statusCode ?? 0, headers: headersOf(answer), bytes: Buffer.concat(chunks) };
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return headers;
}
