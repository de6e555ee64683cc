import { expect, test, vi } from 'vitest';
import { run, send } from '../support/client.ts';
import { withKey } from '../support/fixtures/idempotency.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../support/fixtures.ts';
import { Viewer } from '../support/operations/foundation.ts';
import { SetRateLimit } from '../support/operations/rate-limit.ts';
import { CreateSession } from '../support/operations/session.ts';
import { useServer } from '../support/server.ts';

// Asked without a connection, which would start the worker.
const server = useServer({
  ownDatabase: true,
  transport: 'in-process',
  env: { BACKGROUND_JOBS: 'on', RATE_LIMIT_STORE: 'postgres' },
});

test('the worker forgets windows that ended, limits of nothing, and mutations of yesterday', async () => {
  const { organization, project } = await makeWorld(server);
  const gone = await makeProject(server, organization);
  const limit = (projectId: string, perMinute: number | null) =>
    run(server, SetRateLimit, { input: { projectId, perMinute } }, organization.credentials);
  const { viewer } = await run(server, Viewer, {}, project.credentials);
  await limit(project.id, 100);
  await limit(gone.id, 100);
  await run(
    server,
    SetRateLimit,
    { input: { apiKeyId: viewer.apiKey.id, perMinute: 100 } },
    organization.credentials,
  );
  await run(
    server,
    SetRateLimit,
    { input: { apiKeyId: viewer.apiKey.id, perMinute: null } },
    organization.credentials,
  );
  await server.database.query(`DELETE FROM project WHERE id = '${gone.id}'`);
  const once = ({ credentials }: ProjectWorld) =>
    send(
      server,
      CreateSession,
      { input: { userId: 'jane', toolkitSlugs: ['github'] } },
      { ...credentials, ...withKey() },
    );
  await once(project);
  await server.database.query(`
    UPDATE rate_limit SET updated_at = updated_at - interval '2 hours';
    UPDATE idempotency_key SET created_at = created_at - interval '25 hours';
    INSERT INTO rate_count VALUES ('ended long ago', 1, now() - interval '11 minutes')`);
  await once(project);
  await server.listen();
  const rows = (table: string, column: string) =>
    server.database.query(`SELECT ${column} AS found FROM ${table} ORDER BY 1`);
  await vi.waitFor(async () => expect(await rows('idempotency_key', 'status')).toEqual([{ found: 200 }]), {
    timeout: 20_000,
  });
  expect(await rows('rate_limit', 'subject_id')).toEqual([{ found: project.id }]);
  expect(await rows('rate_count', 'key')).not.toContainEqual({ found: 'ended long ago' });
  expect(await rows('rate_count', 'key')).toContainEqual({
    found: `bailiwick:management:${organization.id}`,
  });
});
