import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { createServer } from '../../../src/app/server.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';
import { readLog } from '../../support/fixtures/audit-log/entries.ts';
import { makeOrganization } from '../../support/fixtures.ts';
import { type TestServer, testConfig } from '../../support/server.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** A server on a database whose URL has these options for PostgreSQL. */
async function startWith(options: string, now: () => Date): Promise<TestServer> {
  const database = await createEmptyDatabase();
  cleanups.push(database.drop);
  await database.query('CREATE SCHEMA control_plane');
  const url = new URL(database.url);
  url.searchParams.set('options', options);
  const config = testConfig({ ...database, url: url.href });
  const log = pino({ level: 'silent' });
  const server = await createServer(config, { log, clock: { now } });
  cleanups.push(server.close);
  return { ...server, database };
}

const TIME_ZONE = '-c TimeZone=Asia/Kolkata';

test.each([
  ['of another time zone', TIME_ZONE, 'public'],
  ['of another schema than "public"', '-c search_path=control_plane', 'control_plane'],
  ['of both', `-c search_path=control_plane ${TIME_ZONE}`, 'control_plane'],
])('Prisma reads and compares instants right on a database %s', async (_what, options, schema) => {
  const instant = new Date('2026-06-01T12:00:00.123Z');
  const server = await startWith(options, () => instant);
  const organization = await makeOrganization(server);
  const [stored] = await server.database.query(`SELECT created_at FROM ${schema}.audit_entry`);
  expect(stored).toEqual({ created_at: instant });

  const timesOf = async (filter: { from?: string; to?: string }) =>
    (await readLog(server, organization, { filter })).nodes.map(({ createdAt }) => createdAt);
  const created = '2026-06-01T12:00:00.123Z';
  expect(await timesOf({})).toEqual([created]);
  expect(await timesOf({ from: created, to: '2026-06-01T12:00:00.124Z' })).toEqual([created]);
  expect(await timesOf({ to: created })).toEqual([]);
  expect(await timesOf({ from: '2026-06-01T12:00:00.124Z' })).toEqual([]);
});
