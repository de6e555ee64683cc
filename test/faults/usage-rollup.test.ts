import { expect, test } from 'vitest';
import { run } from '../support/client.ts';
import type { TestDatabase } from '../support/database/test-database.ts';
import { ENCRYPTION_KEY } from '../support/encryption-key.ts';
import { usageTables } from '../support/fixtures/usage.ts';
import { ProjectUsageBreakdown, ProjectUsageSummary } from '../support/operations/usage.ts';
import { startOnDatabase } from '../support/process/in-flight-write.ts';
import { useProcesses } from '../support/process/processes.ts';

const processes = useProcesses();
const ROUNDS = 4;
const SOON = { timeout: 20_000, interval: 5 };

/** Four steps of a fold, of 40 hours, in part alike: PostgreSQL ends a step when who began it is gone. */
const COUNTED = 18_000;
const USERS = 200;
const count = (database: TestDatabase) =>
  database.query(`
    INSERT INTO usage_pending (organization_id, project_id, entity, minute, tool_slug, toolkit_slug, connected_account_id,
      user_id, session_id, api_key_id, count, error_count, duration_ms)
    SELECT organization_id, id, 'TOOL_CALL', date_trunc('minute', now() - interval '61 min' * (i % 40)), 'tool_' || i % 7, 'kit', '',
      'user-' || i % ${USERS}, 'ses_' || i % 50, '', 1, (i % 3 = 0)::int, 10
    FROM generate_series(1, ${COUNTED}) AS i, project LIMIT ${COUNTED}`);

const sumsOf = (table: string) => `
  SELECT '${table}' AS name, cut::text, sum(count)::int AS count, sum(error_count)::int AS errors, sum(duration_ms)::int AS ms
  FROM ${table} GROUP BY cut`;

const ALL = { count: COUNTED, errors: COUNTED / 3, ms: 10 * COUNTED };

test(`kill -9 during the usage roll-up, ${ROUNDS} times: every sum is exact at any time, and in every table at the end`, async () => {
  const { database, endpoint, credentials } = await startOnDatabase(processes, { BACKGROUND_JOBS: 'off' });
  await count(database);
  const environment = { DATABASE_URL: database.url, ENCRYPTION_KEY };
  const pending = async () => {
    const [row] = await database.query<{ count: number }>(`SELECT count(*)::int FROM usage_pending`);
    return row?.count ?? 0;
  };
  const folding = () =>
    database.query(`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND query LIKE '%delete from usage_pending%' AND pid <> pg_backend_pid()`);
  const left: number[] = [];
  const expectExactSums = async () => {
    const range = { from: new Date(Date.now() - 3 * 86_400_000).toISOString() };
    const [{ project: one }, { project: other }] = await Promise.all([
      run(endpoint, ProjectUsageSummary, range, credentials),
      run(
        endpoint,
        ProjectUsageBreakdown,
        { ...range, entityType: 'TOOL_CALL', groupBy: 'USER', first: 100 },
        credentials,
      ),
    ]);
    expect(one.usage.summary.entities[0]).toMatchObject({
      total: ALL.count,
      errorCount: ALL.errors,
      durationMs: ALL.ms,
    });
    expect(other.usage.breakdown).toMatchObject({ total: COUNTED, groupCount: USERS });
    for (const { total } of other.usage.breakdown.groups) expect(total).toBe(COUNTED / USERS);
  };

  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await pending();
    const worker = processes.launchWorker(environment);
    // In the first step or in one after it.
    if (round % 2 === 1) await expect.poll(pending, SOON).toBeLessThan(before);
    await expect.poll(folding, SOON).toHaveLength(1);
    worker.kill('SIGKILL');
    await worker.exited;
    await expectExactSums();
    // PostgreSQL sees that nobody is there who would commit.
    await expect.poll(folding, SOON).toHaveLength(0);
    left.push(await pending());
  }
  expect(left.at(-1), 'there was something to fold each time').toBeGreaterThan(0);

  processes.launchWorker(environment);
  await expect.poll(pending, SOON).toBe(0);
  await expectExactSums();
  const sums = await database.query(usageTables.map(sumsOf).join(' UNION ALL '));
  expect(sums.length).toBeGreaterThanOrEqual(5 * 5);
  for (const row of sums) expect(row).toMatchObject(ALL);
});
