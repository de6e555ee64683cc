import { afterAll, beforeAll } from 'vitest';
import type { TestServer } from '../server.ts';

// A trigger that checks a flag, rather than a constraint that is added and dropped: each change of a table makes every
// connection plan its prepared statements of it again.
const CREATE_TRIGGER = `
  CREATE SCHEMA tests;
  CREATE TABLE tests.closed ();
  CREATE FUNCTION tests.refuse_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM tests.closed) THEN
        RAISE check_violation USING CONSTRAINT = 'closed', TABLE = 'audit_entry';
      END IF;
      RETURN NEW;
    END $$;
  CREATE TRIGGER closed BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION tests.refuse_entry();`;

/** For the tests of one file: makes `work` fail at its last step, because no entry can be written to the audit log. */
export function useFailingAuditLog(
  server: TestServer,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  beforeAll(() => server.database.query(CREATE_TRIGGER));
  afterAll(() => server.database.query('DROP TRIGGER closed ON audit_entry; DROP SCHEMA tests CASCADE'));
  return async (work) => {
    await server.database.query('INSERT INTO tests.closed DEFAULT VALUES');
    return await work().finally(() => server.database.query('DELETE FROM tests.closed'));
  };
}
