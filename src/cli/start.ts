import { createLog } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { runProcess } from '../app/lifecycle.ts';
import { createServer } from '../app/server.ts';
import { startupBanner } from '../app/startup-banner.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';

async function main(): Promise<void> {
  const config = readConfig(readProcessEnvironment());
  if (config.serverCount > 1) {
    const { runCluster } = await import('../app/cluster/primary.ts');
    return runCluster(config);
  }
  const log = createLog(config);
  await runProcess({
    config,
    log,
    role: 'server',
    start: () => createServer(config, { log }),
    onStarted: async (server) => startupBanner(await server.listen(), config, log),
  });
}

main().catch(exitWithError);
