import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, readProcessEnvironment } from './config.ts';
import { fail } from './fail.ts';
import { createServer } from './server.ts';
import { welcome } from './welcome.ts';

/** A terminal and npm both pass on one Ctrl-C. Only what comes later is a second wish. */
const SAME_SIGNAL_MS = 500;

async function main(): Promise<void> {
  const config = readConfig(readProcessEnvironment());
  const starting = createServer(config);
  let stoppingSince: number | undefined;
  const stop = async () => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    // A start that waits for a database has nothing to finish.
    const started = await Promise.race([starting, sleep(config.shutdownTimeoutMs, null)]);
    await started?.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => stop().catch(fail));
  process.on('SIGINT', () => stop().catch(fail));
  const server = await starting;
  if (stoppingSince !== undefined) return;
  server.failed.then((why) => fail(why), fail);
  const listening = await server.listen().catch(async (error) => {
    await server.close();
    throw error;
  });
  process.stdout.write(welcome(listening));
}

main().catch(fail);
