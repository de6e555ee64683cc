import cluster, { type Worker } from 'node:cluster';
import { EventEmitter, once } from 'node:events';
import { AggregatorRegistry, type Registry } from 'prom-client';
import type { Exposition } from '../../telemetry/metrics-server.ts';

type Values = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** What the one that serves metrics says to a server process, and what that answers. */
type MetricsRequest = { readonly metricsRequested: true };
type MetricsReport = { readonly metrics: Values };

const METRICS_REQUEST: MetricsRequest = { metricsRequested: true };
/** Who is busy for longer is told of as it was at the last scrape. */
const REPORT_TIMEOUT_MS = 1_000;

const isMetricsRequest = (message: unknown): message is MetricsRequest =>
  typeof message === 'object' && message !== null && 'askedForMetrics' in message;
const isMetricsReport = (message: unknown): message is MetricsReport =>
  typeof message === 'object' && message !== null && 'metrics' in message;

/** Of a server process: answers whenever the one that forked it asks. */
export function serveMetricsToPrimary(registry: Registry): void {
  process.on('message', async (message) => {
    if (!isMetricsRequest(message)) return;
    const report: MetricsReport = { metrics: await registry.getMetricsAsJSON() };
    process.send?.(report, undefined, undefined, () => {});
  });
}

/** Tells of this process and of those that it forked as one. What an ended one had counted stays counted: no sum ever falls. */
export function aggregateMetrics(own: Registry): () => Promise<Exposition> {
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
  const ask = async (worker: Worker) => {
    const reported = once(reports, String(worker.id), { signal: AbortSignal.timeout(REPORT_TIMEOUT_MS) });
    worker.send(METRICS_REQUEST, () => {});
    await reported.catch(() => {});
  };
  return async () => {
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected());
    await Promise.all(workers.map((worker) => worker && ask(worker)));
    const all = AggregatorRegistry.aggregate([await own.getMetricsAsJSON(), ...last.values(), ended]);
    return { contentType: all.contentType, text: await all.metrics() };
  };
}

/** What only grows, while its process lives. */
const isCounted = ({ type }: Values[number]) => String(type) === 'counter' || String(type) === 'histogram';

const add = async (all: Values[]): Promise<Values> => AggregatorRegistry.aggregate(all).getMetricsAsJSON();
