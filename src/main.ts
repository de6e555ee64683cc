import { readConfig, readProcessEnvironment } from './config.ts';
import { fail } from './fail.ts';
import { createServer } from './server.ts';
import { welcome } from './welcome.ts';

async function main(): Promise<void> {
  const server = await createServer(readConfig(readProcessEnvironment()));
  let stopping = false;
  const stop = async (code: number) => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    await server.close();
    process.exit(code);
  };
  process.on('SIGTERM', () => stop(0).catch(fail));
  process.on('SIGINT', () => stop(0).catch(fail));
  server.failed.then((why) => {
    process.stderr.write(`${why}\n`);
    return stop(1);
  }, fail);
  const url = await server.listen().catch(async (error) => {
    await server.close();
    throw error;
  });
  process.stdout.write(welcome(url, server.firstKeys));
}

main().catch(fail);
