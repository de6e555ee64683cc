import { ConfigError, readConfig, readProcessEnvironment } from './config.ts';
import { DataFolderError } from './data/embedded-postgres/start.ts';
import { MigrationError } from './data/migrations.ts';
import { createServer } from './server.ts';
import { welcome } from './welcome.ts';

/** Mistakes of whoever runs the server: their message says it all, and a stack would only hide it. */
function isExplained(error: unknown): boolean {
  if (error instanceof ConfigError || error instanceof DataFolderError || error instanceof MigrationError)
    return true;
  // Of the network: the database is not there, or the address is taken.
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

function fail(error: unknown): never {
  const text = isExplained(error) && error instanceof Error ? error.message : error;
  process.stderr.write(`${text instanceof Error ? text.stack : text}\n`);
  process.exit(1);
}

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
