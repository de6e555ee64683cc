import { createHash } from 'node:crypto';

/** Where a row stands in an ordered list: the value that the list is ordered by, as text, and the row's id. */
export type CursorPosition = { readonly value: string; readonly id: string };

const CHECK_LENGTH = 8;

/** A cursor is `check.id.value`. The check tells a cursor of this list from damage and from cursors of other lists. It is
 *  no secret: a made-up cursor is only another place in a list that its caller may read anyway. */
export function encodeCursor(list: string, place: CursorPosition): string {
  return `${checkOf(list, place)}.${place.id}.${place.value}`;
}

const cursorPattern = /^([0-9a-f]{8})\.([a-z]+_[0-9A-Za-z]{16})\.(.+)$/;

/** The parts of a cursor, whatever list it is of. Null: no list makes such a cursor. */
export function splitCursor(cursor: string): (CursorPosition & { readonly check: string }) | null {
  const [, check, id, value] = cursorPattern.exec(cursor) ?? [];
  return check && id && value ? { value, id, check } : null;
}

export function checkOf(list: string, { value, id }: CursorPosition): string {
  return createHash('md5').update(`${list}|${value}|${id}`).digest('hex').slice(0, CHECK_LENGTH);
}

/** `checkOf` as SQL, of SQL expressions. */
export function checkSql(list: string, value: string, id: string): string {
  return `left(md5(${list}||'|'||${value}||'|'||${id}),${CHECK_LENGTH})`;
}

/** `encodeCursor` as SQL, of SQL expressions. */
export function cursorSql(list: string, value: string, id: string): string {
  return `${checkSql(list, value, id)}||'.'||${id}||'.'||${value}`;
}
