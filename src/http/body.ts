import { HttpError } from './refusal.ts';

export const BODY_SIZE_BYTES_MAX = 100 * 1024;

/** The text of a body. Throws an HttpError for one that is too large, as soon as that is known, and for one that breaks off:
 *  a client that goes away is no bug. */
export async function readBody({ headers, body }: Request): Promise<string> {
  if (Number(headers.get('content-length')) > BODY_SIZE_BYTES_MAX) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  // Not by `for await`: that would break the connection in the end, and nobody would be told.
  const reader = body?.getReader();
  const read = async () => (await reader?.read().catch(throwBrokenOff))?.value;
  for (let chunk = await read(); chunk; chunk = await read()) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > BODY_SIZE_BYTES_MAX) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function tooLarge(): HttpError {
  return new HttpError(413, 'The body is too large.', `Send at most ${BODY_SIZE_BYTES_MAX} bytes.`);
}

function throwBrokenOff(): never {
  throw new HttpError(400, 'The body broke off.', 'Send the request again.');
}

/** What a body shall be, for those who sent something else. */
type Wanted = { readonly one: string; readonly form: string };

/** Throws an HttpError for anything but a JSON object. */
export function parseObject(body: string, { one, form }: Wanted): object {
  const found = parseJson(body, 'The body');
  if (Array.isArray(found)) throw new HttpError(400, 'Batches are not read.', `Send one ${one} a request.`);
  if (typeof found !== 'object' || found === null) {
    throw new HttpError(400, 'The body is not a JSON object.', `Send ${form}.`);
  }
  return found;
}

/** Throws an HttpError that names `what` was sent. */
export function parseJson(text: string, what: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, `${what} is not JSON.`, 'Check quotes, commas and brackets.');
  }
}
