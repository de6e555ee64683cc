import { rateLimited } from '../../domain/core/errors.ts';
import type { Client } from '../../domain/core/request-context.ts';
import { createLru } from '../../lib/lru.ts';
import { addressGroup } from './address-group.ts';
import { secondsOf } from './limiter.ts';

/** Limits requests without a key, which no organization's budget pays for. */
export type KeylessLimit = {
  /** Counts a request in this process, without a statement. Throws RATE_LIMITED. */
  charge(client: Client): void;
  /** Runs work that needs the database with bounded concurrency, which all requests without a key share. Throws RATE_LIMITED when the
   *  queue is full. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
};

export type KeylessOptions = {
  /** Requests from one address. 0: no limit. */
  readonly keylessPerMinute: number;
  readonly windowSeconds: number;
  readonly keylessAtOnceMax: number;
  readonly keylessQueueMax: number;
};

const ADDRESSES_MAX = 20_000;

export function createKeylessLimit(options: KeylessOptions): KeylessLimit {
  const { keylessPerMinute, windowSeconds, keylessAtOnceMax, keylessQueueMax } = options;
  const windowMs = windowSeconds * 1_000;
  const windows = createLru<{ count: number; readonly endsAtMs: number }>(ADDRESSES_MAX);
  const queue: (() => void)[] = [];
  let runningCount = 0;
  return {
    charge: (client) => {
      if (keylessPerMinute === 0) return;
      const now = performance.now();
      const group = addressGroup(client);
      let window = windows.get(group);
      if (!window || window.endsAtMs <= now) {
        window = { count: 0, endsAtMs: now + windowMs };
        windows.set(group, window);
      }
      window.count += 1;
      if (window.count > keylessPerMinute) throw tooMany('ADDRESS', secondsOf(window.endsAtMs - now));
    },
    run: async (work) => {
      if (runningCount < keylessAtOnceMax) runningCount += 1;
      else if (queue.length >= keylessQueueMax) throw tooMany('ANONYMOUS', 1);
      // Work that ends hands its slot to the next in the queue.
      else await new Promise<void>((resolve) => queue.push(resolve));
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else runningCount -= 1;
      }
    },
  };
}

const messages = {
  ADDRESS: 'Too many requests without an API key from your IP address.',
  ANONYMOUS: 'Too many requests without an API key are queued.',
} as const;

const tooMany = (budget: keyof typeof messages, retryAfterSeconds: number) =>
  rateLimited('RATE_LIMIT_EXCEEDED', messages[budget], { budget, retryAfterSeconds });
