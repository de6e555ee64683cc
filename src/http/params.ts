import type { GraphQLParams } from 'graphql-yoga';
import { HttpError } from './refusal.ts';

export const BODY_SIZE_BYTES_MAX = 100 * 1024;

/** The parameters in the body of a POST. Throws an HttpError for anything but a JSON object. */
export function readParams(body: string): GraphQLParams {
  const params = parseJson(body, 'The body');
  if (Array.isArray(params))
    throw new HttpError(400, 'Batches are not read.', 'Send one operation a request.');
  if (typeof params !== 'object' || params === null) {
    throw new HttpError(400, 'The body is not a JSON object.', 'Send { "query": "…" }.');
  }
  return params;
}

/** The parameters in the address of a GET. */
export function readQueryParams(search: URLSearchParams): GraphQLParams {
  const given = [...search].filter(([name]) => textParams.has(name) || jsonParams.has(name));
  return Object.fromEntries(
    given.map(([name, text]) => [
      name,
      jsonParams.has(name) ? parseJson(text, `The parameter ${name}`) : text,
    ]),
  );
}

const textParams = new Set(['query', 'operationName']);
const jsonParams = new Set(['variables', 'extensions']);

function parseJson(text: string, what: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, `${what} is not JSON.`, 'Check quotes, commas and brackets.');
  }
}
