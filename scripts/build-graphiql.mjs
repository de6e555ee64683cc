// Bundles GraphiQL for browsers: node scripts/build-graphiql.mjs writes dist/graphiql, which a server that runs from
// its sources serves. File names are hashed, each file is compressed twice. An up-to-date folder is left unchanged.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { writeFolder } from './write-folder.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = join(ROOT, 'src/graphiql');
const DOCUMENTS = join(ROOT, 'schema/documents.json');
const FOLDER = join(ROOT, 'dist/graphiql');
const MANIFEST = 'manifest.json';

const WORKERS = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
};

const common = {
  absWorkingDir: ROOT,
  outdir: 'dist/graphiql',
  write: false,
  metafile: true,
  bundle: true,
  minify: true,
  platform: 'browser',
  target: 'es2022',
  legalComments: 'none',
  entryNames: '[name]-[hash]',
  chunkNames: 'chunk-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.ttf': 'file' },
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
};

const plugin = {
  name: 'graphiql',
  setup({ onLoad, onResolve }) {
    onResolve(
      { filter: /^monaco-graphql\/esm\/monaco-editor\.js$|edcore\.main(\.js)?$|^monaco-editor$/ },
      () => ({
        path: join(SOURCES, 'editor.ts'),
      }),
    );
    // Removes 580 KB of embedded fonts; system fonts are used instead.
    onLoad({ filter: /graphiql[\\/]dist[\\/]style\.css$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { loader: 'css', contents: text.replace(/@font-face\s*\{[^}]*\}/g, '') };
    });
  },
};

/** Returns the files of GraphiQL, each with its name and contents: existing ones if up to date, or new ones. The
 *  manifest lists the hash of their sources, the packages that they include and their types. */
export async function graphiqlFiles() {
  const source = await sourceHash();
  return (await existingFiles(source)) ?? (await buildFiles(source));
}

async function sourceHash() {
  const hash = createHash('sha256').update(await readFile(join(ROOT, 'package-lock.json')));
  hash.update(await readFile(DOCUMENTS));
  for (const name of (await readdir(SOURCES)).sort())
    hash.update(name).update(await readFile(join(SOURCES, name)));
  return hash.digest('hex');
}

async function existingFiles(source) {
  const manifest = await readFile(join(FOLDER, MANIFEST)).catch(() => null);
  if (manifest === null || JSON.parse(manifest).source !== source) return null;
  const names = await readdir(FOLDER);
  return Promise.all(names.map(async (name) => ({ name, contents: await readFile(join(FOLDER, name)) })));
}

async function buildFiles(source) {
  const workers = await build({ ...common, entryPoints: WORKERS, format: 'iife' });
  const workerFiles = Object.fromEntries(
    entriesOf(workers).map(([entry, path]) => [workerOf(entry), basename(path)]),
  );
  const page = await build({
    ...common,
    entryPoints: { main: join(SOURCES, 'main.tsx') },
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    define: { ...common.define, WORKER_FILES: JSON.stringify(workerFiles) },
    plugins: [plugin],
  });
  const [[, script]] = entriesOf(page);
  const style = page.metafile.outputs[script].cssBundle;
  const used = usedOutputs(page.metafile, [script, style]);
  const outputs = [
    ...workers.outputFiles,
    ...page.outputFiles.filter(({ path }) => used.has(basename(path))),
  ];
  const compressed = await Promise.all(outputs.map(compress));
  const template = await readFile(join(SOURCES, 'page.html'), 'utf8');
  const names = { style: basename(style), script: basename(script) };
  const manifest = {
    source,
    page: template.replace(/\{\{(\w+)\}\}/g, (_, part) => `graphql/assets/${names[part]}`),
    assets: outputs.map(({ path }) => basename(path)).sort(),
    packages: [
      ...new Set([workers, page].flatMap(({ metafile }) => Object.keys(metafile.inputs).flatMap(folderOf))),
    ],
  };
  return [...compressed.flat(), { name: MANIFEST, contents: Buffer.from(JSON.stringify(manifest, null, 2)) }];
}

const entriesOf = ({ metafile }) =>
  Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint && path.endsWith('.js') && !path.includes('chunk-') ? [[entryPoint, path]] : [],
  );

const workerOf = (entry) => Object.keys(WORKERS).find((name) => entry.endsWith(WORKERS[name]));

/** The path up to the name of the innermost package, as the lock file names its folder. */
const folderOf = (path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [];

/** Returns the outputs that a page can load. esbuild also writes a style sheet for each lazily loaded part, all of
 *  which the style sheet of the page includes. */
function usedOutputs({ outputs }, entries) {
  const used = new Set();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (used.has(basename(path)) || !outputs[path]) continue;
    used.add(basename(path));
    open.push(...outputs[path].imports.map((imported) => imported.path));
  }
  return used;
}

async function compress({ path, contents }) {
  const name = basename(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 10,
    [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
  };
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(contents, { params }),
    promisify(gzip)(contents, { level: 9 }),
  ]);
  return [
    { name: `${name}.br`, contents: brotli },
    { name: `${name}.gz`, contents: gzipped },
  ];
}

if (process.argv[1] === import.meta.filename) await writeFolder(FOLDER, await graphiqlFiles());
