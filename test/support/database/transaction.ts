import pg from 'pg';
import { expect, vi } from 'vitest';
import type { TestServer } from '../server.ts';

type Meeting<Result> = {
  /** A statement of another transaction, which holds its locks until `work` waits for one of them. */
  readonly by: string | pg.QueryConfig;
  readonly work: () => Promise<Result>;
};

const SELECT_WAITING = `
  SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'bailiwick' AND wait_event_type = 'Lock'`;

/** Tells at any moment whether it is done. */
export function trackCompletion<Result>(work: Promise<Result>) {
  const followed = {
    isDone: false,
    done: work.finally(() => {
      followed.isDone = true;
    }),
  };
  return followed;
}

/** What comes of work that runs into a transaction which is committed while the work waits for it. */
export async function whenBlocked<Result>(
  { database }: Pick<TestServer, 'database'>,
  { by, work }: Meeting<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(by);
    const result = trackCompletion(work());
    while (!result.isDone && (await database.query(SELECT_WAITING)).length === 0);
    if (result.isDone) throw new Error('The work did not wait for the transaction.');
    await client.query('COMMIT');
    return await result.done;
  } finally {
    await client.end();
  }
}

/** Lets `work` run while somebody else's transaction, which is undone by `letGo`, stands in the way. */
export async function whileLocked(
  { database }: Pick<TestServer, 'database'>,
  sql: string,
  work: (letGo: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const somebody = new pg.Client({ connectionString: database.url });
  await somebody.connect();
  try {
    await somebody.query(`BEGIN; ${sql}`);
    await work(() => somebody.query('ROLLBACK'));
  } finally {
    await somebody.end();
  }
}

/** Returns once so many writes of the server wait for one another or for somebody else. */
export const untilWaiting = ({ database }: TestServer, writeCount: number) =>
  vi.waitFor(async () => expect(await database.query(SELECT_WAITING)).toHaveLength(writeCount), {
    timeout: 15_000,
    interval: 10,
  });
