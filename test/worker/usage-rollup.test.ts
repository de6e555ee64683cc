import { beforeAll, describe, expect, test, vi } from 'vitest';
import { recordCalls, someCall } from '../support/fixtures/tool-call-log.ts';
import { usageRowsOf } from '../support/fixtures/usage.ts';
import { makeWorld, type ProjectWorld } from '../support/fixtures.ts';
import { useServer } from '../support/server.ts';

// Only `listen` starts the background jobs, so that pending usage exists before.
const server = useServer({ ownDatabase: true, transport: 'in-process', env: { BACKGROUND_JOBS: 'on' } });

let project: ProjectWorld;

beforeAll(async () => {
  ({ project } = await makeWorld(server));
  await recordCalls(server, project, [someCall()]);
  expect(await usageRowsOf(server, project.id)).toMatchObject({ usage_pending: 1, usage_minute: 0 });
  await server.listen();
});

const untilRolledUp = () =>
  vi.waitFor(async () => expect((await usageRowsOf(server, project.id)).usage_pending).toBe(0), {
    timeout: 15_000,
    interval: 50,
  });

describe('background roll-up of usage', () => {
  test('rolls up what was pending before the start', async () => {
    await untilRolledUp();
    expect((await usageRowsOf(server, project.id)).usage_minute).toBeGreaterThan(0);
  });

  test('rolls up calls that are recorded while it runs', async () => {
    await recordCalls(server, project, [someCall()]);
    await untilRolledUp();
  });

  test('creates the partitions of this month and the next one', async () => {
    await untilRolledUp();
    const partitions = await server.database.query(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'usage_minute'::regclass`,
    );
    expect(partitions).toHaveLength(2);
  });
});
