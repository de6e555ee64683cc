import { type RawBuilder, sql } from 'kysely';

type Sql = RawBuilder<unknown>;

/** Columns that lists are sorted by: the property of a row, the type, and the text of a value in cursors, as SQL. */
export const sortedColumns = {
  created_at: instant('createdAt'),
  called_at: instant('calledAt'),
  name: { property: 'name', type: 'text', text: (value: Sql): Sql => value },
} as const;

function instant<Property extends string>(property: Property) {
  return {
    property,
    type: 'timestamptz',
    text: (value: Sql): Sql => sql`(date_part('epoch',${value})*1000)::bigint`,
  } as const;
}

export type SortedColumn = keyof typeof sortedColumns;
