import pg from 'pg';
import { vi } from 'vitest';

export type SentQuery = {
  /** Empty: PostgreSQL forgets it at once. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
};

/** The SQL that this process sends to PostgreSQL while `work` runs, BEGIN and COMMIT included. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  return (await queriesOf(work)).map(({ text }) => text);
}

/** The statements that a new connection receives before its first use. */
const OF_THE_CONNECTION = /^(?:SET statement_timeout = 0; )?SELECT (?:count\()?pg_catalog\./;

/** What the process writes down or looks up by itself, at any moment. */
const OF_NO_REQUEST: ReadonlySet<string> = new Set(['secret_uses', 'rate_limits_recent', 'rate_limits']);

/** What this process sends to PostgreSQL while `work` runs. Everything really is sent. */
export async function queriesOf(work: () => Promise<unknown>): Promise<readonly SentQuery[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    const queries = spy.mock.calls.map(([query]: readonly unknown[]) => readQuery(query));
    const isOfRequest = ({ name, text }: SentQuery) =>
      !OF_THE_CONNECTION.test(text) && !OF_NO_REQUEST.has(name);
    return queries.filter(isOfRequest);
  } finally {
    spy.mockRestore();
  }
}

/** How many of the statements that `work` sends are to be kept by PostgreSQL. */
export async function countPrepared(work: () => Promise<unknown>): Promise<number> {
  return (await queriesOf(work)).filter(({ name }) => name !== '').length;
}

function readQuery(query: unknown): SentQuery {
  if (typeof query !== 'object' || query === null || !('text' in query))
    return { name: '', text: String(query), values: [] };
  const name = 'name' in query ? String(query.name ?? '') : '';
  const values = 'values' in query && Array.isArray(query.values) ? query.values : [];
  return { name, text: String(query.text), values };
}
