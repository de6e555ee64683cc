import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './generated/database.ts';
import { createLazyPrisma, type LazyPrisma } from './prisma.ts';
import type { Statement } from './statement.ts';

/** What must be undone together. A `Database` does not fit where this type is asked for. */
export type DatabaseTransaction = Transaction<DB>;

/** The ways to speak to PostgreSQL, all over the one pool. */
export type Database = {
  /** One prepared statement that changes nothing. */
  read<Args, Row>(statement: Statement<Args, Row>, args: Args): Promise<readonly Row[]>;
  /** One prepared statement that changes something, in a transaction of its own. */
  write<Args, Row>(statement: Statement<Args, Row>, args: Args): Promise<readonly Row[]>;
  /** Several statements that succeed or fail together. */
  transaction<Result>(work: (tx: DatabaseTransaction) => Promise<Result>): Promise<Result>;
  /** For reading cold nouns: what people look up, and no request waits for. */
  readonly prisma: LazyPrisma;
};

/** Without prepared statements PostgreSQL parses and plans each one anew: for poolers that lend a connection for one
 *  transaction and know nothing of what was prepared on it. */
export function createDatabase(pool: pg.Pool, { prepares }: { readonly prepares: boolean }): Database {
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  const run: Database['read'] = async ({ name, text, values }, args) =>
    (await pool.query({ name: prepares ? name : '', text, values: values(args) })).rows;
  return {
    read: run,
    write: run,
    transaction: (work) => kysely.transaction().execute(work),
    prisma: createLazyPrisma(pool),
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
