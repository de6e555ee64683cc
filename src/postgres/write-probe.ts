import type { Database } from './database.ts';
import type { Statement } from './query/statement.ts';

/** Uses an unlogged table, so that the probe does not wait for the disk. */
const probe: Statement<object, never> = {
  name: 'write_probe',
  text: `INSERT INTO rate_count (key, points, ends_at) VALUES ('readiness', 0, now())
    ON CONFLICT (key) DO UPDATE SET ends_at = excluded.ends_at`,
  execution: 'dedicated',
  values: () => [],
};

/** Updates a row without meaning. Rejects when the database is read-only, such as a standby, or the role lacks
 *  privileges. */
export async function probeWrite(db: Database): Promise<void> {
  await db.write(probe, {});
}
