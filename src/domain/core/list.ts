import { type CursorPosition, listKey } from '../../postgres/pagination/cursor.ts';
import type { ListLoader } from '../../postgres/pagination/list-loader.ts';
import type { ListValues, PageWindow, Position } from '../../postgres/pagination/list-query.ts';
import {
  type CursorCodec,
  cursorCodec,
  type Page,
  type PageInput,
  pageSize,
  slicePage,
} from './pagination.ts';

/** An order of a list; ties are ordered by id. */
export type ListOrder<Row, Value = Date | string> = {
  /** Part of each cursor: cursors of one order are invalid for another. */
  readonly name: string;
  readonly column: PageWindow['column'];
  /** The default direction. */
  readonly ascending: boolean;
  /** The format of the value in a cursor. */
  readonly pattern: RegExp;
  readonly place: (row: Row) => CursorPosition;
  readonly position: (place: CursorPosition) => Position<Value>;
};

function descending<Row extends { readonly id: string }>(
  name: string,
  column: PageWindow['column'],
  timeOf: (row: Row) => Date,
): ListOrder<Row, Date> {
  return {
    name,
    column,
    ascending: false,
    pattern: /^\d{1,15}$/,
    place: (row) => ({ value: String(timeOf(row).getTime()), id: row.id }),
    position: ({ value, id }) => ({ value: new Date(Number(value)), id }),
  };
}

/** A row of a list that is ordered by creation time. */
export type NewRow = { readonly id: string; readonly createdAt: Date };
type CallRow = { readonly id: string; readonly calledAt: Date };

/** The default order of lists. */
export const newestFirst = descending<NewRow>('CREATED_AT', 'created_at', ({ createdAt }) => createdAt);

/** Ordered by the time of the call, which differs from the time of its recording. */
export const mostRecentCallFirst = descending<CallRow>('CALLED_AT', 'called_at', ({ calledAt }) => calledAt);

/** Returns the cursor codec of a log in the order `newestFirst`: milliseconds since 1970, up to the year 5138, as Prisma accepts years up to
 *  9999 only. */
export const logCursors = (name: string): CursorCodec => cursorCodec(name, /^\d{1,14}$/);

/** A page, with the cursor of each of its rows. */
export type ListPage<Row> = Page<Row> & { readonly cursorOf: (row: Row) => string };

type ListRequest<Filter, Row> = {
  readonly loader: Pick<ListLoader<Filter, Row>, 'page'>;
  /** The name of the list, part of every cursor. */
  readonly name: string;
  readonly ownerId: string;
  readonly order: ListOrder<Row>;
  /** Absent: the default direction of the order. */
  readonly ascending?: boolean | undefined;
  readonly filter: ListValues<Filter>;
  readonly input: PageInput;
};

/** Reads a page of a list. Throws BAD_USER_INPUT for an invalid size or cursor. */
export async function readPage<Filter, Row>(request: ListRequest<Filter, Row>): Promise<ListPage<Row>> {
  const { loader, name, ownerId, order, ascending, filter, input } = request;
  return readWindow({
    cursors: listCursors(name, ownerId, order),
    order,
    ascending,
    input,
    read: (window) => loader.page(ownerId, window, filter),
  });
}

type WindowRequest<Row, Value> = {
  readonly cursors: CursorCodec;
  readonly order: ListOrder<Row, Value>;
  /** Absent: the default direction of the order. */
  readonly ascending?: boolean | undefined;
  readonly input: PageInput;
  readonly read: (window: PageWindow<Value>) => Promise<readonly Row[]>;
};

/** Reads a page of rows in an order, however they are read. Throws BAD_USER_INPUT for an invalid size or cursor. */
export async function readWindow<Row, Value>({
  cursors,
  order,
  ascending = order.ascending,
  input,
  read,
}: WindowRequest<Row, Value>): Promise<ListPage<Row>> {
  const { size, backward } = pageSize(input);
  const after = cursors.decode(input.after, 'after');
  const before = cursors.decode(input.before, 'before');
  const position = (place: CursorPosition | null) => place && order.position(place);
  // Pages from the end of the list are read in the opposite direction.
  const rows = await read({
    column: order.column,
    ascending: ascending !== backward,
    after: position(backward ? before : after),
    before: position(backward ? after : before),
    limit: size + 1,
  });
  const cursorOf = (row: Row) => cursors.encode(order.place(row));
  return { ...slicePage(rows, { size, backward, after, before }), cursorOf };
}

/** More than a list without pages has. */
const ROWS_MAX = 1_000;

/** Reads all rows of a list without pages, oldest first. */
export async function readRows<Filter, Row>(
  loader: Pick<ListLoader<Filter, Row>, 'page'>,
  ownerId: string,
  filter: ListValues<Filter>,
): Promise<readonly Row[]> {
  const { column } = newestFirst;
  return loader.page(
    ownerId,
    { column, ascending: true, after: null, before: null, limit: ROWS_MAX },
    filter,
  );
}

/** Returns the cursor of a row in its owner's list, in the order `newestFirst`. */
export function newCursor(list: string, ownerId: string, row: NewRow): string {
  return listCursors(list, ownerId, newestFirst).encode(newestFirst.place(row));
}

/** Returns the cursor codec of one owner's list in one order. */
export function listCursors<Row>(name: string, ownerId: string, order: ListOrder<Row>) {
  return cursorCodec(listKey(name, ownerId, order.name), order.pattern);
}
