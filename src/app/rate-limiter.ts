import type { Config } from '../config.ts';
import type { AppContext } from '../domain/core/app-context.ts';
import { createRateLimitCache } from '../domain/rate-limit/cache.ts';
import { createRateLimiter, type RateLimiter } from '../http/rate-limit/rate-limiter.ts';
import { openRateCounter } from '../repositories/rate-counter/open.ts';
import type { Overrides } from './context.ts';

const WINDOW_SECONDS = 60;
/** The interval at which a process reads limits that were set by another one. */
const REFRESH_MS = 5_000;

/** The share of database connections, and of the queue for them, that all requests without a key have together. */
const KEYLESS_SHARE = 0.2;

export type OpenRateLimiter = { readonly rateLimiter: RateLimiter; readonly close: () => void };

/** Opens the rate counter, and refreshes the limits that were set for single projects and keys every few seconds. */
export async function openRateLimiter(
  { shared: { db }, pool, log }: Pick<AppContext, 'shared' | 'pool' | 'log'>,
  { limits, secrets, databasePoolMax, databaseQueueMax }: Config,
  { rateLimits: { windowSeconds = WINDOW_SECONDS, refreshMs = REFRESH_MS } = {} }: Overrides,
): Promise<OpenRateLimiter> {
  const { store, ...perMinute } = limits;
  const overrides = createRateLimitCache(db);
  await overrides.refresh();
  const counter = await openRateCounter({ store, db, redisUrl: secrets.redisUrl, windowSeconds }, log);
  const warn = (err: unknown) => log.warn({ err }, 'failed to refresh rate limits');
  const timer = setInterval(() => overrides.refresh().catch(warn), refreshMs).unref();
  return {
    rateLimiter: createRateLimiter({
      ...perMinute,
      counter,
      overrides,
      windowSeconds,
      keylessAtOnceMax: Math.max(1, Math.floor(databasePoolMax * KEYLESS_SHARE)),
      keylessQueueMax: Math.ceil(databaseQueueMax * KEYLESS_SHARE),
      assertQueueCapacity: (readOrganizationId) => pool.assertQueueCapacity(readOrganizationId),
    }),
    close: () => {
      clearInterval(timer);
      counter.close();
    },
  };
}
