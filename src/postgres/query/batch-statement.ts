import { sql } from 'kysely';
import type { VisibleOrganization } from '../tenancy.ts';
import type { BatchForm, Query, QueuedQuery } from './query.ts';
import {
  type Argument,
  type Build,
  compileStatement,
  placeholderOf,
  type SqlType,
  type Statement,
  withType,
} from './statement.ts';

// A batch statement does for several who ask at the same moment what it does for one: most of what PostgreSQL does for a small
// statement it does once for each statement. All of them come with one key, which is looked up once. What each asks for is a
// row.

/** So many are done by one statement at most. */
export const BATCH_MAX = 12;

/** Whoever needs longer for a lock takes it alone: in a batch it would make others wait, or wait in a circle with them. */
export const LOCK_WAIT_MAX_MS = 50;

/** For whom a row of the result is: the place of what was asked, from 1. */
export type WithOrdinal = { readonly ordinal: number };

/** Where `given` stands until its columns are known. */
const INPUT_ROWS = ':input_rows';

/** What is asked for, as a table in a FROM. Who reads it hands its columns on: each argument, under a name that no table has a
 *  column of, and `ordinality`. */
export const inputRows = sql.raw(INPUT_ROWS);

/** The place of a row in `given`. */
export const ordinal = sql<number>`ordinality::int`.as('ordinal');

/** The arguments that are values of the statement and no columns of `given`: of whom and what all of it is. Only those who have
 *  them alike are joined. */
const sharedArguments: ReadonlySet<string> = new Set([
  'organizationId',
  'senderHash',
  'isSenderDecided',
  'actorKind',
  'actorKeyId',
  'action',
  'eventType',
]);

/** Compiles a statement in two forms: for who asks alone and for several. Each argument that is a column of `given` must be told
 *  its type once at least. */
export function batchStatement<Args extends VisibleOrganization>() {
  return <Row extends WithOrdinal>(name: string, build: Build<Args, Row>): Statement<Args, Row> => {
    const columns = new Map<keyof Args & string, SqlType>();
    const placeholder = placeholderOf as Argument<Args>;
    const argument: Argument<Args> = (key, type) => {
      if (sharedArguments.has(key)) return placeholder(key, type);
      if (type) columns.set(key, type);
      return withType(sql.ref(inputColumn(key)), type);
    };
    const shared = compileStatement(name, build, argument);
    const sharedCount = shared.valueCount;
    const names = [...columns.keys()];
    const textFrom = (source: string) => shared.text.replace(INPUT_ROWS, () => source);
    return {
      name,
      text: textFrom(singleInputRow(columns, sharedCount + 1)),
      isShort: true,
      checksSender: shared.checksSender,
      values: (args) => [...shared.values(args), ...names.map((key) => args[key])],
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

/** One row, each value by itself: PostgreSQL plans as if the values stood where the columns do. */
function singleInputRow(columns: ReadonlyMap<string, SqlType>, firstPlace: number): string {
  const values = [...columns].map(
    ([name, type], index) => `$${firstPlace + index}::${type} as "${inputColumn(name)}"`,
  );
  return `(select ${values.join(', ')}, 1 as ordinality) as input`;
}

/** JSON is the cheapest form of rows, for both ends. The limit tells PostgreSQL how few they are when it plans. The wait for a lock
 *  is bounded before anything is read, and until the transaction ends. */
function jsonInputRows(columns: ReadonlyMap<string, SqlType>, place: number): string {
  const definitions = [...columns].map(
    ([name, type]) => `"${inputColumn(name)}" ${type === 'jsonb' ? 'text' : type}`,
  );
  return `(select * from rows from (json_to_recordset($${place}::json) as (${definitions.join(', ')}))
    with ordinality where (select set_config('lock_timeout', '${LOCK_WAIT_MAX_MS}', true)) is not null
    limit ${BATCH_MAX}) as input`;
}

/** Of values from one place on. What is null is left out. */
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

/** Those who wait for the same statement, and what to send for all of them. */
export type Batch = { readonly query: Query; readonly members: readonly QueuedQuery[] };

/** Joins who can be. */
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
  // Where statements have no names, this one has none either.
  const name = query.name && batch.name;
  return {
    name,
    text: batch.text,
    values: [...sharedValues(query), `[${rows.join(',')}]`],
    share: query.share,
  };
}

/** What one member of a batch is answered with. */
export const rowsFor = ({ members }: Batch, index: number, rows: readonly object[]): readonly object[] =>
  members.length === 1 ? rows : rows.filter((row) => (row as WithOrdinal).ordinal === index + 1);
