import { type RawBuilder, sql } from 'kysely';

/** The order of lists without pages, of a table. */
export const oldestFirst = (table: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${table}.created_at`)}, ${sql.ref(`${table}.id`)}`;
