import type { TestServer } from '../server.ts';

export type OwnedRow = {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
  /** The transaction that wrote the row last. */
  readonly version: string;
};

type Column = { readonly table: string; readonly column: string; readonly type: string };

/** Read once for each database: a test with a database of its own may have tables of its own. */
const columnsByDatabase = new Map<string, Promise<readonly Column[]>>();

function columnsOf({ database }: TestServer): Promise<readonly Column[]> {
  const columns = columnsByDatabase.get(database.url) ?? database.query<Column>(SELECT_COLUMNS);
  columnsByDatabase.set(database.url, columns);
  return columns;
}

const SELECT_COLUMNS = `
  SELECT relname AS "table", attname AS "column", atttypid::regtype::text AS "type"
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0 AND NOT attisdropped
  ORDER BY relname, attnum`;

/** Written by the process at any moment, not by the requests of a test. */
const WRITTEN_BY_WORKERS = ['audit_seal', 'audit_chain', 'secret_use'];

/** Every row that belongs to an organization, by table. Equal before and after: nothing of it was changed. */
export async function rowsOf(server: TestServer, organizationId: string): Promise<OwnedRow[]> {
  const columns = (await columnsOf(server)).filter(({ column }) => column === 'organization_id');
  const owned = columns.filter(({ table }) => !WRITTEN_BY_WORKERS.includes(table));
  const select = (table: string, column: string) =>
    `SELECT '${table}' AS "table", to_jsonb(t) AS row, t.xmin::text AS version FROM "${table}" t WHERE ${column} = $1`;
  const selects = [select('organization', 'id'), ...owned.map(({ table, column }) => select(table, column))];
  const union = `SELECT * FROM (${selects.join(' UNION ALL ')}) AS owned ORDER BY "table", row ->> 'id', row::text`;
  // Prepared: to plan it takes longer than to run it.
  return server.database.query<OwnedRow>({
    name: 'rows of an organization',
    text: union,
    values: [organizationId],
  });
}

/** The columns, of all tables, in which some row contains `text`: as text, inside JSON, or as bytes. */
export async function columnsContaining(
  server: TestServer,
  text: string | Buffer,
): Promise<readonly string[]> {
  const selects = (await columnsOf(server)).map(({ table, column, type }) => {
    const bytes = `'\\x${Buffer.from(text).toString('hex')}'::bytea`;
    const inBytes = type === 'bytea' ? `"${column}"` : `convert_to("${column}"::text, 'UTF8')`;
    return `SELECT '${table}.${column}' AS place WHERE EXISTS (
      SELECT FROM "${table}" WHERE position(${bytes} in ${inBytes}) > 0)`;
  });
  const places = await server.database.query<{ place: string }>(selects.join(' UNION ALL '));
  return places.map(({ place }) => place);
}

/** The same without what was only tried: a refusal leaves an entry, and nothing else. */
export async function rowsWithoutDenials(server: TestServer, organizationId: string): Promise<OwnedRow[]> {
  const rows = await rowsOf(server, organizationId);
  return rows.filter(({ table, row }) => table !== 'audit_entry' || row.result !== 'DENIED');
}

/** All that the database holds, as text. */
export async function allRows(server: TestServer): Promise<string> {
  const tables = new Set((await columnsOf(server)).map(({ table }) => table));
  const selects = [...tables].map((table) => `SELECT to_jsonb(t)::text AS row FROM "${table}" t`);
  const rows = await server.database.query<{ row: string }>(selects.join(' UNION ALL '));
  return rows.map(({ row }) => row).join('\n');
}
