import pg from 'pg';
import { vi } from 'vitest';

export type SentQuery = { readonly text: string; readonly values: readonly unknown[] };

/** What this process sends to PostgreSQL while `work` runs, BEGIN and COMMIT included. Everything really is sent. */
export async function queriesOf(work: () => Promise<unknown>): Promise<readonly SentQuery[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.map(([query]: readonly unknown[]) => readQuery(query));
  } finally {
    spy.mockRestore();
  }
}

/** The SQL of it. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  return (await queriesOf(work)).map(({ text }) => text);
}

function readQuery(query: unknown): SentQuery {
  if (typeof query !== 'object' || query === null || !('text' in query))
    return { text: String(query), values: [] };
  const values = 'values' in query && Array.isArray(query.values) ? query.values : [];
  return { text: String(query.text), values };
}
