import { isUtf8 } from 'node:buffer';
import { HttpError } from '../error-response.ts';
import { inexactNumberPath } from './exact-numbers.ts';

export const BODY_SIZE_BYTES_MAX = 100 * 1024;

/** Reads the text of a body. Throws an HttpError for one that is too large, as soon as that is known, for one that is not
 *  UTF-8, and for one that breaks off: a client that goes away is no bug. */
export async function readBody({ headers, body }: Request): Promise<string> {
  if (Number(headers.get('content-length')) > BODY_SIZE_BYTES_MAX) throw payloadTooLarge();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  // Not by `for await`: that would break the connection in the end, and nobody would be told.
  const reader = body?.getReader();
  const read = async () => (await reader?.read().catch(bodyAborted))?.value;
  for (let chunk = await read(); chunk; chunk = await read()) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > BODY_SIZE_BYTES_MAX) {
      skipRest(read).catch(() => {});
      throw payloadTooLarge();
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  // To decode it anyway would store U+FFFD in place of what was meant.
  if (!isUtf8(bytes)) throw new HttpError(400, 'The body is not UTF-8.', 'Encode it as UTF-8.');
  return bytes.toString();
}

/** What is left unread would stand before the next request of its connection. A request may take only so long to arrive. */
async function skipRest(read: () => Promise<Uint8Array | undefined>): Promise<void> {
  while (await read());
}

function payloadTooLarge(): HttpError {
  return new HttpError(413, 'The body is too large.', `Send at most ${BODY_SIZE_BYTES_MAX} bytes.`);
}

function bodyAborted(): never {
  throw new HttpError(400, 'The body broke off.', 'Send the request again.');
}

/** As deep as an input may be that the product takes, and what is around it. */
const JSON_DEPTH_MAX = 100;

/** Whether somebody may walk through parsed JSON: nothing in it is nested too deep. */
export function isWithinDepth(value: unknown, depthLeft = JSON_DEPTH_MAX): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depthLeft === 0) return false;
  // Unlike Object.values it makes nothing. JSON has own names only.
  for (const name in value) {
    if (!isWithinDepth((value as Record<string, unknown>)[name], depthLeft - 1)) return false;
  }
  return true;
}

/** What a body shall be, for those who sent something else. */
type ExpectedBody = { readonly noun: string; readonly example: string };

/** Throws an HttpError for anything but a JSON object. */
export function parseObject(body: string, { noun, example }: ExpectedBody): object {
  const value = parseJson(body, 'The body');
  if (Array.isArray(value))
    throw new HttpError(400, 'Batches are not read.', `Send one ${noun} per request.`);
  if (typeof value !== 'object' || value === null) {
    throw new HttpError(400, 'The body is not a JSON object.', `Send ${example}.`);
  }
  return value;
}

/** Throws an HttpError that names `what` was sent, at `place` in the parameters of a GraphQL request. Refuses a number that would
 *  become another one. Where a name comes twice the last one counts, as everywhere in JavaScript. */
export function parseJson(text: string, what: string, place: readonly string[] = []) {
  const value = parsed(text, what);
  if (!isWithinDepth(value))
    throw new HttpError(400, `${what} is nested too deep.`, `Nest at most ${JSON_DEPTH_MAX} deep.`);
  const path = inexactNumberPath(text);
  if (path) throw numberInexact([...place, ...path]);
  return value;
}

function numberInexact(path: readonly string[]): HttpError {
  // Of the variables, the field is told as that of any other fault: below the input.
  const variable = path[0] === 'variables' ? path.slice(1) : path;
  const below = variable.length > 1 && variable[0] === 'input' ? variable.slice(1) : variable;
  const fix = 'Send a number that a double represents exactly, not negative zero, or a string.';
  const message = `The number at ${path.join('.')} cannot be kept as it is.`;
  return new HttpError(400, message, fix, {}, below.join('.'));
}

function parsed(text: string, what: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, `${what} is not JSON.`, 'Check quotes, commas and brackets.');
  }
}
