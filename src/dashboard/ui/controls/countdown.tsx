import { useEffect, useState } from 'react';
import { formatExactTime } from '../../lib/format.ts';
import { uiText } from '../text.ts';

const SECOND_MS = 1_000;

/** Counts down to a time, in seconds. */
export function Countdown({ at }: { readonly at: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((Date.parse(at) - now) / SECOND_MS);
  return (
    <time dateTime={at} title={formatExactTime(at)} className="whitespace-nowrap tabular-nums">
      {seconds > 0 ? inTime(seconds) : uiText.due}
    </time>
  );
}

const two = (value: number) => String(value).padStart(2, '0');

/** Formats a duration such as "2:05" or "1:02:05". */
function inTime(seconds: number): string {
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  return hours > 0
    ? uiText.inTime(`${hours}:${two(minutes)}:${two(rest)}`)
    : uiText.inTime(`${minutes}:${two(rest)}`);
}
