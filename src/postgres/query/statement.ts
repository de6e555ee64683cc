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
  readonly checksSender?: boolean;
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
  | 'webhook_delivery_status'
  | 'int'
  | 'float8';

/** Returns the expression of one argument in a statement. */
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

/** A query builder for a fragment that only knows some of the statement's CTEs. Passing the full query type would slow
 *  type checking by seconds. */
export function fragmentBuilder<Ctes extends Record<string, object>>(): Kysely<DB & Ctes> {
  return compiler.withTables<Ctes>();
}

/** Argument expressions for a fragment that runs in a transaction, built for each execution. */
export function inlineArguments<Args extends object>(args: Args): Argument<Args> {
  return (name, type) => withType(sql.val(args[name]), type);
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
    return { name, text, execution, checksSender, values };
  };
}

/** A parameter that is sent with the statement. */
export const placeholderOf: Argument<never> = (name, type) => {
  const placeholder: Placeholder = { argument: name };
  return withType(sql`${sql.val(placeholder)}`, type);
};

/** The argument of statements that verify their caller's key. */
const SENDER = 'senderHash';

/** Compiles a query that is built with `argument`. */
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

function fill(parameter: unknown, args: unknown): unknown {
  if (!isPlaceholder(parameter)) return parameter;
  return (args as Record<string, unknown>)[parameter.argument];
}

function isPlaceholder(value: unknown): value is Placeholder {
  return typeof value === 'object' && value !== null && 'argument' in value;
}
