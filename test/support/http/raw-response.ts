/** A response that was read to its end. */
export type RawResponse = { readonly status: number; readonly headers: Headers; readonly bytes: Buffer };

export async function readRawResponse(response: Response): Promise<RawResponse> {
  const { status, headers } = response;
  return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

export function toResponse({ status, headers, bytes }: RawResponse): Response {
  // Responses with these statuses must have no body, not even an empty one.
  const isBodiless = status === 204 || status === 304;
  return new Response(isBodiless ? null : new Uint8Array(bytes), { status, headers });
}
