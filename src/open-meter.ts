import type { Config } from './config.ts';
import { openRateCounter } from './data/rate-counter/open.ts';
import { createKnownRateLimits } from './domain/rate-limit.ts';
import { createMeter, type Meter } from './http/limits/meter.ts';
import type { OpenStore, Overrides } from './store.ts';

const WINDOW_SECONDS = 60;
/** How late a process hears of a limit that was set in another one. */
const REFRESH_MS = 5_000;

export type OpenMeter = { readonly meter: Meter; readonly close: () => void };

/** Opens what counts, and looks from then on every few seconds which limits were set. */
export async function openMeter(
  { store: { db }, pool, log }: OpenStore,
  { limits, secrets }: Config,
  { rateLimits: { windowSeconds = WINDOW_SECONDS, refreshMs = REFRESH_MS } = {} }: Overrides,
): Promise<OpenMeter> {
  const { store, ...perMinute } = limits;
  const own = createKnownRateLimits(db);
  await own.refresh();
  const counter = await openRateCounter({ store, db, redisUrl: secrets.redisUrl, windowSeconds }, log);
  const warn = (err: unknown) => log.warn({ err }, 'the rate limits that were set could not be read');
  const timer = setInterval(() => own.refresh().catch(warn), refreshMs).unref();
  return {
    meter: createMeter({
      counter,
      own,
      windowSeconds,
      requireRoom: (readOrganizationId) => pool.requireRoom(readOrganizationId),
      ...perMinute,
    }),
    close: () => {
      clearInterval(timer);
      counter.close();
    },
  };
}
