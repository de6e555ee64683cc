// Restores a backup into an empty database: npm run restore FILE [-- --overwrite]
import { migrationsFolder } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { type Restored, restoreBackup } from '../backup/restore.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import { readArguments } from './arguments.ts';

function readOptions() {
  const { values, positionals } = readArguments({
    command: 'restore',
    positionals: ['FILE'],
    options: { overwrite: { type: 'boolean', default: false } },
    optionsUsage: '--overwrite',
  });
  const [file = ''] = positionals;
  return { file, overwrites: values.overwrite };
}

function report({ about, skippedTables: leftOut, gotKey }: Restored): string {
  return [
    `Restored the backup of release ${about.release} from ${about.createdAt}. Start the server.`,
    ...(gotKey ? ['The encryption key from the file was written to the data folder.'] : []),
    ...leftOut.map((table) => `Skipped unknown table ${table}.`),
  ].join('\n');
}

async function main(): Promise<void> {
  const options = readOptions();
  const { dataDir, secrets } = readConfig(readProcessEnvironment());
  const { databaseUrl, encryptionKey, previousEncryptionKeys } = secrets;
  const keys = { encryptionKey, previousEncryptionKeys };
  const restored = await restoreBackup({ databaseUrl, dataDir, ...keys, migrationsFolder, ...options });
  process.stdout.write(`${report(restored)}\n`);
}

main().catch(exitWithError);
