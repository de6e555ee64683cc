import { isUtf8 } from 'node:buffer';
import { HttpError } from '../error-response.ts';
import { inexactNumberPath } from './exact-numbers.ts';

/** @limit requests: body of a request (413 beyond it; no batches) */
export const BODY_SIZE_BYTES_MAX = 100 * 1024;

/** Reads the text of a body. Throws an HttpError for a body that is too large (as soon as that is known), is not UTF-8, or is aborted: a
 *  client that disconnects is not a bug. */
export async function readBody({ headers, body }: Request): Promise<string> {
  if (Number(headers.get('content-length')) > BODY_SIZE_BYTES_MAX) throw payloadTooLarge();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  // Not `for await`: it cancels the stream at the end, which closes the connection before the error response is sent.
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
  // Decoding it anyway would store U+FFFD in place of the invalid bytes.
  if (!isUtf8(bytes)) throw new HttpError(400, 'The body is not valid UTF-8.', 'Encode it as UTF-8.');
  return bytes.toString();
}

/** Reads the rest of a body, which would otherwise precede the next request of the connection. The listener's request timeout bounds it. */
async function skipRest(read: () => Promise<Uint8Array | undefined>): Promise<void> {
  while (await read());
}

function payloadTooLarge(): HttpError {
  return new HttpError(413, 'The body is too large.', `Send at most ${BODY_SIZE_BYTES_MAX} bytes.`);
}

function bodyAborted(): never {
  throw new HttpError(400, 'The body ended early.', 'Send the request again.');
}

/** The maximum depth of an input that an operation accepts, plus the levels around it.
 *  @limit requests: nesting of a JSON body */
const JSON_DEPTH_MAX = 100;

/** Returns whether parsed JSON is nested within the limit, so that recursive code may walk it. */
export function isWithinDepth(value: unknown, depthLeft = JSON_DEPTH_MAX): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depthLeft === 0) return false;
  // Unlike Object.values, this allocates nothing. Parsed JSON has own properties only.
  for (const name in value) {
    if (!isWithinDepth((value as Record<string, unknown>)[name], depthLeft - 1)) return false;
  }
  return true;
}

/** The expected body, for the suggested fix of errors. */
type ExpectedBody = { readonly noun: string; readonly example: string };

/** Parses a JSON object. Throws an HttpError for anything else. */
export function parseObject(body: string, { noun, example }: ExpectedBody): object {
  const value = parseJson(body, 'The body');
  if (Array.isArray(value))
    throw new HttpError(400, 'Batches are not supported.', `Send one ${noun} per request.`);
  if (typeof value !== 'object' || value === null) {
    throw new HttpError(400, 'The body is not a JSON object.', `Send ${example}.`);
  }
  return value;
}

/** Parses JSON. Throws an HttpError that begins with `subject`, also for a number that JavaScript cannot represent exactly; `parentPath` is
 *  the path of the text in the parameters of a GraphQL request. Of duplicate names the last one counts, as in JSON.parse. */
export function parseJson(text: string, subject: string, parentPath: readonly string[] = []) {
  const value = parseText(text, subject);
  if (!isWithinDepth(value))
    throw new HttpError(400, `${subject} is nested too deeply.`, `Nest at most ${JSON_DEPTH_MAX} levels.`);
  const path = inexactNumberPath(text);
  if (path) throw numberInexact([...parentPath, ...path]);
  return value;
}

function numberInexact(path: readonly string[]): HttpError {
  // In variables, the field is reported relative to `input`, as in other validation errors.
  const variable = path[0] === 'variables' ? path.slice(1) : path;
  const below = variable.length > 1 && variable[0] === 'input' ? variable.slice(1) : variable;
  const fix = 'Send a number that a double represents exactly (not negative zero), or a string.';
  const message = `The number at ${path.join('.')} cannot be represented exactly.`;
  return new HttpError(400, message, fix, {}, below.join('.'));
}

function parseText(text: string, subject: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, `${subject} is not valid JSON.`, 'Check quotes, commas and brackets.');
  }
}
