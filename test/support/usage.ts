import { purgeOldMinutes, rollUpUsage } from '../../src/domain/usage/rollup.ts';
import { createDatabase, type Database } from '../../src/postgres/database.ts';
import { createPool } from '../../src/postgres/pool.ts';
import type { TestServer } from './server.ts';

type Folding = { readonly bookkeeping: Database; readonly now: () => Date };

/** Lets `work` do what a worker does, on connections of its own. */
async function asWorker<Result>(
  { database }: TestServer,
  now: Date,
  work: (worker: Folding) => Promise<Result>,
): Promise<Result> {
  const pool = createPool({ url: database.url, connectionsMax: 10, isPipelined: true });
  try {
    return await work({ bookkeeping: createDatabase(pool, { prepares: true }), now: () => now });
  } finally {
    await pool.end();
  }
}

/** Folds what is pending, that of other tests too. */
export const fold = (server: TestServer, now: Date): Promise<number> => asWorker(server, now, rollUpUsage);

/** Forgets the minutes that are too old at that time, those of other tests too. */
export const forget = (server: TestServer, now: Date): Promise<void> =>
  asWorker(server, now, purgeOldMinutes);

/** Folds, and is killed before it ends. */
export async function foldInVain(server: TestServer, now: Date): Promise<void> {
  const killed = new Error('Killed.');
  const fold = asWorker(server, now, ({ bookkeeping }) =>
    rollUpUsage({
      now: () => now,
      bookkeeping: {
        ...bookkeeping,
        transaction: (work) =>
          bookkeeping.transaction(async (tx) => {
            await work(tx);
            throw killed;
          }),
      },
    }),
  );
  await fold.catch((error: unknown) => {
    if (error !== killed) throw error;
  });
}

/** Where sums are kept. */
export const usageTables = ['usage_minute', 'usage_hour', 'usage_day', 'usage_week', 'usage_month'] as const;

const tables = ['usage_pending', ...usageTables] as const;

/** How many rows each table of usage has of a project. */
export async function usageRowsOf({ database }: TestServer, projectId: string) {
  const selects = tables.map(
    (table) => `(SELECT count(*)::int FROM ${table} WHERE project_id = '${projectId}') AS ${table}`,
  );
  const [row] = await database.query<Record<(typeof tables)[number], number>>(`SELECT ${selects.join(', ')}`);
  if (!row) throw new Error('A SELECT without FROM gave no row.');
  return row;
}
