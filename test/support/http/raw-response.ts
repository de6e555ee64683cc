/** An answer that came to its end. */
export type WholeAnswer = { readonly status: number; readonly headers: Headers; readonly bytes: Buffer };

export async function wholeOf(response: Response): Promise<WholeAnswer> {
  const { status, headers } = response;
  return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

export function answerOf({ status, headers, bytes }: WholeAnswer): Response {
  // Some may not come with a body, not even with an empty one.
  const isBodiless = status === 204 || status === 304;
  return new Response(isBodiless ? null : new Uint8Array(bytes), { status, headers });
}
