import type { Place } from '../../postgres/pagination/cursor.ts';
import type { ListLoader } from '../../postgres/pagination/list-loader.ts';
import type { ListValues, PageWindow, Position } from '../../postgres/pagination/list-query.ts';
import { cursorCodec, type Page, type PageInput, pageSize, slicePage } from './pagination.ts';

/** What a list can be ordered by, then always by id. */
export type ListOrder<Row> = {
  /** Part of each cursor: those of one order are not good for another. */
  readonly name: string;
  readonly column: PageWindow['column'];
  /** Unless the caller wants it otherwise. */
  readonly ascending: boolean;
  /** The form of the value in a cursor. */
  readonly pattern: RegExp;
  readonly place: (row: Row) => Place;
  readonly position: (place: Place) => Position;
};

function descending<Row extends { readonly id: string }>(
  name: string,
  column: PageWindow['column'],
  timeOf: (row: Row) => Date,
): ListOrder<Row> {
  return {
    name,
    column,
    ascending: false,
    pattern: /^\d{1,15}$/,
    place: (row) => ({ value: String(timeOf(row).getTime()), id: row.id }),
    position: ({ value, id }) => ({ value: new Date(Number(value)), id }),
  };
}

/** What a list begins with unless it is ordered otherwise. */
export type NewRow = { readonly id: string; readonly createdAt: Date };
type Called = { readonly id: string; readonly calledAt: Date };

/** The order of every list that does not offer another one. */
export const newestFirst = descending<NewRow>('CREATED_AT', 'created_at', ({ createdAt }) => createdAt);

/** By when it happened, which is not when it was recorded. */
export const mostRecentCallFirst = descending<Called>('CALLED_AT', 'called_at', ({ calledAt }) => calledAt);

/** A page, and the cursor of each of its rows. */
export type ListPage<Row> = Page<Row> & { readonly cursorOf: (row: Row) => string };

type ListRequest<Filter, Row> = {
  readonly loader: ListLoader<Filter, Row>;
  /** The kind of list, in every cursor. */
  readonly name: string;
  readonly ownerId: string;
  readonly order: ListOrder<Row>;
  /** Absent: as the order has it. */
  readonly ascending?: boolean | undefined;
  readonly filter: ListValues<Filter>;
  readonly input: PageInput;
};

/** A page of a list. Throws BAD_USER_INPUT for a bad size or cursor. */
export async function readPage<Filter, Row>(request: ListRequest<Filter, Row>): Promise<ListPage<Row>> {
  const { loader, name, ownerId, order, filter, input } = request;
  const { size, backward } = pageSize(input);
  const cursors = listCursors(name, ownerId, order);
  const after = cursors.decode(input.after, 'after');
  const before = cursors.decode(input.before, 'before');
  const position = (place: Place | null) => place && order.position(place);
  // From the end of the list everything is the other way round.
  const window: PageWindow = {
    column: order.column,
    ascending: (request.ascending ?? order.ascending) !== backward,
    after: position(backward ? before : after),
    before: position(backward ? after : before),
    limit: size + 1,
  };
  const rows = await loader.page(ownerId, window, filter);
  const cursorOf = (row: Row) => cursors.encode(order.place(row));
  return { ...slicePage(rows, { size, backward, after, before }), cursorOf };
}

/** The lists that are ordered by `newestFirst` by default. */
export type NewestFirstList =
  | 'projects'
  | 'authConfigs'
  | 'connectedAccounts'
  | 'triggers'
  | 'sessions'
  | 'mcpServers'
  | 'apiKeys'
  | 'webhookSubscriptions'
  | 'webhookDeliveries';

/** The cursor of a row in the list of its owner in the default order. */
export function newCursor(list: NewestFirstList, ownerId: string, row: NewRow): string {
  return listCursors(list, ownerId, newestFirst).encode(newestFirst.place(row));
}

/** The cursors of one owner's list in one order. */
export function listCursors<Row>(name: string, ownerId: string, order: ListOrder<Row>) {
  return cursorCodec(`${name}/${ownerId}/${order.name}`, order.pattern);
}
