/** Summarizes a statement as its operation and target, such as `SELECT project` (OpenTelemetry's `db.query.summary`). */
export function querySummary(text: string): { readonly operation: string; readonly summary: string } {
  const operation = /^\W*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'STATEMENT';
  const target = /\b(?:from|into|update|table)\s+"?([a-z_]+)/i.exec(text)?.[1];
  return { operation, summary: target === undefined ? operation : `${operation} ${target}` };
}
