const number = new Intl.NumberFormat();
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** Formats an integer of any size. */
export const formatNumber = (value: number | string) => number.format(BigInt(value));

const UNITS = [
  ['minute', 60],
  ['hour', 60 * 60],
  ['day', 24 * 60 * 60],
] as const;
const DAYS_MAX = 30;

/** Formats a time relative to now, such as "5 minutes ago", and one that is more than 30 days away as a date. */
export function formatRelativeTime(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (Math.abs(seconds) < 60) return relative.format(0, 'second');
  const [unit, length] = UNITS.findLast(([, unitLength]) => Math.abs(seconds) >= unitLength) ?? UNITS[0];
  const count = Math.round(seconds / length);
  return unit === 'day' && Math.abs(count) > DAYS_MAX
    ? day.format(new Date(iso))
    : relative.format(count, unit);
}

/** Formats a time in the local time zone and in UTC. */
export const formatExactTime = (iso: string) =>
  `${exact.format(new Date(iso))} (${new Date(iso).toISOString()})`;
