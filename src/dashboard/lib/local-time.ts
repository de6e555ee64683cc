const MINUTE_MS = 60_000;

/** Formats an instant for an input of the type `datetime-local`, in the local time zone. Null: empty. */
export function toLocalInput(iso: string | null): string {
  if (iso === null) return '';
  const date = new Date(iso);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS);
  return local.toISOString().slice(0, 16);
}

/** Reads such an input. Empty: null. */
export const toInstant = (text: string): string | null => (text === '' ? null : new Date(text).toISOString());
