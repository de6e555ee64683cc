// Bundles the server with its packages, which cuts its startup time to a third. npm run build [OUTDIR]
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';

import { writeFolder } from './write-folder.mjs';

const [outdir = 'dist'] = process.argv.slice(2);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Bailiwick needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
}

const { build } = await import('esbuild').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  fail(
    'Building a checkout needs its development dependencies, which are not installed: run "npm ci --include=dev", or use the npm package or the container image, which are built for production.',
  );
});
// Imported after the check, because they import packages, too.
const [{ graphiqlFiles }, { dashboardFiles }, { packagesOf }] = await Promise.all([
  import('./build-graphiql.mjs'),
  import('./build-dashboard.mjs'),
  import('./built-page.mjs'),
]);

const { outputFiles, metafile } = await build({
  entryPoints: {
    bailiwick: 'src/cli/bailiwick.ts',
    main: 'src/cli/start.ts',
    'main-worker': 'src/cli/worker.ts',
    'recover-organization-key': 'src/cli/recover-organization-key.ts',
    'rotate-encryption-key': 'src/cli/rotate-encryption-key.ts',
    'verify-audit-log': 'src/cli/verify-audit-log.ts',
    backup: 'src/cli/backup.ts',
    restore: 'src/cli/restore.ts',
    migrate: 'src/cli/migrate.ts',
  },
  outdir,
  write: false,
  metafile: true,
  bundle: true,
  // Code that is loaded later goes into separate chunks, to keep startup fast.
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  // V8 keeps the source text in memory: this saves 5 MB. Lines stay short enough for useful stack traces.
  minifyWhitespace: true,
  lineLimit: 160,
  logLevel: 'warning',
  // An optional driver of pg, and compilers for configuration files of the job queue, which are not used here.
  external: ['pg-native', 'typescript', 'ts-node'],
  // Makes graphql omit checks that only detect two copies of it in one process.
  define: { 'process.env.NODE_ENV': '"production"', PAGES_FOLDER: '"./"' },
  // CommonJS packages call `require`, which an ES module does not have.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
});

const pages = { graphiql: await graphiqlFiles(), dashboard: await dashboardFiles() };
const pagePackages = Object.values(pages).flatMap(
  (files) => JSON.parse(files.find(({ name }) => name === 'manifest.json').contents).packages,
);

const unique = (names) => [...new Set(names)].sort();
const externals = Object.values(metafile.outputs).flatMap(({ imports }) =>
  imports.filter(({ external }) => external),
);
const isPackage = ({ path }) => !isBuiltin(path) && !path.startsWith('.');
/** The folders of bundled packages, and the packages that are imported from outside: for the list of licences and the
 *  tests. */
const packages = {
  bundled: unique([...packagesOf(Object.keys(metafile.inputs)), ...pagePackages]),
  external: unique(externals.filter(isPackage).map(({ path }) => path)),
};
const files = outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }));
files.push({ name: 'packages.json', contents: Buffer.from(`${JSON.stringify(packages, null, 2)}\n`) });

for (const [name, built] of Object.entries(pages)) await writeFolder(join(outdir, name), built);
await writeFolder(outdir, files, Object.keys(pages));
