import pg from 'pg';

/** All contents of a database: the rows of each table as text, the position of each sequence, and the partitions. */
export type TableDump = Readonly<Record<string, readonly string[]>>;

const SELECT_TABLES = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`;

const SELECT_SEQUENCES = `
  SELECT concat_ws(' ', sequencename, last_value) AS row FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`;

const SELECT_PARTITIONS = `
  SELECT concat_ws(' ', inhparent::regclass, inhrelid::regclass, pg_get_expr(relpartbound, inhrelid)) AS row
  FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`;

/** Reads the database directly, in a form that does not depend on the settings of its server. */
export async function dumpTables(url: string): Promise<TableDump> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET TIME ZONE 'UTC'; SET datestyle = 'ISO'`);
    const select = async (sql: string) =>
      (await client.query<{ row: string }>(sql)).rows.map(({ row }) => row);
    const dump: Record<string, readonly string[]> = {};
    for (const { name } of (await client.query<{ name: string }>(SELECT_TABLES)).rows) {
      dump[name] = await select(`SELECT stored::text AS row FROM "${name}" stored ORDER BY 1`);
    }
    dump['(sequences)'] = await select(SELECT_SEQUENCES);
    dump['(partitions)'] = await select(SELECT_PARTITIONS);
    return dump;
  } finally {
    await client.end();
  }
}

/** The names of the tables without rows. */
export const emptyTables = (dump: TableDump): readonly string[] =>
  Object.entries(dump).flatMap(([name, rows]) => (rows.length === 0 ? [name] : []));
