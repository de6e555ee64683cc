import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import type { DB } from '../generated/database.ts';
import type { BatchForm } from './query.ts';

/** SQL that is written once, in Kysely's types, and that PostgreSQL parses once a connection. */
export type Statement<Args, Row> = {
  readonly name: string;
  readonly text: string;
  /** It reads or writes a few rows of one tenant, by their index: it may share a connection with other reads, or a transaction
   *  with other writes. */
  readonly isShort?: boolean;
  /** It does nothing without a live key of its sender. */
  readonly checksSender?: boolean;
  values(args: Args): unknown[];
  /** How it is done for several at once. Absent: for one only. */
  readonly batch?: BatchForm;
  /** Never there: carries the type of a row. */
  readonly row?: Row;
};

/** The type that PostgreSQL gives a value where it cannot infer one, such as in the list of a SELECT. */
export type SqlType =
  | 'text'
  | 'text[]'
  | 'boolean'
  | 'timestamptz'
  | 'timestamptz[]'
  | 'jsonb'
  | 'bytea'
  | 'bytea[]'
  | 'log_visibility'
  | 'webhook_delivery_status'
  | 'int'
  | 'float8';

/** The place of one argument in a statement. */
export type Argument<Args> = <Name extends keyof Args & string>(
  name: Name,
  type?: SqlType,
) => RawBuilder<Args[Name]>;

const compiler = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** For a part of a statement that reads some of its CTEs, whatever others there are. To fit the query of the whole into a
 *  parameter would cost the type checker seconds. */
export function fragmentBuilder<Ctes extends Record<string, object>>(): Kysely<DB & Ctes> {
  return compiler.withTables<Ctes>();
}

/** For a part of a statement that runs in a transaction, written out each time. */
export function inlineArguments<Args extends object>(args: Args): Argument<Args> {
  return (name, type) => withType(sql.val(args[name]), type);
}

export const withType = <Value>(value: RawBuilder<Value>, type: SqlType | undefined): RawBuilder<Value> =>
  type === undefined ? value : sql`${value}::${sql.raw(type)}`;

type Placeholder = { readonly argument: string };

/** PostgreSQL cuts what is longer, and would then take one statement for another. */
const NAME_LENGTH_MAX = 63;

/** The name of statements that read many rows at once: PostgreSQL plans them each time, for the tables as they are then. A plan
 *  that it kept from when they were empty would look at every row for each row. */
export const UNNAMED = '';

/** How the text of a statement is made: of its arguments, by Kysely. */
export type Build<Args, Row> = (
  db: Kysely<DB>,
  argument: Argument<Args>,
) => { compile(): CompiledQuery<Row> };

/** Compiles a statement. The name must be unique in the process: PostgreSQL keeps the plan under it. */
export function statement<Args>({ isShort = false }: { readonly isShort?: boolean } = {}) {
  return <Row>(name: string, build: Build<Args, Row>): Statement<Args, Row> => {
    const { text, values, checksSender } = compileStatement(name, build, placeholderOf);
    return { name, text, isShort, checksSender, values };
  };
}

/** A value of its own, sent with the statement. */
export const placeholderOf: Argument<never> = (name, type) => {
  const placeholder: Placeholder = { argument: name };
  return withType(sql`${sql.val(placeholder)}`, type);
};

/** The argument that a statement which checks its sender has. */
const SENDER = 'senderHash';

/** Compiles what is built with `argument`. */
export function compileStatement<Args, Row>(
  name: string,
  build: Build<Args, Row>,
  argument: Argument<Args>,
): Pick<Statement<Args, Row>, 'text' | 'values'> & {
  readonly checksSender: boolean;
  readonly valueCount: number;
} {
  if (name.length > NAME_LENGTH_MAX) throw new Error(`The name ${name} is too long for a statement.`);
  const { text, parameters } = shareArguments(build(compiler, argument).compile());
  const values = (args: Args) => parameters.map((parameter) => fill(parameter, args));
  const checksSender = parameters.some(
    (parameter) => isPlaceholder(parameter) && parameter.argument === SENDER,
  );
  return { text, values, checksSender, valueCount: parameters.length };
}

/** Sends each argument once, wherever it is used. */
function shareArguments({ sql: text, parameters }: CompiledQuery): {
  readonly text: string;
  readonly parameters: readonly unknown[];
} {
  const shared: unknown[] = [];
  const placeOf = new Map<unknown, number>();
  const places = parameters.map((parameter) => {
    const existing = isPlaceholder(parameter) ? placeOf.get(parameter.argument) : undefined;
    const place = existing ?? shared.push(parameter);
    if (isPlaceholder(parameter)) placeOf.set(parameter.argument, place);
    return place;
  });
  return { text: text.replace(/\$(\d+)/g, (_, number) => `$${places[number - 1]}`), parameters: shared };
}

function fill(parameter: unknown, args: unknown): unknown {
  if (!isPlaceholder(parameter)) return parameter;
  return (args as Record<string, unknown>)[parameter.argument];
}

function isPlaceholder(value: unknown): value is Placeholder {
  return typeof value === 'object' && value !== null && 'argument' in value;
}
