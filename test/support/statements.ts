import pg from 'pg';
import { vi } from 'vitest';

/** The SQL that this process sends to PostgreSQL while `work` runs, BEGIN and COMMIT included. Everything really is sent. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.map(([query]: readonly unknown[]) => textOf(query));
  } finally {
    spy.mockRestore();
  }
}

function textOf(query: unknown): string {
  const isConfig = typeof query === 'object' && query !== null && 'text' in query;
  return String(isConfig ? query.text : query);
}
