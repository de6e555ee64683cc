/** Returns the start of the UTC month of an instant, shifted by a number of months. */
export function monthOf(instant: Date, months = 0): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + months));
}
