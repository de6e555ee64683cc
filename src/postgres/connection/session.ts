import pg from 'pg';
import { readInstant, readInstants, refuseLocalTime } from '../instant.ts';
import { BEGIN, isByPooler, pinEachTransaction } from './transaction-pooler.ts';

/** What decides how PostgreSQL reads and writes values and what a statement means, where a server, a database or a role may have
 *  set something else. Names that a version does not know are passed over. Left to the operator is what changes no answer, such as
 *  how statements are planned and logged, and `synchronous_commit`. */
const pinned = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  // Prisma's adapter leaves the offset off every instant that it sends or gets: both ends must count in UTC.
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  row_security: 'on',
  gin_fuzzy_search_limit: '0',
  exit_on_error: 'off',
  // Else no trigger fires and no foreign key is looked at.
  session_replication_role: 'origin',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  transaction_timeout: '0',
} as const;

/** What pools may differ in. */
export type SessionSettings = {
  /** 0: no statement is ended for taking long. */
  readonly statementTimeoutMs: number;
  readonly searchPath: string;
};

/** What a session tells of its server. */
export type SessionFacts = {
  /** Of what the database stores. */
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

/** For the session, or until the end of its transaction. */
function pin(overrides: Readonly<Record<string, string>>, scope: 'SESSION' | 'LOCAL'): string {
  const rows = Object.entries({ ...pinned, ...overrides }).map(
    ([name, value]) => `(${quoted(name)}, ${quoted(value)})`,
  );
  return `SELECT count(pg_catalog.set_config(name, value, ${scope === 'LOCAL'})) FROM (VALUES ${rows.join(', ')}) AS pinned(name, value)
    WHERE pg_catalog.current_setting(name, true) <> value`;
}

/** For a transaction that takes as long as it takes: the same until its end, whatever its connection was used for before. A
 *  pooler lends one for a transaction, and keeps only some of its settings. */
export const PIN_TRANSACTION = pin({ statement_timeout: '0' }, 'LOCAL');

/** Begins such a transaction. */
export const BEGIN_PINNED = `${BEGIN}; ${PIN_TRANSACTION}`;

const SELECT_FACTS = `SELECT pg_catalog.getdatabaseencoding() AS encoding, current_schema() AS schema,
  pg_catalog.pg_is_in_recovery() AS "isStandby"`;

/** Pins a new connection, for as long as it lasts. Behind a pooler each transaction is pinned by itself, where the client sends
 *  without waiting: a session there is shared with others, who would be pinned too. */
export async function pinSession(
  client: pg.ClientBase,
  { isPipelined, ...settings }: SessionSettings & { readonly isPipelined: boolean },
): Promise<SessionFacts> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid');
  const overrides = settingsOf(settings);
  if (isPipelined && isByPooler(client, rows[0]?.pid)) pinEachTransaction(client, pin(overrides, 'LOCAL'));
  // First of all, nothing may end the rest.
  else await client.query(`SET statement_timeout = 0; ${pin(overrides, 'SESSION')}`);
  const [facts] = (await client.query<SessionFacts>(SELECT_FACTS)).rows;
  if (!facts) throw new Error('A SELECT without FROM gave no row.');
  return facts;
}

const { TIMESTAMPTZ, TIMESTAMP, DATE } = pg.types.builtins;
const TIMESTAMPTZ_ARRAY = 1185;
const TIMESTAMP_ARRAY = 1115;
const DATE_ARRAY = 1182;

/** The driver reads an instant that it does not understand as null, which means "never" in many a column. */
const typeParsers: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [TIMESTAMPTZ, readInstant],
  [TIMESTAMPTZ_ARRAY, readInstants],
  ...[TIMESTAMP, DATE, TIMESTAMP_ARRAY, DATE_ARRAY].map((type) => [type, refuseLocalTime] as const),
]);

/** How the values of the pinned session are read. */
export const sessionTypes: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => typeParsers.get(type) ?? pg.types.getTypeParser(type, format),
};
