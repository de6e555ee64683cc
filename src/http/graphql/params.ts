import type { GraphQLParams } from 'graphql-yoga';
import { HttpError } from '../error-response.ts';
import { parseJson, parseObject } from '../request/body.ts';

/** Reads the parameters from the body of a POST. Throws an HttpError for anything but a JSON object. */
export function readParams(body: string): GraphQLParams {
  const params: GraphQLParams = parseObject(body, { noun: 'operation', example: '{ "query": "…" }' });
  const { operationName } = params;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw new HttpError(
      400,
      'operationName must be a string.',
      'Send the name of an operation, or omit operationName.',
    );
  return params;
}

/** Reads the parameters from the URL of a GET. */
export function readQueryParams(search: URLSearchParams): GraphQLParams {
  const entries = [...search].filter(([name]) => textParams.has(name) || jsonParams.has(name));
  return Object.fromEntries(
    entries.map(([name, text]) => [
      name,
      jsonParams.has(name) ? parseJson(text, `Parameter ${name}`, [name]) : text,
    ]),
  );
}

const textParams = new Set(['query', 'operationName', 'documentId']);
const jsonParams = new Set(['variables', 'extensions']);
