/** A value of the database is not in the form that was asked for. To go on with a guess, or with nothing, could let a request in. */
export class UnreadableValueError extends Error {
  override readonly name = 'UnreadableValueError';
}

/** As PostgreSQL writes an instant in UTC, of the year 1 or later. */
const INSTANT = /^(\d{4,6})(-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00$/;

/** The instant that PostgreSQL has written. Throws UnreadableValueError for any other text, `infinity` among them. */
export function readInstant(text: string): Date {
  const [, year = '', day, time] = INSTANT.exec(text) ?? [];
  const instant = new Date(`${year.length > 4 ? `+${year.padStart(6, '0')}` : year}${day}T${time}Z`);
  if (Number.isNaN(instant.getTime())) throw new UnreadableValueError(`${text} is no instant in UTC`);
  return instant;
}

/** An array of instants as PostgreSQL writes it. */
export function readInstants(text: string): readonly (Date | null)[] {
  const elements = text === '{}' ? [] : text.slice(1, -1).split(',');
  return elements.map((element) => (element === 'NULL' ? null : readInstant(element.replaceAll('"', ''))));
}

/** For a type that has no time zone: to take it for the zone of this process could be wrong. */
export function refuseLocalTime(text: string): never {
  throw new UnreadableValueError(`${text} has no time zone`);
}
