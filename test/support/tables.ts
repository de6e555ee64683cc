import type { TestServer } from './server.ts';

type OwnedRow = { readonly table: string; readonly row: Readonly<Record<string, unknown>> };

type Column = { readonly table: string; readonly column: string; readonly type: string };

const SELECT_COLUMNS = `
  SELECT c.table_name AS "table", c.column_name AS "column", c.data_type AS "type"
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
  ORDER BY c.table_name, c.ordinal_position`;

/** Every row that belongs to an organization, by table. Equal before and after: nothing of it was changed. */
export async function rowsOf({ database }: TestServer, organizationId: string): Promise<OwnedRow[]> {
  const columns = await database.query<Column>(SELECT_COLUMNS);
  const owned = columns.filter(({ column }) => column === 'organization_id');
  const selects = [
    `SELECT 'organization' AS "table", to_jsonb(t) AS row FROM organization t WHERE id = '${organizationId}'`,
    ...owned.map(
      ({ table }) =>
        `SELECT '${table}', to_jsonb(t) FROM "${table}" t WHERE organization_id = '${organizationId}'`,
    ),
  ];
  const union = `SELECT * FROM (${selects.join(' UNION ALL ')}) AS owned ORDER BY "table", row ->> 'id'`;
  return database.query<OwnedRow>(union);
}

/** The columns, of all tables, in which some row contains `text`: as text, inside JSON, or as bytes. */
export async function placesOf({ database }: TestServer, text: string | Buffer): Promise<readonly string[]> {
  const columns = await database.query<Column>(SELECT_COLUMNS);
  const selects = columns.map(({ table, column, type }) => {
    const bytes = `'\\x${Buffer.from(text).toString('hex')}'::bytea`;
    const inBytes = type === 'bytea' ? `"${column}"` : `convert_to("${column}"::text, 'UTF8')`;
    return `SELECT '${table}.${column}' AS place WHERE EXISTS (
      SELECT FROM "${table}" WHERE position(${bytes} in ${inBytes}) > 0)`;
  });
  const places = await database.query<{ place: string }>(selects.join(' UNION ALL '));
  return places.map(({ place }) => place);
}
