import { type RawBuilder, sql } from 'kysely';

/** Formats an instant as `Date.toISOString` does, as SQL: the format of responses and of the audit log. */
export const isoText = (instant: RawBuilder<unknown>): RawBuilder<string> =>
  sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Returns the milliseconds since 1970, as `Date.getTime` does, as SQL. */
export const epochMs = (instant: RawBuilder<unknown>): RawBuilder<string> =>
  sql`(date_part('epoch',${instant})*1000)::bigint`;

/** A database value does not have the expected format. Substituting a guess or nothing could authenticate a request
 *  wrongly. */
class UnreadableValueError extends Error {
  override readonly name = 'UnreadableValueError';
}

/** PostgreSQL's text format of an instant in UTC, from year 1 on. */
const INSTANT = /^(\d{4,6})(-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00$/;

/** Parses an instant in PostgreSQL's text format. Throws UnreadableValueError for any other text, including `infinity`. */
export function readInstant(text: string): Date {
  const [, year = '', day, time] = INSTANT.exec(text) ?? [];
  const instant = new Date(`${year.length > 4 ? `+${year.padStart(6, '0')}` : year}${day}T${time}Z`);
  if (Number.isNaN(instant.getTime())) throw new UnreadableValueError(`${text} is not an instant in UTC`);
  return instant;
}

/** Parses an array of instants in PostgreSQL's text format. */
export function readInstants(text: string): readonly (Date | null)[] {
  const elements = text === '{}' ? [] : text.slice(1, -1).split(',');
  return elements.map((element) => (element === 'NULL' ? null : readInstant(element.replaceAll('"', ''))));
}

/** Rejects types without a time zone: assuming the zone of this process could be wrong. */
export function rejectLocalTime(text: string): never {
  throw new UnreadableValueError(`${text} has no time zone`);
}
