/** A piece of JSON text that PostgreSQL puts together: known words, or an SQL expression of type text. A null anywhere
 *  makes the whole null. */
export type Piece = { readonly words: string } | { readonly sql: string };

export const words = (text: string): Piece => ({ words: text });
export const sql = (expression: string): Piece => ({ sql: expression });

const quoteLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The pieces as one SQL expression. Concatenation of text is the cheapest way to make JSON in PostgreSQL. */
export function concatenate(pieces: readonly Piece[]): string {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && 'words' in last && 'words' in piece)
      merged[merged.length - 1] = words(last.words + piece.words);
    else merged.push(piece);
  }
  return merged.map((piece) => ('words' in piece ? quoteLiteral(piece.words) : piece.sql)).join('||');
}

/** A JSON object out of its members, each given as the pieces of its value. */
export function objectOf(members: readonly (readonly [key: string, value: readonly Piece[]])[]): Piece[] {
  const parts = members.flatMap(([key, value], index) => [
    words(`${index > 0 ? ',' : ''}"${key}":`),
    ...value,
  ]);
  return [words('{'), ...parts, words('}')];
}
