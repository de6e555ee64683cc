import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would read the ESM build of graphql, and every package beside ours reads the CommonJS one: two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Loading the server costs more than most files run: those of one worker share it, and there are few workers.
    isolate: false,
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: { name: 'check', include: ['test/{architecture,domain,lib}/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          // One project, because each has workers of its own.
          name: 'server',
          include: ['test/{api,data,process,readme}/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts', 'test/support/bundle.ts'],
        },
      },
    ],
  },
});
