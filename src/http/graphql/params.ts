import type { GraphQLParams } from 'graphql-yoga';
import { HttpError } from '../error-response.ts';
import { parseJson, parseObject } from '../request/body.ts';

/** The parameters in the body of a POST. Throws an HttpError for anything but a JSON object. */
export function readParams(body: string): GraphQLParams {
  const params: GraphQLParams = parseObject(body, { noun: 'operation', example: '{ "query": "…" }' });
  const { operationName } = params;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw new HttpError(400, 'The operationName is no text.', 'Send the name of an operation, or none.');
  return params;
}

/** The parameters in the address of a GET. */
export function readQueryParams(search: URLSearchParams): GraphQLParams {
  const given = [...search].filter(([name]) => textParams.has(name) || jsonParams.has(name));
  return Object.fromEntries(
    given.map(([name, text]) => [
      name,
      jsonParams.has(name) ? parseJson(text, `The parameter ${name}`, [name]) : text,
    ]),
  );
}

const textParams = new Set(['query', 'operationName', 'documentId']);
const jsonParams = new Set(['variables', 'extensions']);
