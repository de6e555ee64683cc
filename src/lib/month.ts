/** The first moment of the month of UTC that a moment is in, or of one so many months later. */
export function monthOf(instant: Date, months = 0): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + months));
}
