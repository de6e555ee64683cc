// Puts a back-up into an empty database: npm run restore FILE [-- --overwrite]
import { parseArgs } from 'node:util';
import { migrationsFolder } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { type Restored, restoreBackup } from '../backup/restore.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';

const USAGE = 'Usage: bailiwick restore FILE [--overwrite], or npm run restore FILE [-- --overwrite]';

function readArguments() {
  try {
    const options = { overwrite: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return exitWithError(USAGE);
    return { file, overwrites: values.overwrite };
  } catch {
    return exitWithError(USAGE);
  }
}

function report({ about, skippedTables: leftOut, gotKey }: Restored): string {
  return [
    `Restored: all that release ${about.release} held at ${about.createdAt}. Start the server.`,
    ...(gotKey ? ['The data folder has the encryption key from the file.'] : []),
    ...leftOut.map((table) => `Left out: the table ${table}, which Bailiwick does not know.`),
  ].join('\n');
}

async function main(): Promise<void> {
  const given = readArguments();
  const { dataDir, secrets } = readConfig(readProcessEnvironment());
  const { databaseUrl, encryptionKey, previousEncryptionKeys } = secrets;
  const keys = { encryptionKey, previousEncryptionKeys };
  const restored = await restoreBackup({ databaseUrl, dataDir, ...keys, migrationsFolder, ...given });
  process.stdout.write(`${report(restored)}\n`);
}

main().catch(exitWithError);
