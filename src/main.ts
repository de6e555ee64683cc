import { readConfig, readProcessEnvironment } from './config.ts';
import { fail } from './fail.ts';
import { runProcess } from './run-process.ts';
import { createServer } from './server.ts';
import { welcome } from './welcome.ts';

async function main(): Promise<void> {
  const config = readConfig(readProcessEnvironment());
  if (config.serverCount > 1) {
    const { runCluster } = await import('./cluster.ts');
    return runCluster(config);
  }
  await runProcess(createServer(config), config, async (server) => welcome(await server.listen()));
}

main().catch(fail);
