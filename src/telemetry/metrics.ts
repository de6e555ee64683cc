import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Exposition, MetricsListener } from './metrics-server.ts';
import type { Outcome, RequestTelemetry } from './request-record.ts';

/** A cache as it is now. */
export type CacheState = { readonly size: number; readonly hits: number; readonly misses: number };

export type CacheReader = () => CacheState;

/** Counts a request that has ended. */
export type CountRequest = (telemetry: RequestTelemetry, outcome: Outcome) => void;

/** The metrics of a process. */
export type OpenMetrics = {
  readonly registry: Registry;
  /** Has requests counted, and what a server remembers, from now on. */
  countServer(caches: Readonly<Record<string, CacheReader>>): CountRequest;
  /** Serves them on their own port, with what waits in the database. Those of this process, unless `expose` has more. */
  serve(expose?: () => Promise<Exposition>): Promise<MetricsListener>;
};

/** From what one statement takes to what a page of the largest log does. */
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const OPERATION_LABELS = ['endpoint', 'operation_type', 'root_field'] as const;

/** What names itself `_total` and is none. */
const misnamed = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

type WatchedPool = Pick<pg.Pool, 'totalCount' | 'idleCount' | 'options'> & { readonly queueLength: number };

/** Those of one process, which are its own: nothing is shared between servers. */
export function createRegistry(pool: WatchedPool): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  new Gauge({
    name: 'bailiwick_pool_connections',
    help: 'Connections to PostgreSQL, by what they do: busy with a statement or transaction, or idle.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
    },
  });
  new Gauge({
    name: 'bailiwick_pool_connections_max',
    help: 'Connections to PostgreSQL that may be open at most (DATABASE_POOL_MAX).',
    registers,
    collect() {
      this.set(pool.options.max);
    },
  });
  new Gauge({
    name: 'bailiwick_pool_waiting_requests',
    help: 'Statements and transactions that wait for a connection.',
    registers,
    collect() {
      this.set(pool.queueLength);
    },
  });
  return registry;
}

/** What a server counts beside that. Labels are names of the schema and of the code: no client can make up new ones. */
export function countRequests(registry: Registry): CountRequest {
  const registers = [registry];
  const requests = new Counter({
    name: 'bailiwick_requests_total',
    help: 'Requests that were answered or given up, by endpoint, type and root field of the operation, and HTTP status.',
    labelNames: [...OPERATION_LABELS, 'status'],
    registers,
  });
  const errors = new Counter({
    name: 'bailiwick_request_errors_total',
    help: 'Requests whose answer tells of an error, once for each code in it.',
    labelNames: [...OPERATION_LABELS, 'code'],
    registers,
  });
  const durations = new Histogram({
    name: 'bailiwick_request_duration_seconds',
    help: 'From the head of a request to the end of its answer.',
    labelNames: OPERATION_LABELS,
    buckets: DURATION_BUCKETS,
    registers,
  });
  const refusals = new Counter({
    name: 'bailiwick_refusals_total',
    help: 'Requests that were refused for their key, their scope, a rate limit or a quota, by code and reason.',
    labelNames: ['code', 'reason'],
    registers,
  });
  return (telemetry, { durationMs, status }) => {
    const labels = labelsOf(telemetry);
    requests.inc({ ...labels, status: status === null ? 'none' : String(status) });
    durations.observe(labels, durationMs / 1_000);
    if (telemetry.failures.length === 0) return;
    for (const code of new Set(telemetry.failures.map((failure) => failure.code)))
      errors.inc({ ...labels, code });
    for (const { code, reason } of telemetry.failures)
      if (refusalCodes.has(code)) refusals.inc({ code, reason: reason ?? 'none' });
  };
}

const refusalCodes = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'QUOTA_EXCEEDED']);

const labelsOf = ({ endpoint, operation, tool }: RequestTelemetry) => ({
  endpoint,
  operation_type: operation?.type ?? 'none',
  root_field: operation?.field ?? tool ?? 'none',
});

/** What a process remembers. */
export function registerCacheMetrics(
  registry: Registry,
  caches: Readonly<Record<string, CacheReader>>,
): void {
  const registers = [registry];
  const labelNames = ['cache'];
  const all = Object.entries(caches);
  new Gauge({
    name: 'bailiwick_cache_entries',
    help: 'What is remembered: prepared documents, senders of keys.',
    labelNames,
    registers,
    collect() {
      for (const [cache, read] of all) this.set({ cache }, read().size);
    },
  });
  const registerCacheCounter = (name: string, help: string, count: (state: CacheState) => number) =>
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const [cache, read] of all) this.inc({ cache }, count(read()));
      },
    });
  registerCacheCounter('bailiwick_cache_hits_total', 'Looks that found something.', ({ hits }) => hits);
  registerCacheCounter('bailiwick_cache_misses_total', 'Looks that found nothing.', ({ misses }) => misses);
}
