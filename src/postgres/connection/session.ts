import pg from 'pg';
import { readInstant, readInstants, rejectLocalTime } from '../instant.ts';
import { BEGIN, isPooled, pinEachTransaction } from './transaction-pooler.ts';

/** Settings that affect how PostgreSQL reads and writes values and what a statement means, pinned because a server, a
 *  database or a role may override them. Names that a version does not know are skipped. Settings that change no result
 *  remain with the operator, such as planning, logging and `synchronous_commit`. */
const pinned = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  // Prisma's adapter omits the offset of every instant that it sends or receives: both ends must use UTC.
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  row_security: 'on',
  gin_fuzzy_search_limit: '0',
  exit_on_error: 'off',
  // Otherwise triggers and foreign keys are not enforced.
  session_replication_role: 'origin',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  transaction_timeout: '0',
  // Triggers that write routes for processes of the previous release skip the rows of this one, which writes them itself.
  'bailiwick.writes_routes': 'on',
} as const;

/** Settings that differ between pools. */
export type SessionSettings = {
  /** 0: no timeout. */
  readonly statementTimeoutMs: number;
  readonly searchPath: string;
};

/** Facts about the server of a session. */
export type SessionFacts = {
  /** The encoding of the database. */
  readonly encoding: string;
  /** Null: no schema of the search path exists. */
  readonly schema: string | null;
  readonly isStandby: boolean;
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

const settingsOf = ({ statementTimeoutMs, searchPath }: SessionSettings) => ({
  search_path: searchPath,
  statement_timeout: `${statementTimeoutMs}`,
});

/** Pins settings for the session, or until its transaction ends. */
function pin(overrides: Readonly<Record<string, string>>, scope: 'SESSION' | 'LOCAL'): string {
  const rows = Object.entries({ ...pinned, ...overrides }).map(
    ([name, value]) => `(${quoted(name)}, ${quoted(value)})`,
  );
  return `SELECT count(pg_catalog.set_config(name, value, ${scope === 'LOCAL'})) FROM (VALUES ${rows.join(', ')}) AS pinned(name, value)
    WHERE pg_catalog.current_setting(name, true) <> value
      OR name LIKE 'bailiwick.%' AND pg_catalog.current_setting(name, true) IS DISTINCT FROM value`;
}

/** Pins all settings until the transaction ends, without a statement timeout, whatever the connection was used for
 *  before. A pooler assigns a connection for each transaction and restores only some settings. */
export const PIN_TRANSACTION = pin({ statement_timeout: '0' }, 'LOCAL');

/** Begins such a transaction. */
export const BEGIN_PINNED = `${BEGIN}; ${PIN_TRANSACTION}`;

const SELECT_FACTS = `SELECT pg_catalog.getdatabaseencoding() AS encoding, current_schema() AS schema,
  pg_catalog.pg_is_in_recovery() AS "isStandby"`;

/** Pins a new connection for its lifetime. Behind a transaction pooler each transaction is pinned separately, if the
 *  client pipelines: a session there is shared with other clients, which would be affected. */
export async function pinSession(
  client: pg.ClientBase,
  { isPipelined, ...settings }: SessionSettings & { readonly isPipelined: boolean },
): Promise<SessionFacts> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid');
  const overrides = settingsOf(settings);
  if (isPipelined && isPooled(client, rows[0]?.pid)) pinEachTransaction(client, pin(overrides, 'LOCAL'));
  // The timeout is lifted first, so that it cannot abort the rest.
  else await client.query(`SET statement_timeout = 0; ${pin(overrides, 'SESSION')}`);
  const [facts] = (await client.query<SessionFacts>(SELECT_FACTS)).rows;
  if (!facts) throw new Error('A SELECT without FROM returned no row.');
  return facts;
}

const { TIMESTAMPTZ, TIMESTAMP, DATE } = pg.types.builtins;
const TIMESTAMPTZ_ARRAY = 1185;
const TIMESTAMP_ARRAY = 1115;
const DATE_ARRAY = 1182;

/** Custom parsers, because the driver parses an instant that it does not understand as null, which means "never" in
 *  many columns. */
const typeParsers: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [TIMESTAMPTZ, readInstant],
  [TIMESTAMPTZ_ARRAY, readInstants],
  ...[TIMESTAMP, DATE, TIMESTAMP_ARRAY, DATE_ARRAY].map((type) => [type, rejectLocalTime] as const),
]);

/** The type parsers for a pinned session. */
export const sessionTypes: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => typeParsers.get(type) ?? pg.types.getTypeParser(type, format),
};
