// Applies the migrations without serving anybody: npm run migrate

import { openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';

async function main(): Promise<void> {
  const { close } = await openContext(readConfig(readProcessEnvironment()), { joinsRunning: true });
  await close();
  process.stdout.write('The database has every migration.\n');
}

main().catch(exitWithError);
