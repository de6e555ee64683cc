import { HttpError } from '../error-response.ts';
import { GRAPHIQL_ASSETS_PATH } from '../routes.ts';
import { createBuiltFiles } from './built-files.ts';
import { pageResponse } from './serve-page.ts';

/** The page may run scripts of this server and send requests to it. The editor writes inline styles. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src data:',
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const files = createBuiltFiles('graphiql', GRAPHIQL_ASSETS_PATH);

/** Serves the GraphiQL page. */
export const serveGraphiql = async (request: Request): Promise<Response> =>
  pageResponse(request, await files.page(), { 'content-security-policy': POLICY });

/** Serves a file of GraphiQL. Throws an HttpError for a file that does not exist. */
export async function serveGraphiqlAsset(request: Request, path: string): Promise<Response> {
  if (request.method !== 'GET') {
    throw new HttpError(405, `Method ${request.method} is not allowed.`, 'Send GET.', { allow: 'GET' });
  }
  return files.asset(request, path);
}
