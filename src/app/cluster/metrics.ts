import cluster, { type Worker } from 'node:cluster';
import { EventEmitter, once } from 'node:events';
import { AggregatorRegistry, type Registry } from 'prom-client';
import type { Exposition } from '../../telemetry/metrics-server.ts';

type Values = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** The messages between the primary, which serves metrics, and a server process. */
type MetricsRequest = { readonly type: 'metrics-request' };
type MetricsReport = { readonly metrics: Values };

const METRICS_REQUEST: MetricsRequest = { type: 'metrics-request' };
/** For a process that is busy for longer, the values of the last scrape are used. */
const REPORT_TIMEOUT_MS = 1_000;

const isMetricsRequest = (message: unknown): message is MetricsRequest =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  message.type === METRICS_REQUEST.type;
const isMetricsReport = (message: unknown): message is MetricsReport =>
  typeof message === 'object' && message !== null && 'metrics' in message;

/** Answers requests of the primary for the metrics of this server process. */
export function serveMetricsToPrimary(registry: Registry): void {
  process.on('message', async (message) => {
    if (!isMetricsRequest(message)) return;
    const report: MetricsReport = { metrics: await registry.getMetricsAsJSON() };
    process.send?.(report, undefined, undefined, () => {});
  });
}

/** Aggregates the metrics of this process and of the processes that it forked. Counts of ended processes are kept, so no sum decreases. */
export function aggregateMetrics(registry: Registry): () => Promise<Exposition> {
  const reports = new EventEmitter();
  const last = new Map<number, Values>();
  let ended: Values = [];
  cluster.on('message', ({ id }: Worker, message: unknown) => {
    if (!isMetricsReport(message)) return;
    last.set(id, message.metrics);
    reports.emit(String(id));
  });
  cluster.on('exit', async ({ id }: Worker) => {
    const values = last.get(id) ?? [];
    last.delete(id);
    ended = await add([ended, values.filter(isCounted)]);
  });
  const requestReport = async (worker: Worker) => {
    const reported = once(reports, String(worker.id), { signal: AbortSignal.timeout(REPORT_TIMEOUT_MS) });
    worker.send(METRICS_REQUEST, () => {});
    await reported.catch(() => {});
  };
  return async () => {
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected());
    await Promise.all(workers.map((worker) => worker && requestReport(worker)));
    const all = AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), ...last.values(), ended]);
    return { contentType: all.contentType, text: await all.metrics() };
  };
}

/** Returns whether a metric only grows while its process runs. */
const isCounted = ({ type }: Values[number]) => String(type) === 'counter' || String(type) === 'histogram';

const add = async (all: Values[]): Promise<Values> => AggregatorRegistry.aggregate(all).getMetricsAsJSON();
