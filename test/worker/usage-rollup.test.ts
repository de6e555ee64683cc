import { expect, test, vi } from 'vitest';
import { recordCalls, someCall } from '../support/fixtures/tool-call-log.ts';
import { usageRowsOf } from '../support/fixtures/usage.ts';
import { makeWorld } from '../support/fixtures.ts';
import { useServer } from '../support/server.ts';

// Asked without a connection, which would start the worker.
const server = useServer({ ownDatabase: true, transport: 'in-process', env: { BACKGROUND_JOBS: 'on' } });

test('the worker folds what is there when it starts, and what comes later', async () => {
  const { project } = await makeWorld(server);
  await recordCalls(server, project, [someCall()]);
  expect(await usageRowsOf(server, project.id)).toMatchObject({ usage_pending: 1, usage_minute: 0 });
  await server.listen();
  for (const _ of ['first', 'later']) {
    const isFolded = async () => expect((await usageRowsOf(server, project.id)).usage_pending).toBe(0);
    await vi.waitFor(isFolded, { timeout: 15_000, interval: 50 });
    await recordCalls(server, project, [someCall()]);
  }
  const partitions = await server.database.query(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'usage_minute'::regclass`,
  );
  // That of this month, and that of the next.
  expect(partitions).toHaveLength(2);
});
