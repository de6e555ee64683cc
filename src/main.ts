import { readConfig, readProcessEnvironment } from './config.ts';
import { fail } from './fail.ts';
import { runProcess } from './run-process.ts';
import { createServer } from './server.ts';
import { createLog } from './store.ts';
import { welcome } from './welcome.ts';

async function main(): Promise<void> {
  const config = readConfig(readProcessEnvironment());
  if (config.serverCount > 1) {
    const { runCluster } = await import('./cluster.ts');
    return runCluster(config);
  }
  const log = createLog(config);
  await runProcess({
    config,
    log,
    role: 'server',
    start: () => createServer(config, { log }),
    begin: async (server) => welcome(await server.listen(), log),
  });
}

main().catch(fail);
