/** A piece of JSON text that PostgreSQL puts together: known words, or an SQL expression of type text. A null anywhere
 *  makes the whole null. */
export type Fragment = { readonly words: string } | { readonly sql: string };

export const literal = (text: string): Fragment => ({ words: text });
export const sql = (expression: string): Fragment => ({ sql: expression });

const quoteLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The pieces as one SQL expression. Concatenation of text is the cheapest way to make JSON in PostgreSQL. */
export function concatenate(pieces: readonly Fragment[]): string {
  const merged: Fragment[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && 'words' in last && 'words' in piece)
      merged[merged.length - 1] = literal(last.words + piece.words);
    else merged.push(piece);
  }
  return merged.map((piece) => ('words' in piece ? quoteLiteral(piece.words) : piece.sql)).join('||');
}

/** A JSON object out of its members, each given as the pieces of its value. */
export function objectOf(
  members: readonly (readonly [key: string, value: readonly Fragment[]])[],
): Fragment[] {
  const parts = members.flatMap(([key, value], index) => [
    literal(`${index > 0 ? ',' : ''}"${key}":`),
    ...value,
  ]);
  return [literal('{'), ...parts, literal('}')];
}
