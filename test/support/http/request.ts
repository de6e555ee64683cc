import { expect } from 'vitest';
import type { GraphQLErrorBody } from '../client.ts';
import { makeOrganization } from '../fixtures.ts';
import type { TestServer } from '../server.ts';

export type RawAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of a JSON body; else none. */
  readonly errors: readonly GraphQLErrorBody[];
};

/** Sends exactly what is given, with no header of its own. */
export async function request(
  server: TestServer,
  pathname: string,
  init: RequestInit = {},
): Promise<RawAnswer> {
  const response = await server.fetch(new Request(new URL(pathname, 'http://bailiwick.test'), init));
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  const errors = isJson ? (JSON.parse(text).errors ?? []) : [];
  return { status: response.status, headers: response.headers, text, errors };
}

export const JSON_TYPE = { 'content-type': 'application/json' } as const;

/** Sends a body with the key of a new organization. */
export async function postWithKey(
  server: TestServer,
  body: string,
  headers: Readonly<Record<string, string>> = JSON_TYPE,
): Promise<RawAnswer> {
  const { credentials } = await makeOrganization(server);
  // As bytes: for text `fetch` makes a content type up.
  const bytes = new TextEncoder().encode(body);
  return request(server, '/graphql', {
    method: 'POST',
    headers: { ...credentials, ...headers },
    body: bytes,
  });
}

/** The path of a query that is sent with GET. */
export function queryPath(query: string, parameters: Readonly<Record<string, string>> = {}): string {
  return `/graphql?${new URLSearchParams({ query, ...parameters })}`;
}

/** The only error of an answer, without its request id, so that two answers can be compared. */
export function faultOf({ errors, text }: Pick<RawAnswer, 'errors' | 'text'>) {
  const [error] = errors;
  if (errors.length !== 1 || !error) throw new Error(`One error was expected: ${text}`);
  const { requestId: _, ...extensions } = error.extensions;
  return { ...error, extensions };
}

/** The answer to a bad request has the shape of every refusal: a code, a reason, the request id that the header has. */
export function expectFault(answer: RawAnswer, status: number, reason: string): void {
  const { code, reason: found } = answer.errors[0]?.extensions ?? {};
  expect({ status: answer.status, errors: answer.errors.length, code, reason: found }).toEqual({
    status,
    errors: 1,
    code: 'BAD_USER_INPUT',
    reason,
  });
  expect(answer.errors[0]?.extensions.requestId).toBe(answer.headers.get('x-request-id'));
}
