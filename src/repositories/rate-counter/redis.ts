import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { type IRateLimiterStoreNoAutoExpiryOptions, RateLimiterRedis } from 'rate-limiter-flexible';

type Options = Omit<IRateLimiterStoreNoAutoExpiryOptions, 'storeClient'>;

/** Requests wait for Redis. After this time this process counts alone. */
const COMMAND_TIMEOUT_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;
const RETRY_MAX_MS = 5_000;

/** Creates a limiter that counts in Redis, and in memory while Redis is unavailable. Logs each outage once. */
export function openRedisLimiter(url: string, options: Options, log: Logger) {
  const redis = new Redis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    enableOfflineQueue: false,
    // Pipelines all levels of one request.
    enableAutoPipelining: true,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempts) => Math.min(100 * 2 ** attempts, RETRY_MAX_MS),
  });
  let isUnavailable = false;
  const warnUnavailable = (err: unknown) => {
    if (!isUnavailable)
      log.warn({ err }, 'Redis is unavailable: rate limits are counted by this process alone');
    isUnavailable = true;
  };
  redis.on('error', warnUnavailable);
  redis.on('ready', () => {
    if (isUnavailable) log.info('Redis is available again: rate limits are counted there');
    isUnavailable = false;
  });
  const limiter = new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true });
  return { limiter, close: () => redis.disconnect() };
}
