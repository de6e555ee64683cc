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

/** An atomic unit of work. A `Database` is not assignable to this type. */
export type DatabaseTransaction = Transaction<DB>;

/** Read-only access. */
export type Reads = Pick<Database, 'read'>;

declare const isAuthorized: unique symbol;

/** A transaction that first verified, against the row of the key, that the actor may still act, and that keeps this
 *  true until it ends. Required by everything that records what an actor does. */
export type AuthorizedTransaction = DatabaseTransaction & { readonly [isAuthorized]: true };

/** Access to PostgreSQL over one pool. Connections are acquired in the given tenant share, or else in that of the
 *  process. */
export type Database = {
  /** Runs one prepared statement that changes nothing. Throws RowsTooLargeError when the share has no row bytes left. */
  read<Args, Row>(statement: Statement<Args, Row>, args: Args, share?: TenantShare): Promise<readonly Row[]>;
  /** Runs one prepared statement that changes something, in its own transaction. Grouped statements share a transaction
   *  with others of the same tick, which is not observable. */
  write<Args, Row>(statement: Statement<Args, Row>, args: Args, share?: TenantShare): Promise<readonly Row[]>;
  /** Runs several statements atomically. `work` is retried after a conflict with another transaction, so it must have
   *  no effects besides what it commits and returns. */
  transaction<Result>(
    work: (tx: DatabaseTransaction) => Promise<Result>,
    share?: TenantShare,
  ): Promise<Result>;
  /** Runs Prisma reads, which acquire a connection themselves. */
  runInShare<Result>(work: () => Promise<Result>, share?: TenantShare): Promise<Result>;
  /** Prisma client for rarely read entities that no request path depends on. */
  readonly prisma: LazyPrisma;
};

/** A completed statement, for telemetry. */
export type ExecutedStatement = {
  /** Empty: unnamed. */
  readonly name: string;
  /** Without parameter values. */
  readonly text: string;
  /** Includes the wait for a connection. */
  readonly durationMs: number;
  readonly failed: boolean;
};

export type DatabaseOptions = {
  /** False: PostgreSQL parses and plans each statement again. For transaction poolers, which do not keep prepared
   *  statements. */
  readonly prepares: boolean;
  /** Called for each statement except those of Prisma. Absent: telemetry is off. */
  readonly onStatement?: ((statement: ExecutedStatement) => void) | undefined;
};

export function createDatabase(
  pool: BoundedPool,
  { prepares, onStatement: noteStatement }: DatabaseOptions,
): Database {
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
      (statement.execution === 'pipelined' ? readPipelined : runDedicated)(statement, args, share),
    write: (statement, args, share) =>
      (statement.execution === 'grouped' ? writeGrouped : runDedicated)(statement, args, share),
    transaction: (work, { organizationId } = PROCESS_SHARE) =>
      retryConflicts(() => pool.runInShare(organizationId, () => begin(kysely).execute(work))),
    runInShare: (work, { organizationId } = PROCESS_SHARE) => pool.runInShare(organizationId, work),
    prisma: createLazyPrisma(pool),
  };
}

/** Runs a prepared statement within a transaction. */
export async function runStatement<Args, Row>(
  tx: DatabaseTransaction,
  { text, values }: Statement<Args, Row>,
  args: Args,
): Promise<readonly Row[]> {
  const { rows } = await tx.executeQuery<Row>(CompiledQuery.raw(text, values(args)));
  return rows;
}

/** Reads within a transaction, for rules that requests without one read too. */
export const readsOf = (tx: DatabaseTransaction): Reads => ({
  read: (statement, args) => runStatement(tx, statement, args),
});

/** Repeats the pinned isolation level and access mode, because a pooler may have used the connection for another
 *  client. */
export const begin = (kysely: Kysely<DB>) =>
  kysely.transaction().setIsolationLevel('read committed').setAccessMode('read write');

function withStatementEvents(
  run: Database['read'],
  emit: (statement: ExecutedStatement) => void,
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
      emit({ name, text, durationMs: performance.now() - startedAt, failed });
    }
  };
}

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

/** Returns the name of the violated unique index, or null for any other error. */
export function violatedUniqueIndex(error: unknown): string | null {
  if (!(error instanceof pg.DatabaseError) || error.code !== UNIQUE_VIOLATION) return null;
  return error.constraint ?? null;
}

/** Whether a write failed because the row that it belongs to was deleted concurrently. */
export function violatesForeignKey(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === FOREIGN_KEY_VIOLATION;
}
