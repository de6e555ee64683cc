import { createStore } from '../lib/store.ts';

/** Why requests wait at present. Null: they do not. */
export type Waiting = {
  readonly cause: 'unreachable' | 'rate-limited';
  /** When the next attempt is made, in milliseconds since the epoch. */
  readonly until: number;
};

export const waiting = createStore<Waiting | null>(null);

export type Credentials = {
  /** Returns the headers that authenticate a request. */
  headers(): Readonly<Record<string, string>>;
  /** Asks the user to sign in again, after 401. Resolves when that was done. */
  renew(): Promise<void>;
};

const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const STATUS = { unauthenticated: 401, rateLimited: 429, unavailable: 503 };

/** Returns a fetch that authenticates requests and repeats those that the server has not answered: after 429 and 503 when it says so,
 *  without a connection after a growing delay, and after 401 once the user has signed in again. A repeated request is the same one, with
 *  the same Idempotency-Key. */
export function createTransport({ headers, renew }: Credentials): typeof fetch {
  return async (input, init) => {
    for (let attempt = 0; ; attempt++) {
      const response = await fetch(input, withHeaders(init, headers())).catch((error: unknown) => {
        if (init?.signal?.aborted) throw error;
        return null;
      });
      const status = response?.status ?? STATUS.unavailable;
      if (status === STATUS.unauthenticated) await renew();
      else if (status === STATUS.rateLimited || status === STATUS.unavailable)
        await wait(status, delayOf(response, attempt), init?.signal);
      else if (response) {
        waiting.set(null);
        return response;
      }
    }
  };
}

const withHeaders = (init: RequestInit | undefined, headers: Readonly<Record<string, string>>) => ({
  ...init,
  headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers },
});

function delayOf(response: Response | null, attempt: number): number {
  const seconds = Number(response?.headers.get('retry-after'));
  if (seconds > 0) return seconds * 1_000;
  return BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)] ?? 0;
}

function wait(status: number, delayMs: number, signal: AbortSignal | null | undefined): Promise<void> {
  const cause = status === STATUS.rateLimited ? 'rate-limited' : 'unreachable';
  waiting.set({ cause, until: Date.now() + delayMs });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
