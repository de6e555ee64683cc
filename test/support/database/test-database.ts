import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { runOn, TEMPLATE_DATABASE, urlOf } from './admin.ts';

export type TestDatabase = {
  readonly url: string;
  /** Runs one statement, behind the server's back. */
  query<Row extends Record<string, unknown>>(sql: string | pg.QueryConfig): Promise<Row[]>;
  drop(): Promise<void>;
};

/** A database with nothing in it, on the PostgreSQL of the tests. */
export async function createEmptyDatabase({ encoding = 'UTF8' } = {}): Promise<TestDatabase> {
  return createDatabaseFrom('template0', `ENCODING '${encoding}' LOCALE 'C'`);
}

/** A database with all migrations applied and no rows. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabaseFrom(TEMPLATE_DATABASE);
}

let shared: Promise<TestDatabase> | undefined;

/** The one database of all test files of this worker, one after the other: a new one takes longer than most of them. It
 *  goes when all tests are done. */
export function sharedTestDatabase(): Promise<TestDatabase> {
  shared ??= createTestDatabase();
  return shared;
}

async function createDatabaseFrom(template: string, options = ''): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `bailiwick_test_${randomBytes(8).toString('hex')}`;
  await runOn(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY ${options}`);
  const url = urlOf(adminUrl, name);
  const pool = new pg.Pool({ connectionString: url, idleTimeoutMillis: 0 });
  // Some tests cut connections, and those of their own with them: the pool makes new ones.
  pool.on('error', () => {});
  return {
    url,
    query: async <Row extends Record<string, unknown>>(sql: string | pg.QueryConfig) =>
      (await pool.query<Row>(sql)).rows,
    drop: async () => {
      await pool.end();
      await runOn(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
