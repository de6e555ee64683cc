import { createHash } from 'node:crypto';

/** Where a row stands in an ordered list: the value that the list is ordered by, as text, and the row's id. */
export type Place = { readonly value: string; readonly id: string };

const CHECK_LENGTH = 8;

/** A cursor is the base64url of `value|id|check`. The check tells a cursor of this list from damage and from cursors of
 *  other lists. It is no secret: a made-up cursor is only another place in a list that its caller may read anyway. */
export function encodeCursor(list: string, place: Place): string {
  return join(place.value, place.id, checkOf(list, place));
}

/** The parts of a cursor, whatever list it is of. Null: no list makes such a cursor. */
export function splitCursor(cursor: string): (Place & { readonly check: string }) | null {
  const [value = '', id = '', check = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  // Decoding overlooks much, such as foreign characters.
  return join(value, id, check) === cursor ? { value, id, check } : null;
}

const join = (...parts: readonly string[]) => Buffer.from(parts.join('|')).toString('base64url');

export function checkOf(list: string, { value, id }: Place): string {
  return createHash('md5').update(`${list}|${value}|${id}`).digest('hex').slice(0, CHECK_LENGTH);
}

/** `checkOf` as SQL, of SQL expressions. */
export function checkSql(list: string, value: string, id: string): string {
  return `left(md5(${list}||'|'||${value}||'|'||${id}),${CHECK_LENGTH})`;
}

/** `encodeCursor` as SQL, of SQL expressions. */
export function cursorSql(list: string, value: string, id: string): string {
  const text = `${value}||'|'||${id}||'|'||${checkSql(list, value, id)}`;
  // PostgreSQL breaks base64 into lines and pads it.
  return `translate(encode(convert_to(${text},'UTF8'),'base64'),E'+/=\\n','-_')`;
}
