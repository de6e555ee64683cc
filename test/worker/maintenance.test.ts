import { beforeAll, describe, expect, test, vi } from 'vitest';
import { run, send } from '../support/client.ts';
import { withKey } from '../support/fixtures/idempotency.ts';
import { makeProject, makeWorld, type World } from '../support/fixtures.ts';
import { SetRateLimit } from '../support/operations/rate-limit.ts';
import { CreateSession } from '../support/operations/session.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { useServer } from '../support/server.ts';

// Only `listen` starts the background jobs, so that all rows exist before.
const server = useServer({
  ownDatabase: true,
  transport: 'in-process',
  env: { BACKGROUND_JOBS: 'on', RATE_LIMIT_STORE: 'postgres' },
});

let world: World;

async function setRateLimits({ organization, project }: World): Promise<void> {
  const setLimit = (input: { projectId: string } | { apiKeyId: string }, perMinute: number | null) =>
    run(server, SetRateLimit, { input: { ...input, perMinute } }, organization.credentials);
  const deleted = await makeProject(server, organization);
  const { viewer } = await run(server, Viewer, {}, project.credentials);
  await setLimit({ projectId: project.id }, 100);
  await setLimit({ projectId: deleted.id }, 100);
  await setLimit({ apiKeyId: viewer.apiKey.id }, 100);
  await setLimit({ apiKeyId: viewer.apiKey.id }, null);
  await server.database.query(`
    DELETE FROM project WHERE id = '${deleted.id}';
    UPDATE rate_limit SET updated_at = updated_at - interval '2 hours'`);
}

const createSessionIdempotently = ({ project: { credentials } }: World) =>
  send(
    server,
    CreateSession,
    { input: { userId: 'jane', toolkitSlugs: ['github'] } },
    { ...credentials, ...withKey() },
  );

beforeAll(async () => {
  world = await makeWorld(server);
  await setRateLimits(world);
  await createSessionIdempotently(world);
  await server.database.query(`
    UPDATE idempotency_key SET created_at = created_at - interval '25 hours';
    INSERT INTO rate_count VALUES ('ended long ago', 1, now() - interval '11 minutes')`);
  await createSessionIdempotently(world);
  await server.listen();
});

const valuesOf = async (table: string, column: string): Promise<readonly unknown[]> => {
  const rows = await server.database.query<{ value: unknown }>(
    `SELECT ${column} AS value FROM ${table} ORDER BY 1`,
  );
  return rows.map(({ value }) => value);
};

const PURGE_MAX_MS = 20_000;
const untilPurged = (check: () => Promise<void>) => vi.waitFor(check, { timeout: PURGE_MAX_MS });

describe('background maintenance', () => {
  test('purges idempotency keys after 24 hours and keeps younger ones', () =>
    untilPurged(async () => expect(await valuesOf('idempotency_key', 'status')).toEqual([200])));

  test('purges rate limits without a value and of deleted projects and keeps the others', () =>
    untilPurged(async () => expect(await valuesOf('rate_limit', 'subject_id')).toEqual([world.project.id])));

  test('purges rate limit windows that ended and keeps open ones', () =>
    untilPurged(async () => {
      const keys = await valuesOf('rate_count', 'key');
      expect(keys).not.toContain('ended long ago');
      expect(keys).toContain(`bailiwick:management:${world.organization.id}`);
    }));
});
