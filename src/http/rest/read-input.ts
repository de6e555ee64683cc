import { queryOf } from '../../rest/query.ts';
import type { RawInput } from '../../rest/route.ts';
import { parseObject } from '../request/body.ts';
import { acceptError, bodyTypeError } from '../request/content-negotiation.ts';
import { readQuery } from '../request/query.ts';
import type { RoutedRequest } from './request.ts';

const EMPTY = {};

/** Reads the parameters of a request. Throws an HttpError for a query or a body that cannot be read. */
export async function readInput(request: RoutedRequest): Promise<RawInput> {
  const error = acceptError(request.headers);
  if (error) throw error;
  return {
    params: request.found.params,
    query: request.url.includes('?') ? queryOf(readQuery(request.url)) : EMPTY,
    body: request.route.body ? await readJson(request) : EMPTY,
  };
}

/** An empty body is an object without properties: clients send none where every property is optional. */
async function readJson({ headers, readBody }: RoutedRequest): Promise<RawInput['body']> {
  const error = headers.get('content-type') === null ? null : bodyTypeError(headers);
  if (error) throw error;
  const text = await readBody();
  if (text.trim() === '') return EMPTY;
  const untyped = bodyTypeError(headers);
  if (untyped) throw untyped;
  return { ...parseObject(text, { noun: 'object', example: 'a JSON object' }) };
}
