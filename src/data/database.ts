import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Run } from './client.ts';
import { databaseFailure } from './failure.ts';
import type { DB } from './generated/database.ts';
import { createGroupCommit } from './group-commit.ts';
import type { BoundedPool } from './pool.ts';
import { createLazyPrisma, type LazyPrisma } from './prisma.ts';
import { createReadPipeline } from './read-pipeline.ts';
import { countRows } from './row-bytes.ts';
import { PROCESS_SHARE, type Share } from './share.ts';
import type { Statement } from './statement.ts';

/** What must be undone together. A `Database` does not fit where this type is asked for. */
export type DatabaseTransaction = Transaction<DB>;

/** The ways to speak to PostgreSQL, all over the one pool. Connections are lent in the share that is given; without one, in that of
 *  the process. */
export type Database = {
  /** One prepared statement that changes nothing. Throws RowsTooLargeError when the share may read no more. */
  read<Args, Row>(statement: Statement<Args, Row>, args: Args, share?: Share): Promise<readonly Row[]>;
  /** One prepared statement that changes something, in a transaction of its own. Brief ones share it with those that come at
   *  the same moment, which neither sees. */
  write<Args, Row>(statement: Statement<Args, Row>, args: Args, share?: Share): Promise<readonly Row[]>;
  /** Several statements that succeed or fail together. */
  transaction<Result>(work: (tx: DatabaseTransaction) => Promise<Result>, share?: Share): Promise<Result>;
  /** Runs reads of Prisma, which take a connection by themselves. */
  hold<Result>(work: () => Promise<Result>, share?: Share): Promise<Result>;
  /** For reading cold nouns: what people look up, and no request waits for. */
  readonly prisma: LazyPrisma;
};

/** A statement that has ended, for whoever follows what a request does. */
export type RanStatement = {
  /** Empty: it has none. */
  readonly name: string;
  /** Without values. */
  readonly text: string;
  /** With the time that it waited for a connection. */
  readonly durationMs: number;
  readonly failed: boolean;
};

export type DatabaseOptions = {
  /** Without prepared statements PostgreSQL parses and plans each one anew: for poolers that lend a connection for one
   *  transaction and know nothing of what was prepared on it. */
  readonly prepares: boolean;
  /** Told of each statement but those of Prisma. Absent: nobody asks. */
  readonly noteStatement?: ((ran: RanStatement) => void) | undefined;
};

export function createDatabase(pool: BoundedPool, { prepares, noteStatement }: DatabaseOptions): Database {
  const kysely = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    ...(noteStatement && {
      log: ({ level, query, queryDurationMillis: durationMs }) =>
        noteStatement({ name: '', text: query.sql, durationMs, failed: level === 'error' }),
    }),
  });
  // Not by the pool itself: it makes two promises for each statement, and gives its connection up when PostgreSQL refuses one.
  const runAlone: Run = (query) =>
    new Promise((resolve, reject) => {
      pool.lend(query.share.organizationId, (failure, client, release) => {
        if (!client) return reject(failure);
        const counter = countRows(client, query.share, (error) => {
          // What is still to come is not read: the connection ends with it.
          release(true);
          reject(error);
        });
        client.query(query, (error: Error | null, result: pg.QueryResult) => {
          if (!counter.stop()) return;
          release(databaseFailure(error) !== null);
          if (error) reject(error);
          else resolve(result.rows);
        });
      });
    });
  const askBy =
    (run: Run): Database['read'] =>
    <Args, Row>({ name, text, values, batch }: Statement<Args, Row>, args: Args, share = PROCESS_SHARE) => {
      const query = { name: prepares ? name : '', text, values: values(args), batch, share };
      return run(query) as Promise<readonly Row[]>;
    };
  const follow = (ask: Database['read']) => (noteStatement ? noting(ask, noteStatement) : ask);
  const askAlone = follow(askBy(runAlone));
  const readTogether = follow(askBy(createReadPipeline(pool, runAlone)));
  const writeTogether = follow(askBy(createGroupCommit(pool, runAlone)));
  return {
    read: (statement, args, share) => (statement.isBrief ? readTogether : askAlone)(statement, args, share),
    write: (statement, args, share) => (statement.isBrief ? writeTogether : askAlone)(statement, args, share),
    transaction: (work, { organizationId } = PROCESS_SHARE) =>
      pool.hold(organizationId, () => kysely.transaction().execute(work)),
    hold: (work, { organizationId } = PROCESS_SHARE) => pool.hold(organizationId, work),
    prisma: createLazyPrisma(pool),
  };
}

function noting(run: Database['read'], note: (ran: RanStatement) => void): Database['read'] {
  return async (statement, args, share) => {
    const startedAt = performance.now();
    let failed = true;
    try {
      const rows = await run(statement, args, share);
      failed = false;
      return rows;
    } finally {
      const { name, text } = statement;
      note({ name, text, durationMs: performance.now() - startedAt, failed });
    }
  };
}

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

/** The name of the unique index that refused a write; null for any other error. */
export function violatedUniqueIndex(error: unknown): string | null {
  if (!(error instanceof pg.DatabaseError) || error.code !== UNIQUE_VIOLATION) return null;
  return error.constraint ?? null;
}

/** Whether a write lost what it belongs to: somebody else deleted it in the same moment. */
export function lostItsOwner(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === FOREIGN_KEY_VIOLATION;
}
