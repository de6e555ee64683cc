// Applies the migrations without serving anybody: npm run migrate
import { readConfig, readProcessEnvironment } from '../src/config.ts';
import { fail } from '../src/fail.ts';
import { createServer } from '../src/server.ts';

async function main(): Promise<void> {
  const server = await createServer({ ...readConfig(readProcessEnvironment()), seed: false });
  await server.close();
  process.stdout.write('The database has every migration.\n');
}

main().catch(fail);
