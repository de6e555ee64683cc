import pg from 'pg';
import { expect, vi } from 'vitest';
import type { TestServer } from './server.ts';

type Meeting<Result> = {
  /** A statement of another transaction, which holds its locks until `work` waits for one of them. */
  readonly by: string;
  readonly work: () => Promise<Result>;
};

const SELECT_WAITING = `
  SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'bailiwick' AND wait_event_type = 'Lock'`;

/** What comes of work that runs into a transaction which is committed while the work waits for it. */
export async function whenBlocked<Result>(
  { database }: TestServer,
  { by, work }: Meeting<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(by);
    let isSettled = false;
    const result = work().finally(() => {
      isSettled = true;
    });
    while (!isSettled && (await database.query(SELECT_WAITING)).length === 0);
    if (isSettled) throw new Error('The work did not wait for the transaction.');
    await client.query('COMMIT');
    return await result;
  } finally {
    await client.end();
  }
}

/** Lets `work` run while somebody else's transaction, which is undone by `letGo`, stands in the way. */
export async function whileHeld(
  { database }: TestServer,
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
