import type { Database } from './database.ts';
import type { Statement } from './query/statement.ts';

/** In a table of which nothing is kept for long: the next one to look does not wait for it to be written to the disk. */
const probe: Statement<object, never> = {
  name: 'write_probe',
  text: `INSERT INTO rate_count (key, points, ends_at) VALUES ('readiness', 0, now())
    ON CONFLICT (key) DO UPDATE SET ends_at = excluded.ends_at`,
  values: () => [],
};

/** Changes a row that has no meaning. Rejects where the database takes no changes: it is a standby, for example, or the rights of
 *  the role are gone. */
export async function probeWrite(db: Database): Promise<void> {
  await db.write(probe, {});
}
