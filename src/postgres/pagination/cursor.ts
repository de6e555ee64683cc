import { createHash } from 'node:crypto';

/** Position of a row in an ordered list: its sort value as text, and its id. */
export type CursorPosition = { readonly value: string; readonly id: string };

const CHECK_LENGTH = 8;

/** Encodes a cursor as `check.id.value`. The check distinguishes cursors of this list from damaged ones and from those
 *  of other lists. It is not a secret: a forged cursor is only another position in a list that its caller may read. */
export function encodeCursor(list: string, position: CursorPosition): string {
  return `${checkOf(list, position)}.${position.id}.${position.value}`;
}

const cursorPattern = /^([0-9a-f]{8})\.([a-z]+_[0-9A-Za-z]{16})\.(.+)$/;

/** Splits a cursor of any list into its parts. Null: malformed. */
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
