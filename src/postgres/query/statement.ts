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

/** How a statement gets its connection and transaction. `pipelined`: reads of a few rows by index, which share a
 *  connection. `grouped`: writes of a few rows of one tenant by index, which share a transaction (group commit).
 *  `dedicated`: everything else, alone on a connection. */
export type StatementExecution = 'pipelined' | 'grouped' | 'dedicated';

/** SQL that is built once with Kysely's types and parsed by PostgreSQL once per connection. */
export type Statement<Args, Row> = {
  readonly name: string;
  readonly text: string;
  readonly execution: StatementExecution;
  /** Whether it has no effect without a live key of its caller. */
  readonly checksCaller?: boolean;
  values(args: Args): unknown[];
  /** The form for several requests at once. Absent: not batchable. */
  readonly batch?: BatchForm;
  /** Phantom property that carries the row type. */
  readonly row?: Row;
};

/** Type of a value where PostgreSQL cannot infer one, such as in a SELECT list. */
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
  | 'project_environment'
  | 'webhook_delivery_status'
  | 'int'
  | 'float8';

/** Returns the expression of one argument in a statement. */
export type Argument<Args> = <Name extends keyof Args & string>(
  name: Name,
  type?: SqlType,
) => RawBuilder<Args[Name]>;

/** Returns the accessor of the arguments in a group: those of `audit` are called `audit.action`, and so on. */
export function argumentsIn<Args, Group extends keyof Args & string>(
  argument: Argument<Args>,
  group: Group,
): Argument<Args[Group]> {
  const byPath = argument as (path: string, type?: SqlType) => RawBuilder<never>;
  return (name, type) => byPath(`${group}.${name}`, type);
}

/** Returns the argument at a path. */
function argumentAt(args: unknown, path: readonly string[]): unknown {
  let value = args;
  for (const name of path) value = (value as Readonly<Record<string, unknown>>)[name];
  return value;
}

const compiler = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A query builder for a fragment that only knows some of the statement's CTEs. Passing the full query type would slow
 *  type checking by seconds. */
export function fragmentBuilder<Ctes extends Record<string, object>>(): Kysely<DB & Ctes> {
  return compiler.withTables<Ctes>();
}

/** Argument expressions for a fragment that runs in a transaction, built for each execution. */
export function inlineArguments<Args extends object>(args: Args): Argument<Args> {
  return (path, type) => withType(sql.val<never>(argumentAt(args, path.split('.')) as never), type);
}

export const withType = <Value>(value: RawBuilder<Value>, type: SqlType | undefined): RawBuilder<Value> =>
  type === undefined ? value : sql`${value}::${sql.raw(type)}`;

type Placeholder = { readonly argument: string };

/** PostgreSQL truncates longer names and would confuse statements. */
const NAME_LENGTH_MAX = 63;

/** The name of statements that read many rows at once: PostgreSQL plans them for each execution, for the current table
 *  sizes. A cached plan from when tables were empty would scan all rows for each row. */
export const UNNAMED = '';

/** Builds the query of a statement from its arguments. */
export type Build<Args, Row> = (
  db: Kysely<DB>,
  argument: Argument<Args>,
) => { compile(): CompiledQuery<Row> };

/** Compiles a statement. The name must be unique in the process: PostgreSQL caches the plan under it. */
export function statement<Args>({
  execution = 'dedicated',
}: {
  readonly execution?: StatementExecution;
} = {}) {
  return <Row>(name: string, build: Build<Args, Row>): Statement<Args, Row> => {
    const { text, values, checksSender } = compileStatement(name, build, placeholderOf);
    return { name, text, execution, checksCaller: checksSender, values };
  };
}

/** A parameter that is sent with the statement. */
export const placeholderOf: Argument<never> = (name, type) => {
  const placeholder: Placeholder = { argument: name };
  return withType(sql`${sql.val(placeholder)}`, type);
};

/** The argument of statements that verify their caller's key. */
const SENDER = 'sender.keyHash';

/** Reads a value from the arguments. */
export type ArgumentReader = (args: unknown) => unknown;

export function argumentReader(name: string): ArgumentReader {
  const path = name.split('.');
  return (args) => argumentAt(args, path);
}

/** Compiles a query that is built with `argument`. */
export function compileStatement<Args, Row>(name: string, build: Build<Args, Row>, argument: Argument<Args>) {
  if (name.length > NAME_LENGTH_MAX) throw new Error(`The name ${name} is too long for a statement.`);
  const { text, parameters } = shareArguments(build(compiler, argument).compile());
  const readers = parameters.map((parameter) =>
    isPlaceholder(parameter) ? argumentReader(parameter.argument) : () => parameter,
  );
  const checksSender = parameters.some(
    (parameter) => isPlaceholder(parameter) && parameter.argument === SENDER,
  );
  const values = (args: Args) => readers.map((read) => read(args));
  return { text, readers, values, checksSender };
}

/** Numbers parameters so that each argument is sent once, wherever it is used. */
function shareArguments({ sql: text, parameters }: CompiledQuery): {
  readonly text: string;
  readonly parameters: readonly unknown[];
} {
  const shared: unknown[] = [];
  const numberOfArgument = new Map<unknown, number>();
  const parameterNumbers = parameters.map((parameter) => {
    const existing = isPlaceholder(parameter) ? numberOfArgument.get(parameter.argument) : undefined;
    const parameterNumber = existing ?? shared.push(parameter);
    if (isPlaceholder(parameter)) numberOfArgument.set(parameter.argument, parameterNumber);
    return parameterNumber;
  });
  return {
    text: text.replace(/\$(\d+)/g, (_, number) => `$${parameterNumbers[number - 1]}`),
    parameters: shared,
  };
}

function isPlaceholder(value: unknown): value is Placeholder {
  return typeof value === 'object' && value !== null && 'argument' in value;
}
