import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { HttpError } from '../error-response.ts';

/** The folder of built pages, relative to the bundle. Undefined when the server runs from its sources. */
declare const PAGES_FOLDER: string;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
};

/** For a year: the name of an asset changes with its content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

type Encoding = 'br' | 'gzip';

/** What a build script has written into a folder of `dist`. */
type Manifest = {
  readonly page: string;
  readonly assets: readonly string[];
};

type Built = {
  readonly page: string;
  readonly assets: ReadonlySet<string>;
  /** Contents by file, after the first request for it. */
  readonly contents: Map<string, Promise<Uint8Array<ArrayBuffer>>>;
};

/** A page for browsers and the files that it loads, made by a build script. */
export type BuiltFiles = {
  /** Returns the text of the page. Rejects when it has not been built. */
  page(): Promise<string>;
  /** Serves the file of a path `/prefix/name` in an encoding that the browser accepts. Throws an HttpError for a file that does not
   *  exist. No path of the file system is made of a name that is not in the manifest. */
  asset(request: Request, path: string): Promise<Response>;
};

export function createBuiltFiles(name: string, assetsPath: string): BuiltFiles {
  const pages = typeof PAGES_FOLDER === 'string' ? PAGES_FOLDER : '../../../dist/';
  const folder = fileURLToPath(new URL(`${pages}${name}/`, import.meta.url));
  // Read on first use: most servers never serve a page.
  let built: Promise<Built> | undefined;
  const load = () => {
    built ??= readBuilt(folder).catch((error: unknown) => {
      built = undefined;
      throw error;
    });
    return built;
  };
  return {
    page: async () => (await load()).page,
    asset: async (request, path) => {
      const name = basename(path);
      const files = await load();
      if (!files.assets.has(name) || path !== assetsPath + name)
        throw new HttpError(404, 'File not found.', 'Reload the page: the server has a different version.');
      const headers = {
        'content-type': MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
        'cache-control': IMMUTABLE,
        'cross-origin-resource-policy': 'same-origin',
        vary: 'accept-encoding',
      };
      const encoding = encodingOf(request.headers.get('accept-encoding') ?? '');
      const content = await readContent(folder, files, name, encoding ?? 'gzip');
      if (encoding === null) return bodyFor(request, await promisify(gunzip)(content), headers);
      return bodyFor(request, content, { ...headers, 'content-encoding': encoding });
    },
  };
}

const bodyFor = ({ method }: Request, content: Uint8Array, headers: Readonly<Record<string, string>>) =>
  new Response(method === 'HEAD' ? null : new Uint8Array(content), {
    headers: { ...headers, 'content-length': `${content.length}` },
  });

async function readBuilt(folder: string): Promise<Built> {
  const { page, assets }: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  return { page, assets: new Set(assets), contents: new Map() };
}

/** Reads a compressed file once, so that slow clients share it. */
async function readContent(folder: string, { contents }: Built, name: string, encoding: Encoding) {
  const file = `${name}.${encoding === 'br' ? 'br' : 'gz'}`;
  const read = contents.get(file) ?? readFile(join(folder, file)).then((content) => new Uint8Array(content));
  contents.set(file, read);
  return read.catch((error: unknown) => {
    contents.delete(file);
    throw error;
  });
}

/** Returns the best encoding that an Accept-Encoding header allows. Null: none of them. */
function encodingOf(header: string): Encoding | null {
  const parts = header.toLowerCase().split(',');
  const accepted = parts.filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part));
  const names = new Set(accepted.map((part) => part.replace(/;.*/, '').trim()));
  if (names.has('br')) return 'br';
  return names.has('gzip') ? 'gzip' : null;
}
