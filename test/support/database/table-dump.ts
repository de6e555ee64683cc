import pg from 'pg';

/** Everything that a database holds: the rows of each table as text, where each sequence stands, and the partitions. */
export type Contents = Readonly<Record<string, readonly string[]>>;

const SELECT_TABLES = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`;

const SELECT_SEQUENCES = `
  SELECT concat_ws(' ', sequencename, last_value) AS row FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`;

const SELECT_PARTITIONS = `
  SELECT concat_ws(' ', inhparent::regclass, inhrelid::regclass, pg_get_expr(relpartbound, inhrelid)) AS row
  FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`;

/** Read behind everybody's back, in one form wherever the database lies. */
export async function everyRow(url: string): Promise<Contents> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET TIME ZONE 'UTC'; SET datestyle = 'ISO'`);
    const select = async (sql: string) =>
      (await client.query<{ row: string }>(sql)).rows.map(({ row }) => row);
    const contents: Record<string, readonly string[]> = {};
    for (const { name } of (await client.query<{ name: string }>(SELECT_TABLES)).rows) {
      contents[name] = await select(`SELECT stored::text AS row FROM "${name}" stored ORDER BY 1`);
    }
    contents['(sequences)'] = await select(SELECT_SEQUENCES);
    contents['(partitions)'] = await select(SELECT_PARTITIONS);
    return contents;
  } finally {
    await client.end();
  }
}

/** The tables in which there is no row. */
export const emptyTables = (contents: Contents): readonly string[] =>
  Object.entries(contents).flatMap(([name, rows]) => (rows.length === 0 ? [name] : []));
