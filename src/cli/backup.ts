// Writes all data of the database to one file: npm run backup FILE [-- --with-key]
import { exitWithError } from '../app/fatal-error.ts';
import { createBackup } from '../backup/backup.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import { VERSION } from '../lib/version.ts';
import { readArguments } from './arguments.ts';

function readOptions() {
  const { values, positionals } = readArguments({
    command: 'backup',
    positionals: ['FILE'],
    options: { 'with-key': { type: 'boolean', default: false } },
    optionsUsage: '--with-key',
  });
  const [file = ''] = positionals;
  return { file, withKey: values['with-key'] };
}

async function main(): Promise<void> {
  const options = readOptions();
  const { dataDir, secrets } = readConfig(readProcessEnvironment());
  const { databaseUrl, encryptionKey } = secrets;
  const cancelling = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)
    process.once(signal, () => cancelling.abort());
  const source = { databaseUrl, dataDir, encryptionKey, release: VERSION };
  const { bytes, keyIds } = await createBackup({ ...source, ...options, signal: cancelling.signal });
  process.stdout.write(
    `Backup written to ${options.file} (${bytes} bytes).\n${aboutKey(options.withKey, keyIds)}\n`,
  );
}

function aboutKey(withKey: boolean, keyIds: readonly string[]): string {
  if (withKey) return 'The file contains the encryption key. Everyone with access to it can read all data.';
  if (keyIds.length === 0) return 'The backup contains no encrypted data.';
  return `Restoring needs encryption key ${keyIds.join(', ')}, which is not included. Store it separately.`;
}

main().catch(exitWithError);
