import { useSyncExternalStore } from 'react';

const MINUTE_MS = 60_000;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  const update = () => {
    if (document.hidden) return;
    now = Date.now();
    listener();
  };
  update();
  const timer = setInterval(update, MINUTE_MS);
  document.addEventListener('visibilitychange', update);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', update);
  };
}

/** Returns the time, which changes once a minute while the page is visible. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
