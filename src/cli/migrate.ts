// Applies pending migrations and exits: npm run migrate

import { openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';

async function main(): Promise<void> {
  const { close } = await openContext(readConfig(readProcessEnvironment()), { joinsRunning: true });
  await close();
  process.stdout.write('The database is up to date: every migration is applied.\n');
}

main().catch(exitWithError);
