import type { GraphQLParams } from 'graphql-yoga';
import { checkJson, parseJson, parseObject } from './body.ts';

/** The parameters in the body of a POST. Throws an HttpError for anything but a JSON object. */
export function readParams(body: string): GraphQLParams {
  return parseObject(body, { one: 'operation', form: '{ "query": "…" }' });
}

/** The parameters in the address of a GET. */
export function readQueryParams(search: URLSearchParams): GraphQLParams {
  const given = [...search].filter(([name]) => textParams.has(name) || jsonParams.has(name));
  return Object.fromEntries(
    given.map(([name, text]) => [
      name,
      jsonParams.has(name) ? parseJson(text, nameOf(name)) : checkJson(text, nameOf(name)),
    ]),
  );
}

const nameOf = (parameter: string) => `The parameter ${parameter}`;

const textParams = new Set(['query', 'operationName']);
const jsonParams = new Set(['variables', 'extensions']);
