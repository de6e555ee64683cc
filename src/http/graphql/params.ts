import { HttpError } from '../error-response.ts';
import { parseJson, parseObject } from '../request/body.ts';
import { type DocumentReference, readReference } from './persisted-documents.ts';

type Members = { readonly [name: string]: unknown };

/** The parameters of an operation. */
export type OperationParams = {
  readonly document: DocumentReference;
  /** Empty when the request has none, or null. */
  readonly variables: Members;
  readonly operationName: string | null;
};

const textParams = new Set(['query', 'operationName', 'documentId']);
const jsonParams = new Set(['variables', 'extensions']);

/** Reads the parameters from the body of a POST. Throws an HttpError. */
export function readParams(body: string): OperationParams {
  return toParams(parseObject(body, { noun: 'operation', example: '{ "query": "…" }' }));
}

/** Reads the parameters from the URL of a GET. Throws an HttpError. */
export function readQueryParams(search: URLSearchParams): OperationParams {
  const params = [...search].filter(([name]) => textParams.has(name) || jsonParams.has(name));
  const parsed = params.map(([name, text]) => [
    name,
    jsonParams.has(name) ? parseJson(text, `Parameter ${name}`, [name]) : text,
  ]);
  return toParams(Object.fromEntries(parsed));
}

function toParams(sent: object): OperationParams {
  const params = sent as Members;
  const { variables, operationName = null, extensions } = params;
  if (operationName !== null && typeof operationName !== 'string')
    throw invalid('operationName must be a string.', 'Send the name of an operation, or omit operationName.');
  for (const name in params)
    if (params[name] !== null && !textParams.has(name) && !jsonParams.has(name))
      throw invalid(`Unexpected parameter "${name}" in the request body.`, 'Omit it.');
  objectOf('extensions', extensions);
  return {
    document: readReference(params),
    variables: objectOf('variables', variables) ?? {},
    operationName,
  };
}

/** Returns a parameter that is an object or absent. Throws an HttpError for any other. */
function objectOf(name: string, value: unknown): Members | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Members;
  throw invalid(`${name} must be an object.`, `Send an object, or omit ${name}.`);
}

const invalid = (message: string, fix: string) => new HttpError(400, message, fix);
