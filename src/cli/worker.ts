import type { Logger } from 'pino';
import { startBackgroundWorker } from '../app/background-worker.ts';
import { createLog, openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { type Process, runProcess } from '../app/lifecycle.ts';
import { openMetrics } from '../app/metrics.ts';
import { type Config, readConfig, readProcessEnvironment } from '../config.ts';

/** Delivers webhooks and answers nobody. Any number may work on one database, beside any number of servers. */
async function startWorker(config: Config, log: Logger): Promise<Process> {
  const app = await openContext(config, { log });
  const metrics = await openMetrics(app, config);
  const closing = new AbortController();
  const work = startBackgroundWorker(app, config, {}, closing.signal);
  const scrapes = await metrics?.serve().catch(async (error) => {
    closing.abort();
    await work;
    await app.close();
    throw error;
  });
  const close = async () => {
    closing.abort();
    await scrapes?.close();
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
    onStarted: async () => ({ printed: 'Bailiwick delivers webhooks.\n', facts: {} }),
  });
}

main().catch(exitWithError);
