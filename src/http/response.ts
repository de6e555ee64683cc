import type { LargeText } from '../lib/large-json.ts';

export type HeaderValues = Readonly<Record<string, string>>;

/** The media types of GraphQL responses. The first one is that of a client without a preference. */
export const RESPONSE_TYPES = ['application/json', 'application/graphql-response+json'] as const;

export type ResponseType = (typeof RESPONSE_TYPES)[number];

export const headersOfType: Readonly<Record<ResponseType, HeaderValues>> = {
  'application/json': { 'content-type': 'application/json; charset=utf-8' },
  'application/graphql-response+json': { 'content-type': 'application/graphql-response+json; charset=utf-8' },
};

/** The body of a response: a text, or a large one in parts. */
export type ResponseBody = string | LargeText;

/** The status of a response that cannot have a body. */
export const NO_CONTENT = 204;

/** A response without Fetch objects. */
export type HttpResponse = {
  readonly status: number;
  readonly headers: HeaderValues;
  readonly body: ResponseBody;
};

/** Returns the headers of every response, unless the response sets them itself. */
export const commonHeaders = (requestId: string) => ({
  'x-request-id': requestId,
  'x-content-type-options': 'nosniff',
  // For a browser that is made to render the response.
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
});

export function toFetchResponse({ status, headers, body }: HttpResponse): Response {
  const sent = typeof body === 'string' ? body : new Uint8Array(Buffer.concat(body.chunks));
  return new Response(status === NO_CONTENT ? null : sent, { status, headers });
}

/** Sets the headers that the response does not have, and extends `vary`. */
export function withHeaders(response: Response, headers: HeaderValues): Response {
  for (const [name, value] of Object.entries(headers)) {
    const present = response.headers.get(name);
    if (present === null) response.headers.set(name, value);
    else if (name === 'vary' && !present.includes(value)) response.headers.append(name, value);
  }
  return response;
}
