import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { runOn } from './admin.ts';
import { createEmptyDatabase, type TestDatabase } from './test-database.ts';

/** What a role or a database is set to, such as `DateStyle` to `German`. */
export type Settings = Readonly<Record<string, string>>;

export type OwnedDatabase = TestDatabase & {
  /** Changes what new sessions of its role begin with. */
  set(settings: Settings): Promise<void>;
  reset(...names: readonly string[]): Promise<void>;
  /** Ends all sessions of its role. */
  endSessions(): Promise<void>;
};

const settingsOf = (settings: Settings) =>
  Object.entries(settings).map(([name, value]) => [name, `'${value.replaceAll("'", "''")}'`] as const);

/** An empty database that belongs to a role of its own, which is no superuser. Its `query` is not that role's. */
export async function createOwnedDatabase(settings: Settings = {}): Promise<OwnedDatabase> {
  const adminUrl = inject('adminUrl');
  const database = await createEmptyDatabase();
  const role = `role_${randomBytes(8).toString('hex')}`;
  const password = randomBytes(8).toString('hex');
  const [found] = await database.query<{ name: string }>('SELECT current_database() AS name');
  const name = found?.name ?? '';
  await runOn(adminUrl, `CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
  await runOn(adminUrl, `ALTER DATABASE ${name} OWNER TO ${role}`);
  const set = async (changed: Settings) => {
    for (const [setting, value] of settingsOf(changed))
      await runOn(adminUrl, `ALTER ROLE ${role} SET ${setting} = ${value}`);
  };
  await set(settings);
  const url = new URL(database.url);
  url.username = role;
  url.password = password;
  return {
    ...database,
    url: url.href,
    set,
    reset: async (...names) => {
      for (const setting of names) await runOn(adminUrl, `ALTER ROLE ${role} RESET ${setting}`);
    },
    endSessions: async () => {
      await database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`,
      );
    },
    drop: async () => {
      await database.drop();
      await runOn(adminUrl, `DROP ROLE ${role}`);
    },
  };
}
