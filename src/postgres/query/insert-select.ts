import { type Expression, type Insertable, type RawBuilder, sql } from 'kysely';
import type { DB } from '../generated/database.ts';
import { fragmentBuilder } from './statement.ts';

/** The inserted value of each column. A required column that is missing does not compile. */
export type InsertedValues<Table extends keyof DB> = {
  readonly [Column in keyof Insertable<DB[Table]>]: Expression<
    Exclude<Insertable<DB[Table]>[Column], undefined>
  >;
};

/** Inserts a row for each row of a source. Column list and SELECT list come from one object, so that a value cannot reach
 *  the wrong column. `source` is what follows FROM, with its conditions. */
export function insertSelect<Table extends keyof DB & string>(
  table: Table,
  values: InsertedValues<Table>,
  source: RawBuilder<unknown>,
) {
  const columns = Object.keys(values) as (keyof DB[Table] & string)[];
  const selections = Object.entries<Expression<unknown>>(values).map(
    ([column, value]) => sql`${value} as ${sql.id(column)}`,
  );
  return fragmentBuilder()
    .insertInto(table)
    .columns(columns)
    .expression(sql`select ${sql.join(selections)} from ${source}`);
}
