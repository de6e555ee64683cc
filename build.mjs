// Bundles the server and the worker with their packages: they start in a third of the time. npm run build [OUTDIR]
import { build } from 'esbuild';

const [outdir = 'dist'] = process.argv.slice(2);

await build({
  entryPoints: ['src/main.ts', 'src/main-worker.ts'],
  outdir,
  bundle: true,
  // What is loaded later lies apart, so that nobody waits for it at the start.
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  // Loaded at the first visit of GraphiQL, 9 MB; a driver that `pg` tries and does without; compilers for the configuration
  // files of the job queue, which has none here.
  external: ['@graphql-yoga/render-graphiql', 'pg-native', 'typescript', 'ts-node'],
  // graphql leaves out checks that only help those who mix two copies of it.
  define: { 'process.env.NODE_ENV': '"production"' },
  // Packages in CommonJS ask for `require`, which an ES module does not have.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
});
