import type { Logger } from 'pino';
import { startBackgroundWorker } from '../app/background-worker.ts';
import { createLog, openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { type Process, runProcess } from '../app/lifecycle.ts';
import { openMetrics } from '../app/metrics.ts';
import { type Config, readConfig, readProcessEnvironment } from '../config.ts';

/** Starts a process that runs background jobs only. Any number of workers may share a database, beside any number of servers. */
async function startWorker(config: Config, log: Logger): Promise<Process> {
  const app = await openContext(config, { log });
  const metrics = await openMetrics(app, config);
  const closing = new AbortController();
  const work = startBackgroundWorker(app, config, {}, closing.signal);
  const metricsServer = await metrics?.serve().catch(async (error) => {
    closing.abort();
    await work;
    await app.close();
    throw error;
  });
  const close = async () => {
    closing.abort();
    await metricsServer?.close();
    await work;
    await app.close();
  };
  return { failed: app.failed, close };
}

async function main(): Promise<void> {
  const config = readConfig(readProcessEnvironment());
  const log = createLog(config);
  await runProcess({
    config,
    log,
    role: 'worker',
    start: () => startWorker(config, log),
    onStarted: async () => ({ printed: 'Bailiwick worker started.\n', facts: {} }),
  });
}

main().catch(exitWithError);
