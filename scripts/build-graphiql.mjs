// Bundles GraphiQL for browsers: node scripts/build-graphiql.mjs writes dist/graphiql, which a server that runs from
// its sources serves. File names are hashed, each file is compressed twice. An up-to-date folder is left unchanged.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { compress, existingFiles, hashOf, manifestFile, packagesOf, ROOT } from './built-page.mjs';
import { writeFolder } from './write-folder.mjs';

const SOURCES = join(ROOT, 'src/graphiql');
const FOLDER = join(ROOT, 'dist/graphiql');
const INPUTS = ['package-lock.json', 'schema/documents.json', 'src/graphiql'];

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
  const source = await hashOf(INPUTS);
  return (await existingFiles(FOLDER, source)) ?? (await buildFiles(source));
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
  const template = await readFile(join(SOURCES, 'page.html'), 'utf8');
  const names = { style: basename(style), script: basename(script) };
  const files = outputs.map(({ path, contents }) => ({ name: basename(path), contents }));
  return [
    ...(await compress(files)),
    manifestFile({
      source,
      page: template.replace(/\{\{(\w+)\}\}/g, (_, part) => `graphql/assets/${names[part]}`),
      assets: files.map(({ name }) => name).sort(),
      packages: packagesOf([workers, page].flatMap(({ metafile }) => Object.keys(metafile.inputs))),
    }),
  ];
}

const entriesOf = ({ metafile }) =>
  Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint && path.endsWith('.js') && !path.includes('chunk-') ? [[entryPoint, path]] : [],
  );

const workerOf = (entry) => Object.keys(WORKERS).find((name) => entry.endsWith(WORKERS[name]));

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

if (process.argv[1] === import.meta.filename) await writeFolder(FOLDER, await graphiqlFiles());
