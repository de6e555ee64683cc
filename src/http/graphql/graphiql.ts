import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { sha256 } from '../../lib/sha256.ts';
import { HttpError } from '../error-response.ts';
import { GRAPHIQL_ASSETS_PATH } from '../routes.ts';

/** The folder of the built files, relative to the bundle. Undefined when the server runs from its sources. */
declare const GRAPHIQL_FOLDER: string;

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

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ttf: 'font/ttf',
};

/** For a year: the name of an asset changes with its content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

type Encoding = 'br' | 'gzip';

type Built = {
  readonly page: string;
  readonly etag: string;
  readonly assets: ReadonlySet<string>;
  /** Contents by file, after the first request for it: 2.5 MB in all. */
  readonly contents: Map<string, Promise<Uint8Array<ArrayBuffer>>>;
};

/** Read on first use: most servers never serve the page. */
let built: Promise<Built> | undefined;

const folder = () =>
  fileURLToPath(
    new URL(
      typeof GRAPHIQL_FOLDER === 'string' ? GRAPHIQL_FOLDER : '../../../dist/graphiql/',
      import.meta.url,
    ),
  );

async function readBuilt(): Promise<Built> {
  const manifest: { page: string; assets: string[] } = JSON.parse(
    await readFile(join(folder(), 'manifest.json'), 'utf8'),
  );
  const etag = `"${sha256(manifest.page).toString('hex').slice(0, 32)}"`;
  return { page: manifest.page, etag, assets: new Set(manifest.assets), contents: new Map() };
}

async function loadBuilt(): Promise<Built> {
  built ??= readBuilt().catch((error: unknown) => {
    built = undefined;
    throw error;
  });
  return built;
}

/** Reads a compressed file once, so that slow clients share it. */
async function readContent({ contents }: Built, name: string, encoding: Encoding) {
  const file = `${name}.${encoding === 'br' ? 'br' : 'gz'}`;
  const read =
    contents.get(file) ?? readFile(join(folder(), file)).then((content) => new Uint8Array(content));
  contents.set(file, read);
  return read.catch((error: unknown) => {
    contents.delete(file);
    throw error;
  });
}

/** Serves the GraphiQL page. Browsers revalidate it by its etag. */
export async function serveGraphiql({ headers: requestHeaders }: Request): Promise<Response> {
  const { page, etag } = await loadBuilt();
  const headers = {
    etag,
    'content-security-policy': POLICY,
    'cache-control': 'private, no-cache',
    vary: 'accept',
  };
  if (requestHeaders.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(page, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
}

/** Serves a file of GraphiQL in an encoding that the browser accepts. Throws an HttpError for a file that does not exist. */
export async function serveGraphiqlAsset(request: Request, path: string): Promise<Response> {
  if (request.method !== 'GET') {
    throw new HttpError(405, `Method ${request.method} is not allowed.`, 'Send GET.', { allow: 'GET' });
  }
  const name = basename(path);
  const files = await loadBuilt();
  if (!files.assets.has(name) || path !== GRAPHIQL_ASSETS_PATH + name) {
    throw new HttpError(404, 'File not found.', 'Reload GraphiQL: the server has a different version.');
  }
  const headers = {
    'content-type': MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    'cache-control': IMMUTABLE,
    vary: 'accept-encoding',
  };
  const encoding = encodingOf(request.headers.get('accept-encoding') ?? '');
  if (encoding === null) {
    const plain = await promisify(gunzip)(await readContent(files, name, 'gzip'));
    return new Response(new Uint8Array(plain), { headers });
  }
  const content = await readContent(files, name, encoding);
  return new Response(content, { headers: { ...headers, 'content-encoding': encoding } });
}

/** Returns the best encoding that an Accept-Encoding header allows. Null: none of them. */
function encodingOf(header: string): Encoding | null {
  const parts = header.toLowerCase().split(',');
  const accepted = parts.filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part));
  const names = new Set(accepted.map((part) => part.replace(/;.*/, '').trim()));
  if (names.has('br')) return 'br';
  return names.has('gzip') ? 'gzip' : null;
}
