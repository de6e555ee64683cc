import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './generated/database.ts';
import type { BoundedPool } from './pool.ts';
import { createLazyPrisma, type LazyPrisma } from './prisma.ts';
import { createDedicatedExecutor } from './query/dedicated.ts';
import { createGroupCommit } from './query/group-commit.ts';
import type { QueryExecutor } from './query/query.ts';
import { createReadPipeline } from './query/read-pipeline.ts';
import { retryConflicts } from './query/retry-conflicts.ts';
import type { Statement } from './query/statement.ts';
import { PROCESS_SHARE, type TenantShare } from './share.ts';

/** What must be undone together. A `Database` does not fit where this type is asked for. */
export type DatabaseTransaction = Transaction<DB>;

/** What reads only. */
export type Reads = Pick<Database, 'read'>;

declare const isDecided: unique symbol;

/** A transaction that began by deciding, against the row of its key, that the actor may still act, and that keeps it so until it
 *  ends. Whatever records what an actor does asks for this type. */
export type DecidedTransaction = DatabaseTransaction & { readonly [isDecided]: true };

/** The ways to speak to PostgreSQL, all over the one pool. Connections are lent in the share that is given; without one, in that of
 *  the process. */
export type Database = {
  /** One prepared statement that changes nothing. Throws RowsTooLargeError when the share may read no more. */
  read<Args, Row>(statement: Statement<Args, Row>, args: Args, share?: TenantShare): Promise<readonly Row[]>;
  /** One prepared statement that changes something, in a transaction of its own. Brief ones share it with those that come at
   *  the same moment, which neither sees. */
  write<Args, Row>(statement: Statement<Args, Row>, args: Args, share?: TenantShare): Promise<readonly Row[]>;
  /** Several statements that succeed or fail together. `work` is done anew where another transaction was in its way, so it must
   *  leave nothing behind but what it commits and returns. */
  transaction<Result>(
    work: (tx: DatabaseTransaction) => Promise<Result>,
    share?: TenantShare,
  ): Promise<Result>;
  /** Runs reads of Prisma, which take a connection by themselves. */
  hold<Result>(work: () => Promise<Result>, share?: TenantShare): Promise<Result>;
  /** For reading cold nouns: what people look up, and no request waits for. */
  readonly prisma: LazyPrisma;
};

/** A statement that has ended, for whoever follows what a request does. */
export type ExecutedStatement = {
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
  readonly noteStatement?: ((statement: ExecutedStatement) => void) | undefined;
};

export function createDatabase(pool: BoundedPool, { prepares, noteStatement }: DatabaseOptions): Database {
  const kysely = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    ...(noteStatement && {
      log: ({ level, query, queryDurationMillis: durationMs }) =>
        noteStatement({ name: '', text: query.sql, durationMs, failed: level === 'error' }),
    }),
  });
  const executeDedicated = createDedicatedExecutor(pool);
  const runWith =
    (run: QueryExecutor): Database['read'] =>
    <Args, Row>({ name, text, values, batch }: Statement<Args, Row>, args: Args, share = PROCESS_SHARE) => {
      const query = { name: prepares ? name : '', text, values: values(args), batch, share };
      return run(query) as Promise<readonly Row[]>;
    };
  const observed = (run: Database['read']) => (noteStatement ? withStatementEvents(run, noteStatement) : run);
  const runDedicated = observed(runWith(executeDedicated));
  const readPipelined = observed(runWith(createReadPipeline(pool, executeDedicated)));
  const writeGrouped = observed(runWith(createGroupCommit(pool, executeDedicated)));
  return {
    read: (statement, args, share) =>
      (statement.isShort ? readPipelined : runDedicated)(statement, args, share),
    write: (statement, args, share) =>
      (statement.isShort ? writeGrouped : runDedicated)(statement, args, share),
    transaction: (work, { organizationId } = PROCESS_SHARE) =>
      retryConflicts(() => pool.hold(organizationId, () => begin(kysely).execute(work))),
    hold: (work, { organizationId } = PROCESS_SHARE) => pool.hold(organizationId, work),
    prisma: createLazyPrisma(pool),
  };
}

/** Runs a prepared statement as a part of a transaction. */
export async function runStatement<Args, Row>(
  tx: DatabaseTransaction,
  { text, values }: Statement<Args, Row>,
  args: Args,
): Promise<readonly Row[]> {
  const { rows } = await tx.executeQuery<Row>(CompiledQuery.raw(text, values(args)));
  return rows;
}

/** As the session is pinned, said once more for connections of a pooler, which may have been another's a moment ago. */
export const begin = (kysely: Kysely<DB>) =>
  kysely.transaction().setIsolationLevel('read committed').setAccessMode('read write');

function withStatementEvents(
  run: Database['read'],
  note: (statement: ExecutedStatement) => void,
): Database['read'] {
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
export function violatesForeignKey(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === FOREIGN_KEY_VIOLATION;
}
