import { HttpError } from '../error-response.ts';
import { DASHBOARD_ASSETS_PATH, DASHBOARD_PATH } from '../routes.ts';
import { createBuiltFiles } from './built-files.ts';
import { pageResponse } from './serve-page.ts';

/** The page may load files of this server and send requests to it, and nothing else. No script may write HTML. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const DENIED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'web-share',
  'xr-spatial-tracking',
];

const PERMISSIONS = [
  ...DENIED_FEATURES.map((feature) => `${feature}=()`),
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  'clipboard-write=(self)',
].join(', ');

const PAGE_HEADERS = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': PERMISSIONS,
};

const NOT_BUILT =
  '<!doctype html><html lang="en"><title>Bailiwick</title><p>The dashboard of this checkout has not been built. Run "npm run build", then reload this page.</p></html>';

const files = createBuiltFiles('dashboard', DASHBOARD_ASSETS_PATH);

/** Serves the dashboard: its page for every path, since the page shows the content of its address, or one of its files. `prefix` is the
 *  path below which a proxy serves this server; empty: none. Throws an HttpError for a file that does not exist, and for a client that
 *  does not accept HTML. */
export async function serveDashboard(request: Request, path: string, prefix: string): Promise<Response> {
  if (path.startsWith(DASHBOARD_ASSETS_PATH)) return files.asset(request, path);
  if (!request.headers.get('accept')?.includes('text/html'))
    throw new HttpError(404, 'No endpoint at this path.', 'The dashboard is for browsers: accept text/html.');
  const page = await files.page().catch(() => null);
  if (page === null)
    return new Response(NOT_BUILT, {
      status: 503,
      headers: { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8' },
    });
  const base = `${prefix}${DASHBOARD_PATH}`.replaceAll('&', '&amp;');
  return pageResponse(
    request,
    page.replaceAll('{{base}}', () => base),
    PAGE_HEADERS,
  );
}
