// Applies the migrations without serving anybody: npm run migrate
import { readConfig, readProcessEnvironment } from '../src/config.ts';
import { fail } from '../src/fail.ts';
import { openStore } from '../src/store.ts';

async function main(): Promise<void> {
  const { close } = await openStore(readConfig(readProcessEnvironment()), { joinsRunning: true });
  await close();
  process.stdout.write('The database has every migration.\n');
}

main().catch(fail);
