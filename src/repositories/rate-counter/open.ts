import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../postgres/database.ts';
import type { RateCounter } from './counter.ts';
import { createBatchingClient } from './postgres.ts';

export type CounterOptions = {
  readonly store: 'memory' | 'postgres' | 'redis';
  readonly db: Database;
  /** Null: there is no Redis. */
  readonly redisUrl: string | null;
  readonly windowSeconds: number;
};

/** What a limiter is for us: a counter. Limits are compared with what it says, because each key has its own. */
type Limiter = { penalty(key: string, points: number): Promise<RateLimiterRes> };

const KEY_PREFIX = 'bailiwick';

/** Where points are counted: in this process, or where the processes of an installation meet. */
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
      // The worker forgets what has ended.
      clearExpiredByTimeout: false,
      insuranceLimiter: memory,
    });
    return asCounter(limiter, windowSeconds);
  }
  if (store === 'redis' && redisUrl !== null) {
    // Most installations have none, and need not wait until its client is loaded.
    const { openRedisLimiter } = await import('./redis.ts');
    const { limiter, close } = openRedisLimiter(redisUrl, { ...shared, insuranceLimiter: memory }, log);
    return asCounter(limiter, windowSeconds, close);
  }
  return asCounter(memory, windowSeconds);
}

/** A limiter tells the end of a window from the clock, which may have jumped back meanwhile. */
const asCounter = (limiter: Limiter, windowSeconds: number, close = () => {}): RateCounter => ({
  add: async (key, points) => {
    const { consumedPoints, msBeforeNext } = await limiter.penalty(key, points);
    return { points: consumedPoints, endsInMs: Math.min(msBeforeNext, windowSeconds * 1_000) };
  },
  close,
});
