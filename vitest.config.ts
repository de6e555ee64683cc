import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would read the ESM build of graphql, and every package beside ours reads the CommonJS one: two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Many tests wait for processes: one worker more than the two cores of a small machine.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: { name: 'check', include: ['test/{architecture,domain,lib}/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['test/{api,data,process,readme}/**/*.test.ts'],
          globalSetup: 'test/support/global-setup.ts',
          // Loading the server costs more than most files run: those of one worker share it.
          isolate: false,
        },
      },
      {
        extends: true,
        // The same tests of the API again, over real connections: what the lane answers must be what the API answers.
        test: {
          name: 'network',
          include: ['test/api/**/*.test.ts'],
          // They ask in both ways by themselves.
          exclude: ['test/api/lane*.test.ts'],
          globalSetup: 'test/support/global-setup.ts',
          env: { TRANSPORT: 'network' },
          isolate: false,
        },
      },
    ],
  },
});
