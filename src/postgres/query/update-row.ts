import { type Selection, sql, type UpdateType } from 'kysely';
import type { DatabaseTransaction } from '../database.ts';
import type { DB } from '../generated/database.ts';

type TableName = keyof DB & string;

/** A column as a read selects it: `table.column`, or `table.column as property`. */
type SelectedColumn<Table extends TableName> =
  | `${Table}.${keyof DB[Table] & string}`
  | `${Table}.${keyof DB[Table] & string} as ${string}`;

type ColumnOf<Selected> = Selected extends `${string}.${infer Column} as ${string}`
  ? Column
  : Selected extends `${string}.${infer Column}`
    ? Column
    : never;

type PropertyOf<Selected> = Selected extends `${string} as ${infer Property}` ? Property : ColumnOf<Selected>;

type ValueOf<Table extends TableName, Column> = Column extends keyof DB[Table]
  ? UpdateType<DB[Table][Column]>
  : never;

/** New values by the properties of a row. Undefined: unchanged. */
type RowChanges<Table extends TableName, Selected extends string> = {
  readonly [Column in Selected as PropertyOf<Column>]?: ValueOf<Table, ColumnOf<Column>> | undefined;
};

/** Defines the update of one row, which was read with the same columns: it sets the changed properties, at least one, and
 *  returns the row. `key` names the properties of its primary key, `writeOnly` columns that are never read back. */
export function defineUpdate<
  Table extends TableName,
  const Columns extends readonly SelectedColumn<Table>[],
  const WriteOnly extends readonly SelectedColumn<Table>[] = [],
>(table: Table, columns: Columns, key: readonly PropertyOf<Columns[number]>[], writeOnly?: WriteOnly) {
  type Row = Selection<DB, Table, Columns[number]>;
  const selected = [...columns, ...(writeOnly ?? [])].map(partsOf);
  const columnOf = new Map(selected.map(({ column, property }) => [property, column]));
  const assignment = ([property, value]: [string, unknown]) => {
    const column = columnOf.get(property);
    if (column === undefined) throw new Error(`${table} has no property ${property}.`);
    return sql`${sql.id(column)} = ${value}`;
  };
  const returned = columns.map(partsOf).map(({ column, property }) => {
    const reference = sql.id(table, column);
    return property === column ? reference : sql`${reference} as ${sql.id(property)}`;
  });
  return async (
    tx: DatabaseTransaction,
    before: Row,
    changes: RowChanges<Table, Columns[number] | WriteOnly[number]>,
  ): Promise<Row> => {
    const values = new Map<string, unknown>(Object.entries(before));
    const present = Object.entries<unknown>(changes).filter(([, value]) => value !== undefined);
    const isSame = key.map((property) => assignment([property, values.get(property)]));
    const { rows } = await sql<Row>`
      update ${sql.table(table)} set ${sql.join(present.map(assignment))}
      where ${sql.join(isSame, sql` and `)} returning ${sql.join(returned)}`.execute(tx);
    const [row] = rows;
    if (!row) throw new Error(`A locked row of ${table} is gone.`);
    return row;
  };
}

function partsOf(selected: string) {
  const [name = '', property] = selected.split(' as ');
  const column = name.slice(name.indexOf('.') + 1);
  return { column, property: property ?? column };
}
