import type { TestServer } from '../server.ts';

type RestHeaders = Readonly<Record<string, string>>;

export type RestAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: Tests read the JSON of any route.
  readonly body: any;
};

const ORIGIN = 'http://bailiwick.test';

/** Sends a request to a REST API; an object as JSON. `path` begins with the prefix of the API. */
export async function sendRest(
  server: TestServer,
  [method, path]: readonly [method: string, path: string],
  headers: RestHeaders,
  body?: object,
): Promise<RestAnswer> {
  const request = new Request(`${ORIGIN}${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json', ...headers } : headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const response = await server.fetch(request);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? null : JSON.parse(text),
  };
}
