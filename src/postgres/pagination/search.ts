import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';

/** Whether a text occurs in one of some columns, case-insensitively. Scans the rows of the owner: no index serves a substring. */
export function containsText(columns: readonly string[], text: RawBuilder<string>): Expression<SqlBool> {
  const within = columns.map((column) => sql`strpos(lower(${sql.ref(column)}), lower(${text})) > 0`);
  return sql<SqlBool>`(${sql.join(within, sql` or `)})`;
}
