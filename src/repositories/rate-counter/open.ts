import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../postgres/database.ts';
import type { RateCounter } from './counter.ts';
import { createBatchingClient } from './postgres.ts';

export type CounterOptions = {
  readonly store: 'memory' | 'postgres' | 'redis';
  readonly db: Database;
  /** Null: no Redis. */
  readonly redisUrl: string | null;
  readonly windowSeconds: number;
};

/** The part of a limiter that is used: counting. Limits are compared with its counts, because each key has its own. */
type Limiter = { penalty(key: string, points: number): Promise<RateLimiterRes> };

const KEY_PREFIX = 'bailiwick';

/** Opens the counter of the configured store: this process, or one that the processes of an installation share. */
export async function openRateCounter(options: CounterOptions, log: Logger): Promise<RateCounter> {
  const { store, db, redisUrl, windowSeconds } = options;
  const shared = { keyPrefix: KEY_PREFIX, points: Number.MAX_SAFE_INTEGER, duration: windowSeconds };
  const memory = new RateLimiterMemory(shared);
  if (store === 'postgres') {
    const limiter = new RateLimiterPostgres({
      ...shared,
      storeClient: createBatchingClient(db),
      storeType: 'client',
      tableName: 'rate_count',
      tableCreated: true,
      // Background jobs delete expired windows.
      clearExpiredByTimeout: false,
      insuranceLimiter: memory,
    });
    return asCounter(limiter, windowSeconds);
  }
  if (store === 'redis' && redisUrl !== null) {
    // Loaded only if configured, to keep the startup of other installations fast.
    const { openRedisLimiter } = await import('./redis.ts');
    const { limiter, close } = openRedisLimiter(redisUrl, { ...shared, insuranceLimiter: memory }, log);
    return asCounter(limiter, windowSeconds, close);
  }
  return asCounter(memory, windowSeconds);
}

/** Caps the end of a window, which the limiter computes from a clock that may have been set back. */
const asCounter = (limiter: Limiter, windowSeconds: number, close = () => {}): RateCounter => ({
  add: async (key, points) => {
    const { consumedPoints, msBeforeNext } = await limiter.penalty(key, points);
    return { points: consumedPoints, endsInMs: Math.min(msBeforeNext, windowSeconds * 1_000) };
  },
  close,
});
