import pg from 'pg';
import { vi } from 'vitest';

/** The SQL that this process sends to PostgreSQL while `work` runs, BEGIN and COMMIT included. Everything really is sent. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  return (await queriesOf(work)).map(textOf);
}

/** How many of the statements that `work` sends are to be kept by PostgreSQL, under a name. */
export async function countPrepared(work: () => Promise<unknown>): Promise<number> {
  const queries = await queriesOf(work);
  return queries.filter(
    (query) => typeof query === 'object' && query !== null && 'name' in query && query.name,
  ).length;
}

async function queriesOf(work: () => Promise<unknown>): Promise<readonly unknown[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.map(([query]: readonly unknown[]) => query);
  } finally {
    spy.mockRestore();
  }
}

function textOf(query: unknown): string {
  const isConfig = typeof query === 'object' && query !== null && 'text' in query;
  return String(isConfig ? query.text : query);
}
