// Applies the migrations without serving anybody: npm run migrate

import { openStore } from '../app/context.ts';
import { fail } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';

async function main(): Promise<void> {
  const { close } = await openStore(readConfig(readProcessEnvironment()), { joinsRunning: true });
  await close();
  process.stdout.write('The database has every migration.\n');
}

main().catch(fail);
