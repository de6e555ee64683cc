import { afterAll, beforeAll } from 'vitest';
import type { TestServer } from '../server.ts';

// A trigger that looks whether the log is closed, rather than a constraint that comes and goes: each change of a table has every
// connection plan all that it knows of it once more.
const CLOSABLE = `
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

/** For the tests of one file: has `work` fail at the end of what it does, as no entry can be written to the audit log. */
export function useClosedLog(server: TestServer): <Result>(work: () => Promise<Result>) => Promise<Result> {
  beforeAll(() => server.database.query(CLOSABLE));
  afterAll(() => server.database.query('DROP TRIGGER closed ON audit_entry; DROP SCHEMA tests CASCADE'));
  return async (work) => {
    await server.database.query('INSERT INTO tests.closed DEFAULT VALUES');
    return await work().finally(() => server.database.query('DELETE FROM tests.closed'));
  };
}
