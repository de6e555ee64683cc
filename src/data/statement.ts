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
import type { DB } from './generated/database.ts';

/** SQL that is written once, in Kysely's types, and that PostgreSQL parses once a connection. */
export type Statement<Args, Row> = {
  readonly name: string;
  readonly text: string;
  values(args: Args): unknown[];
  /** Never there: carries the type of a row. */
  readonly row?: Row;
};

/** The type that PostgreSQL gives a value where it cannot infer one, such as in the list of a SELECT. */
type SqlType = 'text' | 'text[]' | 'boolean' | 'timestamptz' | 'jsonb' | 'bytea' | 'log_visibility' | 'int';

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

type Placeholder = { readonly argument: string };

/** PostgreSQL cuts what is longer, and would then take one statement for another. */
const NAME_LENGTH_MAX = 63;

/** Compiles a statement. The name must be unique in the process: PostgreSQL keeps the plan under it. */
export function statement<Args>() {
  return <Row>(
    name: string,
    build: (db: Kysely<DB>, argument: Argument<Args>) => { compile(): CompiledQuery<Row> },
  ): Statement<Args, Row> => {
    if (name.length > NAME_LENGTH_MAX) throw new Error(`The name ${name} is too long for a statement.`);
    const argument: Argument<Args> = (key, type) => {
      const placeholder: Placeholder = { argument: key };
      return type === undefined
        ? sql`${sql.val(placeholder)}`
        : sql`${sql.val(placeholder)}::${sql.raw(type)}`;
    };
    const { sql: text, parameters } = build(compiler, argument).compile();
    return { name, text, values: (args) => parameters.map((parameter) => fill(parameter, args)) };
  };
}

function fill(parameter: unknown, args: unknown): unknown {
  if (!isPlaceholder(parameter)) return parameter;
  return (args as Record<string, unknown>)[parameter.argument];
}

function isPlaceholder(value: unknown): value is Placeholder {
  return typeof value === 'object' && value !== null && 'argument' in value;
}
