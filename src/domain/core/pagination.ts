import {
  type CheckedPosition,
  type CursorPosition,
  checkOf,
  encodeCursor,
  splitCursor,
} from '../../postgres/pagination/cursor.ts';
import { DomainError, invalidValue } from './errors.ts';
import { idPrefix } from './request-context.ts';

/** The arguments of a Relay connection. */
export type PageInput = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
  /** The largest page. Absent: `PAGE_SIZE_MAX`. */
  readonly sizeMax?: number;
};

export const PAGE_SIZE_DEFAULT = 20;
/** @limit requests: objects of a page (`first`) */
export const PAGE_SIZE_MAX = 100;

/** Returns the page size and the end of the list that it is counted from. Throws BAD_USER_INPUT for a size out of bounds or
 *  for both `first` and `last`. */
export function pageSize({ first, last, sizeMax = PAGE_SIZE_MAX }: PageInput): {
  readonly size: number;
  readonly backward: boolean;
} {
  if (first != null && last != null) {
    throw invalidValue('last', 'first and last cannot be used together.', 'Give either first or last.');
  }
  const backward = last != null;
  const size = first ?? last ?? PAGE_SIZE_DEFAULT;
  if (size < 1 || size > sizeMax) {
    const field = backward ? 'last' : 'first';
    throw invalidValue(
      field,
      `${field} must be between 1 and ${sizeMax}.`,
      'Request a smaller page, and follow the cursor.',
    );
  }
  return { size, backward };
}

/** Encodes and decodes the cursors of one list. */
export type CursorCodec = {
  encode(place: CursorPosition): string;
  /** Throws BAD_USER_INPUT for a cursor of another list. Null and undefined: no cursor. */
  decode(cursor: string | null | undefined, field: 'after' | 'before' | 'cursor'): CursorPosition | null;
};

/** Returns the parts of a cursor without checking which list it belongs to. Null: not a cursor of any list in this order. */
export function parseCursor(cursor: string, valuePattern: RegExp): CheckedPosition | null {
  const place = splitCursor(cursor);
  return place && valuePattern.test(place.value) && idPrefix(place.id) ? place : null;
}

/** `list` identifies the list and its order; `valuePattern` is the format of the value that the list is ordered by. */
export function cursorCodec(list: string, valuePattern: RegExp): CursorCodec {
  return {
    encode: (place) => encodeCursor(list, place),
    decode: (cursor, field) => {
      if (cursor == null) return null;
      const place = parseCursor(cursor, valuePattern);
      if (place && place.check === checkOf(list, place)) return place;
      throw new DomainError({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_CURSOR',
        message: `${field} is not a cursor of this list.`,
        field,
        suggestedFix: 'Pass a cursor of this list unchanged, with the same order, or start without a cursor.',
      });
    },
  };
}

/** A page of a list in the order of the list, and whether there are rows before and after it. */
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

/** Builds a page from up to `size` + 1 rows, read from the requested end of the list. */
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
