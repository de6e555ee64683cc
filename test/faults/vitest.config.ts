import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What takes longer than `npm test` should: processes that are killed, disks that are full, attacks in their thousands. One
 *  after the other, as each wants the machine for itself. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    name: 'faults',
    include: ['test/faults/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts', 'test/support/bundle.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    isolate: false,
    maxWorkers: 1,
  },
});
