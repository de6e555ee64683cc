import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Exposition, MetricsListener } from './metrics-server.ts';
import type { Outcome, RequestTelemetry } from './request-record.ts';

/** The current state of a cache. */
type CacheState = { readonly size: number; readonly hits: number; readonly misses: number };

export type CacheReader = () => CacheState;

/** Records an ended request. */
export type CountRequest = (telemetry: RequestTelemetry, outcome: Outcome) => void;

/** The metrics of a process. */
export type OpenMetrics = {
  readonly registry: Registry;
  /** Registers the metrics of requests and caches of a server. Returns the function that records a request. */
  countServer(caches: Readonly<Record<string, CacheReader>>): CountRequest;
  /** Starts the metrics server, with queue metrics of the database. Exposes the metrics of this process unless `expose` is given. */
  serve(expose?: () => Promise<Exposition>): Promise<MetricsListener>;
};

/** In seconds: from the time of one statement to that of a page of the largest log. */
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const OPERATION_LABELS = ['endpoint', 'operation_type', 'root_field'] as const;

/** Default metrics whose names end in `_total` although they are gauges. */
const misnamed = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

type WatchedPool = Pick<pg.Pool, 'totalCount' | 'idleCount' | 'options'> & { readonly queueLength: number };

/** Creates the registry of a process, with default metrics and those of its connection pool. */
export function createRegistry(pool: WatchedPool): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  new Gauge({
    name: 'bailiwick_pool_connections',
    help: 'Open PostgreSQL connections by state: busy (in a statement or transaction) or idle.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
    },
  });
  new Gauge({
    name: 'bailiwick_pool_connections_max',
    help: 'Maximum number of PostgreSQL connections (DATABASE_POOL_MAX).',
    registers,
    collect() {
      this.set(pool.options.max);
    },
  });
  new Gauge({
    name: 'bailiwick_pool_waiting_requests',
    help: 'Statements and transactions waiting for a connection.',
    registers,
    collect() {
      this.set(pool.queueLength);
    },
  });
  return registry;
}

/** Registers the metrics of requests. Label values are names of the schema and the code, so clients cannot create new series. */
export function countRequests(registry: Registry): CountRequest {
  const registers = [registry];
  const requests = new Counter({
    name: 'bailiwick_requests_total',
    help: 'Ended requests by endpoint, operation type, root field and HTTP status (none: the client disconnected before a response).',
    labelNames: [...OPERATION_LABELS, 'status'],
    registers,
  });
  const errors = new Counter({
    name: 'bailiwick_request_errors_total',
    help: 'Requests with an error in the response, once per error code.',
    labelNames: [...OPERATION_LABELS, 'code'],
    registers,
  });
  const durations = new Histogram({
    name: 'bailiwick_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its response.',
    labelNames: OPERATION_LABELS,
    buckets: DURATION_BUCKETS,
    registers,
  });
  const refusals = new Counter({
    name: 'bailiwick_refusals_total',
    help: 'Requests rejected because of authentication, authorization, a rate limit or a quota, by code and reason.',
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

const labelsOf = ({ endpoint, operation, route, tool }: RequestTelemetry) => ({
  endpoint,
  operation_type: operation?.type ?? route?.method.toLowerCase() ?? 'none',
  root_field: operation?.field ?? route?.template ?? tool ?? 'none',
});

/** Registers the metrics of in-process caches. */
export function registerCacheMetrics(
  registry: Registry,
  caches: Readonly<Record<string, CacheReader>>,
): void {
  const registers = [registry];
  const labelNames = ['cache'];
  const readers = Object.entries(caches);
  new Gauge({
    name: 'bailiwick_cache_entries',
    help: 'Entries in in-process caches: documents (prepared documents) and identities (identities of API keys).',
    labelNames,
    registers,
    collect() {
      for (const [cache, read] of readers) this.set({ cache }, read().size);
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
        for (const [cache, read] of readers) this.inc({ cache }, count(read()));
      },
    });
  registerCacheCounter('bailiwick_cache_hits_total', 'Cache hits.', ({ hits }) => hits);
  registerCacheCounter('bailiwick_cache_misses_total', 'Cache misses.', ({ misses }) => misses);
}
