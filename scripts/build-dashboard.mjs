// Bundles the dashboard for browsers: node scripts/build-dashboard.mjs writes dist/dashboard, which a server that runs from
// its sources serves. File names are hashed, each file is compressed twice. An up-to-date folder is left unchanged.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { compress, existingFiles, hashOf, manifestFile, packagesOf, ROOT } from './built-page.mjs';
import { writeFolder } from './write-folder.mjs';

const SOURCES = join(ROOT, 'src/dashboard');
const FOLDER = join(ROOT, 'dist/dashboard');
const INPUTS = [
  'package-lock.json',
  'src/dashboard',
  'scripts/build-dashboard.mjs',
  'scripts/built-page.mjs',
];

/** Browsers of 2024: `light-dark()` and CSS nesting are used as they are. */
const TARGETS = ['chrome123', 'edge123', 'firefox121', 'safari17.5'];

/** Returns the files of the dashboard, each with its name and contents: existing ones if up to date, or new ones. The
 *  manifest lists the hash of their sources, the packages that they include, and which chunks each chunk imports. */
export async function dashboardFiles() {
  const source = await hashOf(INPUTS);
  return (await existingFiles(FOLDER, source)) ?? (await buildFiles(source));
}

async function buildFiles(source) {
  const { output } = await bundle();
  const chunks = output.filter(({ type }) => type === 'chunk');
  const files = output.map((file) => ({
    name: basename(file.fileName),
    contents: Buffer.from(file.type === 'chunk' ? file.code : file.source),
  }));
  const entry = (name) => chunks.find((chunk) => chunk.isEntry && chunk.name === name);
  const main = entry('main');
  const icons = await Promise.all(['icon-light', 'icon-dark'].map(iconFile));
  const template = await readFile(join(SOURCES, 'page.html'), 'utf8');
  const parts = {
    build: source.slice(0, 16),
    theme: assetOf(entry('theme').fileName),
    style: assetOf(output.find(({ fileName }) => fileName.endsWith('.css')).fileName),
    script: assetOf(main.fileName),
    'icon-light': `{{base}}/assets/${icons[0].name}`,
    'icon-dark': `{{base}}/assets/${icons[1].name}`,
    preloads: main.imports.map((name) => `<link rel="modulepreload" href="${assetOf(name)}">`).join('\n    '),
  };
  const all = [...files, ...icons];
  return [
    ...(await compress(all)),
    manifestFile({
      source,
      page: template.replace(/\{\{(?!base)([\w-]+)\}\}/g, (_, part) => parts[part]),
      assets: all.map(({ name }) => name).sort(),
      entry: basename(main.fileName),
      chunks: Object.fromEntries(
        chunks.map((chunk) => [
          basename(chunk.fileName),
          { page: pageOf(chunk), imports: chunk.imports.map((name) => basename(name)) },
        ]),
      ),
      packages: packagesOf([
        ...chunks.flatMap((chunk) => Object.keys(chunk.modules).map((path) => relative(ROOT, path))),
        // The style sheet has the rules that it resets.
        'node_modules/tailwindcss',
      ]).sort(),
    }),
  ];
}

async function iconFile(name) {
  const contents = await readFile(join(SOURCES, `${name}.svg`));
  return { name: `${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 8)}.svg`, contents };
}

/** Returns the source of the page that a chunk was made for. Null: none. */
const pageOf = ({ isDynamicEntry, facadeModuleId }) =>
  isDynamicEntry && facadeModuleId ? relative(SOURCES, facadeModuleId) : null;

const assetOf = (fileName) => `{{base}}/assets/${basename(fileName)}`;

async function bundle() {
  // Tests build it, too, and set another one, with which React is the one for development.
  process.env.NODE_ENV = 'production';
  // Imported late: an up-to-date folder does not need them.
  const [{ build }, { default: react }, { default: tailwind }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
    import('@tailwindcss/vite'),
  ]);
  return build({
    configFile: false,
    root: SOURCES,
    // Chunks find each other relative to themselves, so that the server can be below any path.
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [react(), tailwind()],
    build: {
      write: false,
      target: TARGETS,
      cssTarget: TARGETS,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rollupOptions: {
        input: { main: join(SOURCES, 'main.tsx'), theme: join(SOURCES, 'theme.ts') },
        output: {
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: '[name]-[hash].js',
          assetFileNames: '[name]-[hash][extname]',
          // The first page loads the components that most pages use, and further ones load little more than their own code.
          codeSplitting: {
            groups: [
              {
                name: 'components',
                test: /node_modules[\\/](@base-ui|@floating-ui)[\\/]|dashboard[\\/](ui|graphql|lib)[\\/]/,
              },
            ],
          },
        },
      },
    },
  });
}

if (process.argv[1] === import.meta.filename) await writeFolder(FOLDER, await dashboardFiles());
