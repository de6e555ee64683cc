/** The first moment of the month of UTC that a moment is in, or of one so many months later. */
export function monthOf(moment: Date, ahead = 0): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + ahead));
}
