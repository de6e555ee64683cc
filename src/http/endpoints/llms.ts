import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../lib/package-root.ts';

const file = join(packageRoot(import.meta.dirname), 'docs/llms.txt');

/** Read at the first request. */
let text: Promise<string> | undefined;

/** Returns the description of the API for language models, which the package carries. */
export async function llmsResponse(): Promise<Response> {
  text ??= readFile(file, 'utf8');
  return new Response(await text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
