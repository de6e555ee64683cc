import type pg from 'pg';

type Column = {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly isArray: boolean;
  /** The column of another table that it must be found in. */
  readonly points: string | null;
  readonly firstLabel: string | null;
};

const SELECT_COLUMNS = `
  SELECT relname AS "table", attname AS "column", typname AS type, typcategory = 'A' AS "isArray",
    (SELECT other.relname || '.' || theirs.attname
      FROM pg_constraint link JOIN pg_class other ON other.oid = confrelid
      JOIN unnest(conkey, confkey) AS pair(mine, their) ON mine = pg_attribute.attnum
      JOIN pg_attribute theirs ON theirs.attrelid = confrelid AND theirs.attnum = their
      WHERE conrelid = pg_class.oid AND contype = 'f' AND confrelid <> conrelid LIMIT 1) AS points,
    (SELECT enumlabel FROM pg_enum WHERE enumtypid = pg_type.oid ORDER BY enumsortorder LIMIT 1) AS "firstLabel"
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid JOIN pg_type ON pg_type.oid = atttypid
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0
    AND NOT attisdropped AND relname <> '_prisma_migrations' ORDER BY relname, attnum`;

/** SQL literals of columns, by `table.column` or `column`, where the type does not determine a value. */
export type ColumnValues = Readonly<Record<string, string>>;

function contentOf({ table, column, type, isArray, firstLabel }: Column, special: ColumnValues): string {
  const known = special[`${table}.${column}`] ?? special[column];
  if (known !== undefined) return known;
  if (isArray) return `'{}'`;
  if (firstLabel !== null) return `'${firstLabel}'`;
  if (type === 'bytea') return `'\\x${Buffer.from(`${table}.${column}`).toString('hex')}'`;
  if (type.startsWith('timestamp')) return `'2026-01-02T03:04:05.678Z'`;
  if (type.startsWith('int')) return '7';
  if (type === 'bool') return 'true';
  return type.startsWith('json') ? `'{"of": "${table}"}'` : `'${table}.${column}'`;
}

/** Inserts one row into every table that exists at this level of migrations; rows of linked tables refer to each other. Uses
 *  the catalog of PostgreSQL only, no code of the product. Returns the names of the tables. */
export async function fillTables(pool: pg.Pool, special: ColumnValues): Promise<readonly string[]> {
  const { rows: columns } = await pool.query<Column>(SELECT_COLUMNS);
  const tables = [...new Set(columns.map(({ table }) => table))];
  const values = new Map(columns.map((one) => [`${one.table}.${one.column}`, one]));
  const resolved = (one: Column): string => {
    const target = one.points === null ? undefined : values.get(one.points);
    return target ? resolved(target) : contentOf(one, special);
  };
  // Rows are inserted in no particular order: foreign keys are checked when all exist.
  const inserts = tables.map((table) => {
    const own = columns.filter((one) => one.table === table);
    const names = own.map(({ column }) => `"${column}"`).join(', ');
    return `DELETE FROM "${table}"; INSERT INTO "${table}" (${names}) VALUES (${own.map(resolved).join(', ')});`;
  });
  await pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${inserts.join('\n')} COMMIT`);
  return tables;
}
