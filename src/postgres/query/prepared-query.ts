import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { sessionTypes } from '../connection/session.ts';
import { UNNAMED } from './statement.ts';

type Column = { readonly name: string; readonly parse: (text: string) => unknown };

type RowDescription = { readonly fields: readonly pg.FieldDef[] };
type DataRow = { readonly fields: readonly (string | null)[] };
/** The result of a query, as far as callers read it. */
export type QueryResult = { readonly rows: readonly object[]; readonly command?: string };
export type QueryCallback = (error: Error | null, result: QueryResult) => void;

/** A statement with its values. */
export type QueryText = { readonly name?: string; readonly text: string; readonly values?: unknown[] };

/** What the driver calls on a query, which its types declare in part. */
type DriverQuery = {
  name: string;
  text: string;
  values: unknown[];
  callback: QueryCallback;
  submit(connection: DriverConnection): Error | null;
  hasBeenParsed(connection: DriverConnection): boolean;
};

type DriverConnection = Pick<pg.Connection, 'stream' | 'sync'> & {
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: unknown[] }): void;
  describe(portal: { type: 'P'; name: string }): void;
  execute(portal: object): void;
};

const BaseQuery = pg.Query as unknown as new (text: string, values: unknown[]) => DriverQuery;

/** The columns of the statements that a connection has executed. */
const columnsByStatement = new WeakMap<DriverConnection, Map<string, readonly Column[]>>();

const ANY_ROWS = {};

/** A named statement. The driver asks PostgreSQL to describe the rows of each execution, which takes a tenth of the time of a small
 *  read. This asks once for each connection: PostgreSQL rejects an execution whose columns are no longer the same. */
class PreparedQuery extends BaseQuery {
  readonly #rows: object[] = [];
  #columns: readonly Column[] | undefined;
  #failure: Error | null = null;

  constructor(name: string, text: string, values: unknown[]) {
    super(text, values);
    this.name = name;
  }

  override submit(connection: DriverConnection): Error | null {
    let values: unknown[];
    try {
      values = this.values.map(prepareValue);
    } catch (error) {
      return error as Error;
    }
    connection.stream.cork();
    if (!this.hasBeenParsed(connection)) {
      connection.parse({ name: this.name, text: this.text });
      connection.submittedNamedStatements[this.name] = this.text;
    }
    connection.bind({ statement: this.name, values });
    this.#columns = columnsByStatement.get(connection)?.get(this.name);
    if (!this.#columns) connection.describe({ type: 'P', name: '' });
    connection.execute(ANY_ROWS);
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: sessionTypes.getTypeParser(dataTypeID, 'text') as Column['parse'],
    }));
  }

  handleDataRow({ fields }: DataRow): void {
    if (this.#failure || !this.#columns) return;
    try {
      this.#rows.push(parseRow(this.#columns, fields));
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  handleCommandComplete(_message: unknown, connection: DriverConnection): void {
    if (!this.#columns) return;
    const known = columnsByStatement.get(connection) ?? new Map<string, readonly Column[]>();
    columnsByStatement.set(connection, known.set(this.name, this.#columns));
  }

  handleError(error: Error): void {
    this.callback(this.#failure ?? error, { rows: [] });
  }

  handleReadyForQuery(): void {
    this.callback(this.#failure, { rows: this.#rows });
  }
}

function parseRow(columns: readonly Column[], values: DataRow['fields']): object {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index += 1) {
    const { name, parse } = columns[index] as Column;
    const value = values[index] ?? null;
    row[name] = value === null ? null : parse(value);
  }
  return row;
}

/** Sends a statement on a connection, behind those that it already has. */
export function sendQuery(client: pg.PoolClient, query: QueryText, callback: QueryCallback): void {
  const { name = UNNAMED, text, values = [] } = query;
  const sent = name === UNNAMED ? { text, values } : new PreparedQuery(name, text, values);
  client.query(sent, callback as never);
}
