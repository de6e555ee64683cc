import { basePath, build } from './base.ts';

const INTERVAL_MS = 5 * 60_000;

/** Calls back once when the server serves another build than this page. Asks when the page becomes visible, at most every five minutes. */
export function watchForNewVersion(onNewVersion: () => void): () => void {
  let askedAt = 0;
  const ask = async () => {
    if (document.hidden || Date.now() - askedAt < INTERVAL_MS) return;
    askedAt = Date.now();
    const response = await fetch(basePath, { headers: { accept: 'text/html' } }).catch(() => null);
    if (!response?.ok || (await response.text()).includes(`content="${build}"`)) return;
    stop();
    onNewVersion();
  };
  const stop = () => document.removeEventListener('visibilitychange', ask);
  document.addEventListener('visibilitychange', ask);
  return stop;
}
