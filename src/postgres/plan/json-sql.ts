import { type RawBuilder, sql } from 'kysely';

type Sql = RawBuilder<unknown>;

/** A fragment of JSON text that PostgreSQL concatenates: a literal, or an SQL expression of type text. */
export type Fragment = { readonly literal: string } | { readonly sql: Sql };

export const literal = (text: string): Fragment => ({ literal: text });
export const expression = (text: Sql): Fragment => ({ sql: text });

/** Compiles fragments to one SQL expression. Concatenating text is the cheapest way to build JSON in PostgreSQL. */
export function concatenate(fragments: readonly Fragment[]): Sql {
  const merged: Fragment[] = [];
  for (const fragment of fragments) {
    const last = merged.at(-1);
    if (last && 'literal' in last && 'literal' in fragment)
      merged[merged.length - 1] = literal(last.literal + fragment.literal);
    else merged.push(fragment);
  }
  return sql.join(
    merged.map((fragment) => ('literal' in fragment ? sql.lit(fragment.literal) : fragment.sql)),
    sql`||`,
  );
}

/** Builds a JSON object from its members, each given as the fragments of its value. */
export function objectOf(
  members: readonly (readonly [key: string, value: readonly Fragment[]])[],
): Fragment[] {
  const parts = members.flatMap(([key, value], index) => [
    literal(`${index > 0 ? ',' : ''}"${key}":`),
    ...value,
  ]);
  return [literal('{'), ...parts, literal('}')];
}

/** In place of a row that must exist and does not. JSON text contains no control characters. */
export const MISSING = '\u0001';
/** Before and after a value that is computed from columns once they are read. */
export const COMPUTED = '\u0002';

export const orNull = (text: Sql): Fragment => expression(sql`coalesce(${text},'null')`);
export const orMissing = (text: Sql): Fragment => expression(sql`coalesce(${text},${sql.lit(MISSING)})`);
