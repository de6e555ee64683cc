import { defineConfig } from 'vitest/config';

/** A PostgreSQL of the tests' own. */
const POSTGRES = 'test/support/global-setup.ts';
/** What `npm start` would run. */
const BUNDLE = 'test/support/bundle.ts';
/** Checks the statements of each test file. */
const TENANT_RULE = 'test/support/tenancy/setup.ts';
/** What a server that runs from its sources shows to browsers. */
const GRAPHIQL = 'test/support/graphiql.ts';
const DASHBOARD = 'test/support/dashboard/build.ts';

export default defineConfig({
  // Vite would read the ESM build of graphql, and every package beside ours reads the CommonJS one: two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Loading the server costs more than most files run: those of one worker share it, and there are few workers.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'check',
          include: ['test/{architecture,lib}/**/*.test.ts'],
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['test/{api,readme}/**/*.test.ts'],
          globalSetup: [POSTGRES, GRAPHIQL, DASHBOARD],
          setupFiles: [TENANT_RULE],
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          // The server as a process, and its database as a whole.
          name: 'system',
          include: ['test/{process,postgres,worker}/**/*.test.ts'],
          globalSetup: [POSTGRES, BUNDLE],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          // What takes long: processes that are killed, disks that are full, attacks in their thousands. One after the other,
          // as each wants the machine for itself.
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: [POSTGRES, BUNDLE],
          testTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          // The dashboard in a browser.
          name: 'dashboard',
          include: ['test/dashboard/**/*.test.ts'],
          globalSetup: [POSTGRES, DASHBOARD, BUNDLE],
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          // Projects of typed clients with packages of their own, which it installs.
          name: 'consumers',
          include: ['test/consumers/*.test.ts'],
          globalSetup: [POSTGRES, BUNDLE],
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
