import { useEffect, useState } from 'react';
import { waiting } from '../../graphql/transport.ts';
import { useStore } from '../../lib/store.ts';
import { shellText } from './text.ts';

const SECOND_MS = 1_000;

/** Says that requests wait, why and how long. */
export function WaitingBanner() {
  const current = useStore(waiting);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (current === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [current]);
  if (current === null) return null;
  const seconds = Math.max(0, Math.ceil((current.until - now) / SECOND_MS));
  const text = current.cause === 'rate-limited' ? shellText.rateLimited : shellText.unreachable;
  return (
    <p
      role="status"
      className="sticky top-0 z-30 border-b border-warning/40 bg-warning-soft px-4 py-2 text-center font-medium text-warning"
    >
      {text(seconds)}
    </p>
  );
}
