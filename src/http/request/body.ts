import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { HttpError } from '../error-response.ts';
import { inexactNumberPath } from './exact-numbers.ts';

/** @limit requests: body of a request (413 beyond it; no batches) */
const BODY_SIZE_BYTES_MAX = 100 * 1024;

/** Reads the text of a body. Throws an HttpError for a body that is too large (as soon as that is known), is not UTF-8, or is aborted: a
 *  client that disconnects is not a bug. */
export async function readBody({ headers, body }: Request): Promise<string> {
  const collected = createCollector(headers.get('content-length'));
  // Not `for await`: it cancels the stream at the end, which closes the connection before the error response is sent.
  const reader = body?.getReader();
  const read = async () => (await reader?.read().catch(() => Promise.reject(bodyAborted())))?.value;
  for (let chunk = await read(); chunk; chunk = await read()) {
    if (collected.add(chunk)) continue;
    skipRest(read).catch(() => {});
    throw payloadTooLarge();
  }
  return collected.text();
}

/** Reads the text of the body of a Node.js request, as `readBody` does, without Fetch objects. */
export function readIncomingBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const collected = createCollector(request.headers['content-length'] ?? null);
    // After an error the rest is received and dropped: it would otherwise precede the next request of the connection.
    request.on('data', (chunk: Buffer) => collected.add(chunk) || reject(payloadTooLarge()));
    request.on('end', () => {
      try {
        resolve(collected.text());
      } catch (error) {
        reject(error);
      }
    });
    request.on('error', () => reject(bodyAborted()));
  });
}

/** Collects the parts of a body. Throws an HttpError for a declared length that is too large. */
function createCollector(contentLength: string | null) {
  if (Number(contentLength) > BODY_SIZE_BYTES_MAX) throw payloadTooLarge();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  return {
    /** False: the body is too large. */
    add(chunk: Uint8Array): boolean {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > BODY_SIZE_BYTES_MAX) chunks.length = 0;
      else chunks.push(chunk);
      return sizeBytes <= BODY_SIZE_BYTES_MAX;
    },
    /** Throws an HttpError for bytes that are not UTF-8. */
    text(): string {
      const [first] = chunks;
      const bytes = first instanceof Buffer && chunks.length === 1 ? first : Buffer.concat(chunks);
      // Decoding it anyway would store U+FFFD in place of the invalid bytes.
      if (!isUtf8(bytes)) throw new HttpError(400, 'The body is not valid UTF-8.', 'Encode it as UTF-8.');
      return bytes.toString();
    },
  };
}

/** Reads the rest of a body, which would otherwise precede the next request of the connection. The listener's request timeout bounds it. */
async function skipRest(read: () => Promise<Uint8Array | undefined>): Promise<void> {
  while (await read());
}

function payloadTooLarge(): HttpError {
  return new HttpError(413, 'The body is too large.', `Send at most ${BODY_SIZE_BYTES_MAX} bytes.`);
}

function bodyAborted(): HttpError {
  return new HttpError(400, 'The body ended early.', 'Send the request again.');
}

/** The maximum depth of an input that an operation accepts, plus the levels around it.
 *  @limit requests: nesting of a JSON body */
const JSON_DEPTH_MAX = 100;

/** Returns whether parsed JSON is nested within the limit, so that recursive code may walk it. */
function isWithinDepth(value: unknown, depthLeft = JSON_DEPTH_MAX): boolean {
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
