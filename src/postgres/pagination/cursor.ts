import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

type Sql = RawBuilder<unknown>;

/** Position of a row in an ordered list: its sort value as text, and its id. */
export type CursorPosition = { readonly value: string; readonly id: string };

/** A position with the check of its cursor, which identifies the list. */
export type CheckedPosition = CursorPosition & { readonly check: string };

const CHECK_LENGTH = 8;

/** Names one owner's list in one order, which its cursors contain. */
export const listKey = (list: string, ownerId: string, order: string) => `${list}/${ownerId}/${order}`;

/** `listKey` as SQL, of an SQL expression. */
export const listKeySql = (list: string, ownerId: Sql, order: string): Sql =>
  sql`${sql.lit(`${list}/`)}||${ownerId}||${sql.lit(`/${order}`)}`;

/** Encodes a cursor as `check.id.value`. The check distinguishes cursors of this list from damaged ones and from those
 *  of other lists. It is not a secret: a forged cursor is only another position in a list that its caller may read. */
export function encodeCursor(list: string, position: CursorPosition): string {
  return `${checkOf(list, position)}.${position.id}.${position.value}`;
}

const cursorPattern = /^([0-9a-f]{8})\.([a-z]+_[0-9A-Za-z]{16})\.(.+)$/;

/** Splits a cursor of any list into its parts. Null: malformed. */
export function splitCursor(cursor: string): CheckedPosition | null {
  const [, check, id, value] = cursorPattern.exec(cursor) ?? [];
  return check && id && value ? { value, id, check } : null;
}

export function checkOf(list: string, { value, id }: CursorPosition): string {
  return createHash('md5').update(`${list}|${value}|${id}`).digest('hex').slice(0, CHECK_LENGTH);
}

/** `checkOf` as SQL, of SQL expressions. */
export const checkSql = (list: Sql, value: Sql, id: Sql): Sql =>
  sql`left(md5(${list}||'|'||${value}||'|'||${id}),${sql.lit(CHECK_LENGTH)})`;

/** `encodeCursor` as SQL, of SQL expressions. */
export const cursorSql = (list: Sql, value: Sql, id: Sql): Sql =>
  sql`${checkSql(list, value, id)}||'.'||${id}||'.'||${value}`;
