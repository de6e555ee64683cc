import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { type IRateLimiterStoreNoAutoExpiryOptions, RateLimiterRedis } from 'rate-limiter-flexible';

type Options = Omit<IRateLimiterStoreNoAutoExpiryOptions, 'storeClient'>;

/** Requests wait for it. What takes longer is counted here. */
const COMMAND_TIMEOUT_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;
const RETRY_MAX_MS = 5_000;

/** A limiter that counts in Redis, and by its insurance while Redis is away, which the log is told once each time. */
export function openRedisLimiter(url: string, options: Options, log: Logger) {
  const redis = new Redis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    enableOfflineQueue: false,
    // The levels of one request go together.
    enableAutoPipelining: true,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempts) => Math.min(100 * 2 ** attempts, RETRY_MAX_MS),
  });
  let isUnavailable = false;
  const warnUnavailable = (err: unknown) => {
    if (!isUnavailable)
      log.warn({ err }, 'Redis is out of reach: rate limits are counted in this process alone');
    isUnavailable = true;
  };
  redis.on('error', warnUnavailable);
  redis.on('ready', () => {
    if (isUnavailable) log.info('Redis is back: rate limits are counted there again');
    isUnavailable = false;
  });
  const limiter = new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true });
  return { limiter, close: () => redis.disconnect() };
}
