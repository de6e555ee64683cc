import { sql } from 'kysely';
import type { BatchForm, Query, QueuedQuery } from './query.ts';
import {
  type Argument,
  argumentReader,
  type Build,
  compileStatement,
  placeholderOf,
  type SqlType,
  type Statement,
  withType,
} from './statement.ts';

// A batch statement executes several requests of the same tick at once, because most of the cost of a small statement
// arises once per statement. All of them use the same key, which is looked up once. Each request is an input row.

/** Maximum requests per batch statement. */
export const BATCH_MAX = 12;

/** A statement that needs longer for a lock is executed alone: in a batch it would delay the others or deadlock with
 *  them. */
export const LOCK_WAIT_MAX_MS = 50;

/** The input row that a result row belongs to, from 1. */
export type WithOrdinal = { readonly ordinal: number };

/** Placeholder of the input rows until their columns are known. */
const INPUT_ROWS = ':input_rows';

/** The input rows of a batch as a FROM item. Its columns are the arguments (prefixed with ':' to avoid clashes with
 *  table columns) and `ordinality`. Queries over it pass these columns on. */
export const inputRows = sql.raw(INPUT_ROWS);

/** The ordinal of an input row. */
export const ordinal = sql<number>`ordinality::int`.as('ordinal');

type PathIn<Args> = {
  [Group in keyof Args & string]: Args[Group] extends Date | Buffer | readonly unknown[] | null
    ? Group
    : Args[Group] extends object
      ? `${Group}.${keyof Args[Group] & string}`
      : Group;
}[keyof Args & string];

/** Compiles a statement in two forms: for one request and for several. The arguments in the group `sender`, and those that
 *  `shared` names, are parameters of the statement instead of columns of the input rows: only requests that agree on them
 *  are batched. The type of each other argument must be given at least once. */
export function batchStatement<Args extends { readonly sender: object }>(shared: readonly PathIn<Args>[]) {
  const isShared = (name: string) =>
    name.startsWith('sender.') || (shared as readonly string[]).includes(name);
  return <Row extends WithOrdinal>(name: string, build: Build<Args, Row>): Statement<Args, Row> => {
    const columns = new Map<string, SqlType>();
    const placeholder = placeholderOf as Argument<Args>;
    const argument: Argument<Args> = (key, type) => {
      if (isShared(key)) return placeholder(key, type);
      if (type) columns.set(key, type);
      // Not `sql.ref`, which takes what precedes a point for a table.
      return withType(sql`${sql.id(inputColumn(key))}`, type);
    };
    const { text, readers: sharedReaders, checksSender } = compileStatement(name, build, argument);
    for (const key of columns.keys()) if (!text.includes(`"${inputColumn(key)}"`)) columns.delete(key);
    const sharedCount = sharedReaders.length;
    const names = [...columns.keys()];
    const readers = [...sharedReaders, ...names.map(argumentReader)];
    const textFrom = (source: string) => text.replace(INPUT_ROWS, () => source);
    return {
      name,
      text: textFrom(singleInputRow(columns, sharedCount + 1)),
      execution: 'grouped',
      checksCaller: checksSender,
      values: (args) => readers.map((read) => read(args)),
      batch: {
        name: `${name}_many`,
        text: textFrom(jsonInputRows(columns, sharedCount + 1)),
        sharedCount,
        row: rowEncoder(names, sharedCount),
      },
    };
  };
}

const inputColumn = (argument: string) => `:${argument}`;

/** One input row with a parameter for each value, so that PostgreSQL plans as if the values stood in place of the
 *  columns. */
function singleInputRow(columns: ReadonlyMap<string, SqlType>, firstNumber: number): string {
  const values = [...columns].map(
    ([name, type], index) => `$${firstNumber + index}::${type} as "${inputColumn(name)}"`,
  );
  return `(select ${values.join(', ')}, 1 as ordinality) as input`;
}

/** Input rows as JSON, the cheapest form for both ends. LIMIT gives the planner the row count. The lock timeout is set
 *  before anything is read and holds until the transaction ends. */
function jsonInputRows(columns: ReadonlyMap<string, SqlType>, parameterNumber: number): string {
  const definitions = [...columns].map(
    ([name, type]) => `"${inputColumn(name)}" ${type === 'jsonb' ? 'text' : type}`,
  );
  return `(select * from rows from (json_to_recordset($${parameterNumber}::json) as (${definitions.join(', ')}))
    with ordinality where (select set_config('lock_timeout', '${LOCK_WAIT_MAX_MS}', true)) is not null
    limit ${BATCH_MAX}) as input`;
}

/** Encodes the values from index `first` on as a JSON object. Nulls are omitted. */
function rowEncoder(names: readonly string[], first: number): BatchForm['row'] {
  const keys = names.map((name) => `${JSON.stringify(inputColumn(name))}:`);
  return (values) => {
    let members = '';
    for (const [index, key] of keys.entries()) {
      const value = values[first + index] ?? null;
      if (value !== null) members += `${members === '' ? '' : ','}${key}${JSON.stringify(jsonValue(value))}`;
    }
    return `{${members}}`;
  };
}

const jsonValue = (value: unknown) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);

/** Queued queries of the same statement, and the query to send for all of them. */
export type Batch = { readonly query: Query; readonly members: readonly QueuedQuery[] };

/** Groups queries that can be batched. */
export function groupIntoBatches(queue: readonly QueuedQuery[]): readonly Batch[] {
  const batches: QueuedQuery[][] = [];
  for (const queued of queue) {
    const batch = batches.find(([first]) => first && canBatch(first.query, queued.query));
    if (batch) batch.push(queued);
    else batches.push([queued]);
  }
  return batches.map((members) => ({ query: batchQuery(members), members }));
}

const sharedValues = ({ batch, values }: Query) => values.slice(0, batch?.sharedCount);

function canBatch(one: Query, other: Query): boolean {
  if (!one.batch || one.batch !== other.batch) return false;
  return sharedValues(one).every((value, index) => isEqualValue(value, other.values[index]));
}

const isEqualValue = (one: unknown, other: unknown) =>
  one === other || (Buffer.isBuffer(one) && Buffer.isBuffer(other) && one.equals(other));

function batchQuery(members: readonly QueuedQuery[]): Query {
  const [{ query }] = members as readonly [QueuedQuery];
  const { batch } = query;
  if (members.length === 1 || !batch) return query;
  const rows = members.map((member) => batch.row(member.query.values));
  // Unnamed statements stay unnamed when batched.
  const name = query.name && batch.name;
  return {
    name,
    text: batch.text,
    values: [...sharedValues(query), `[${rows.join(',')}]`],
    share: query.share,
  };
}

/** Returns the result rows of one member of a batch. */
export const rowsFor = ({ members }: Batch, index: number, rows: readonly object[]): readonly object[] =>
  members.length === 1 ? rows : rows.filter((row) => (row as WithOrdinal).ordinal === index + 1);
