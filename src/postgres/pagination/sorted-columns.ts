import type { RawBuilder } from 'kysely';
import { epochMs } from '../instant.ts';

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
    text: epochMs,
  } as const;
}

export type SortedColumn = keyof typeof sortedColumns;
