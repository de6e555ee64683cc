import { checkOf, encodeCursor, type Place, splitCursor } from '../../postgres/pagination/cursor.ts';
import { DomainError, invalidValue } from './errors.ts';
import { idPrefix } from './request-context.ts';

/** The arguments of a Relay connection. */
export type PageInput = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
};

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

/** How many, and from which end of the list. Throws BAD_USER_INPUT for a size out of bounds or for both ends at once. */
export function pageSize({ first, last }: PageInput): { readonly size: number; readonly backward: boolean } {
  if (first != null && last != null) {
    throw invalidValue('last', 'first and last cannot be used together.', 'Ask for one end of the list.');
  }
  const backward = last != null;
  const size = first ?? last ?? PAGE_SIZE_DEFAULT;
  if (size < 1 || size > PAGE_SIZE_MAX) {
    const field = backward ? 'last' : 'first';
    throw invalidValue(
      field,
      `${field} must be between 1 and ${PAGE_SIZE_MAX}.`,
      'Ask for less and follow the cursor.',
    );
  }
  return { size, backward };
}

/** Reads and writes the cursors of one list. */
export type CursorCodec = {
  encode(place: Place): string;
  /** Throws BAD_USER_INPUT for a cursor that this list did not make. Null and undefined are no cursor. */
  decode(cursor: string | null | undefined, field: 'after' | 'before' | 'cursor'): Place | null;
};

/** `list` tells the list from every other list and order; `valuePattern` is the form of what it is ordered by. */
export function cursorCodec(list: string, valuePattern: RegExp): CursorCodec {
  return {
    encode: (place) => encodeCursor(list, place),
    decode: (cursor, field) => {
      if (cursor == null) return null;
      const place = splitCursor(cursor);
      const isOurs = place && place.check === checkOf(list, place);
      if (isOurs && valuePattern.test(place.value) && idPrefix(place.id)) return place;
      throw new DomainError({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_CURSOR',
        message: `${field} is not a cursor of this list.`,
        field,
        suggestedFix: 'Pass a cursor of this list as it came, with the same order, or start without one.',
      });
    },
  };
}

/** A page of a list, in the list's order, and whether the list goes on at either end. */
export type Page<Row> = {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
};

type PageSlice = {
  readonly size: number;
  readonly backward: boolean;
  readonly after: unknown;
  readonly before: unknown;
};

/** Makes a page of up to `size` + 1 rows that were read from the end that was asked for. */
export function slicePage<Row>(
  read: readonly Row[],
  { size, backward, after, before }: PageSlice,
): Page<Row> {
  const more = read.length > size;
  const rows = read.slice(0, size);
  if (backward) rows.reverse();
  return {
    rows,
    hasNextPage: backward ? before != null : more || before != null,
    hasPreviousPage: backward ? more || after != null : after != null,
  };
}
