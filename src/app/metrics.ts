import type { Config } from '../config.ts';
import type { AppContext } from '../domain/core/app-context.ts';
import type { OpenMetrics } from '../telemetry/metrics.ts';

/** Opens the metrics of a process. Null: METRICS_PORT is not set, and no module of them is loaded. */
export async function openMetrics(
  { pool, shared, log }: Pick<AppContext, 'pool' | 'shared' | 'log'>,
  { metrics: address }: Config,
): Promise<OpenMetrics | null> {
  if (address === null) return null;
  const [
    { countRequests, createRegistry, registerCacheMetrics },
    { registerQueueMetrics },
    { startMetricsServer },
  ] = await Promise.all([
    import('../telemetry/metrics.ts'),
    import('../telemetry/queue-metrics.ts'),
    import('../telemetry/metrics-server.ts'),
  ]);
  const registry = createRegistry(pool);
  const exposeRegistry = async () => ({ contentType: registry.contentType, text: await registry.metrics() });
  return {
    registry,
    countServer: (caches) => {
      registerCacheMetrics(registry, caches);
      return countRequests(registry);
    },
    serve: async (expose = exposeRegistry) => {
      registerQueueMetrics(registry, shared.db);
      const warn = (err: unknown) => log.warn({ err }, 'failed to collect metrics');
      const listener = await startMetricsServer(expose, address, warn);
      log.info({ url: listener.url }, 'metrics server listening');
      return listener;
    },
  };
}
