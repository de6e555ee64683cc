import { type RawBuilder, sql } from 'kysely';

/** A row of a query, with the names of the columns that are read of it. */
export type Row = { readonly alias: string; readonly names: Set<string> };

/** The alias of a row contains its depth, which makes it unique among the enclosing rows. */
export const rowAt = (depth: number): Row => ({ alias: `r${depth}`, names: new Set() });

/** Reads a column of a row by its name. */
export function column({ alias, names }: Row, name: string): RawBuilder<unknown> {
  names.add(name);
  return sql.ref(`${alias}.${name}`);
}
