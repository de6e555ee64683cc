import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { openApiDocument } from '../../../src/rest/openapi/document.ts';
import { findPath } from '../../../src/rest/router.ts';
import type { TestServer } from '../server.ts';

export type RestHeaders = Readonly<Record<string, string>>;

/** A method and a path that begins with the prefix of an API, such as `GET /api/v3.1/tools`. */
export type RestTarget = `${string} /${string}`;

export type RestAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: Tests read the JSON of any route.
  readonly body: any;
};

const ORIGIN = 'http://bailiwick.test';

/** Sends a request to a REST API, an object as JSON. The answer must be as the OpenAPI document describes it. */
export async function sendRest(
  server: TestServer,
  target: RestTarget,
  headers: RestHeaders = {},
  body?: object,
): Promise<RestAnswer> {
  const [method = '', path = ''] = target.split(/ (.*)/s);
  const request = new Request(`${ORIGIN}${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json', ...headers } : headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const response = await server.fetch(request);
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? null : JSON.parse(text),
  };
  assertDescribed(method, path, answer);
  return answer;
}

type Schema = Record<string, unknown>;
type Document = {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, Described> }>>;
  readonly components: { readonly schemas: Record<string, Schema> };
};
type Described = { readonly content?: { readonly 'application/json': { readonly schema: Schema } } };

/** The document, in which no object has more properties than are described. */
const document = closed(openApiDocument()) as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const members = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, closed(value)]));
  const isObject = part && 'properties' in part && 'type' in part && !('additionalProperties' in part);
  return isObject ? { ...members, additionalProperties: false } : members;
}

/** Returns the description of an answer. Undefined: the document has no such operation. */
function describedAnswer(method: string, path: string, status: number): Described | undefined {
  const found = findPath(new URL(path, ORIGIN).pathname);
  if (!found?.place) return undefined;
  const [prefix] = found.family.prefixes;
  const sent = found.family.prefixes.find((one) => path.startsWith(`${one}/`)) ?? prefix;
  const template = found.place.template.replace(sent, prefix);
  const responses = document.paths[template]?.[method.toLowerCase()]?.responses;
  return responses?.[String(status)] ?? responses?.[status < 500 ? '4XX' : '5XX'];
}

export function assertDescribed(method: string, path: string, { status, body }: RestAnswer): void {
  const described = describedAnswer(method, path, status);
  if (!described) return;
  const schema = described.content?.['application/json'].schema;
  const faults = schema ? faultsIn(schema, body) : body;
  expect(faults, `${method} ${path} answers ${status} as described`).toBeNull();
}

/** Compiling a schema takes longer than a request. */
const validators = new Map<Schema, ValidateFunction>();

function faultsIn(schema: Schema, body: unknown): unknown {
  // References lead to the root.
  const validate = validators.get(schema) ?? ajv.compile({ ...schema, components: document.components });
  validators.set(schema, validate);
  return validate(body) ? null : validate.errors;
}

/** The answer without what differs between two equal requests. */
export const withoutRequestId = ({ status, body }: RestAnswer) => ({
  status,
  body: { ...body, error: { ...body.error, request_id: 'its id' } },
});
