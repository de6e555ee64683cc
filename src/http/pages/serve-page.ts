import { sha256 } from '../../lib/sha256.ts';
import type { HeaderValues } from '../response.ts';

/** Responds with a page, or with 304 to a browser that has it. Browsers revalidate it by its etag. */
export function pageResponse(request: Request, page: string, policy: HeaderValues): Response {
  const etag = `"${sha256(page).toString('hex').slice(0, 32)}"`;
  const headers = { ...policy, etag, 'cache-control': 'private, no-cache', vary: 'accept' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(request.method === 'HEAD' ? null : page, {
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  });
}
