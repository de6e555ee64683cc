import { formatExactTime, formatRelativeTime } from '../lib/format.ts';
import { useNow } from '../lib/use-now.ts';
import { uiText } from './text.ts';

/** A time relative to now, with the exact one in its title. Null: never. */
export function Time({
  at,
  absent = uiText.never,
}: {
  readonly at: string | null;
  readonly absent?: string;
}) {
  const now = useNow();
  if (at === null) return <span className="text-muted">{absent}</span>;
  return (
    <time dateTime={at} title={formatExactTime(at)} className="whitespace-nowrap">
      {formatRelativeTime(at, now)}
    </time>
  );
}
