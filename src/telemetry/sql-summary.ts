/** What a statement does to what, in a few words of its own: `SELECT project`. */
export function querySummary(text: string): { readonly operation: string; readonly summary: string } {
  const operation = /^\W*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'STATEMENT';
  const target = /\b(?:from|into|update|table)\s+"?([a-z_]+)/i.exec(text)?.[1];
  return { operation, summary: target === undefined ? operation : `${operation} ${target}` };
}
