import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sha256 } from '../lib/sha256.ts';

const defaultQuery = `# Every request needs a key. Put yours
# into the Headers pane below, as one of:
#
# { "x-org-api-key": "oak_…" }
#   an organization: manages its projects
# { "x-api-key": "ak_…" }
#   a project: opens it, and nothing else
#
# The first start of the server printed one
# of each. With a key in place, reload the
# schema (⟳ at the left) and press ▶.

query WhoAmI {
  viewer {
    kind
    apiKey {
      name
      prefix
      last4
    }
    organization {
      id
      name
    }
    project {
      id
      slug
    }
  }
}
`;

type Page = { readonly gzipped: Buffer; readonly etag: string; readonly policy: string };

/** Rendered at the first visit: the page carries all of GraphiQL, so that it needs no internet, and most servers never show it. */
let page: Promise<Page> | undefined;

async function render(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Bailiwick',
    defaultQuery,
    headers: '{\n  "x-org-api-key": ""\n}',
    isHeadersEditorEnabled: true,
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: false,
  });
  const gzipped = await promisify(gzip)(html);
  return {
    gzipped,
    policy: policyFor(html),
    etag: `"${sha256(gzipped.toString('base64')).toString('hex').slice(0, 32)}"`,
  };
}

/** What the page may do: run the one script that it came with, and ask us. Its editor writes styles as it goes, and colours in
 *  a worker that it makes from its own text. */
function policyFor(html: string): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
  const hashes = scripts.map((text) => `'sha256-${sha256(text).toString('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The GraphiQL page, to be kept by the browser until this server's version of it changes. */
export async function serveGraphiql(request: Request): Promise<Response> {
  page ??= render();
  const { gzipped, etag, policy } = await page;
  const headers = {
    etag,
    'content-security-policy': policy,
    'cache-control': 'private, no-cache',
    vary: 'accept, accept-encoding',
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const html = { ...headers, 'content-type': 'text/html; charset=utf-8' };
  if (request.headers.get('accept-encoding')?.includes('gzip')) {
    return new Response(new Uint8Array(gzipped), { headers: { ...html, 'content-encoding': 'gzip' } });
  }
  return new Response(new Uint8Array(await promisify(gunzip)(gzipped)), { headers: html });
}
