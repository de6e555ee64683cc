// Writes all that the database holds into one file: npm run backup FILE [-- --with-key]
import { parseArgs } from 'node:util';
import { exitWithError } from '../app/fatal-error.ts';
import { createBackup } from '../backup/backup.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import { VERSION } from '../lib/version.ts';

const USAGE = 'Usage: bailiwick backup FILE [--with-key], or npm run backup FILE [-- --with-key]';

function readArguments() {
  try {
    const options = { 'with-key': { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return exitWithError(USAGE);
    return { file, withKey: values['with-key'] };
  } catch {
    return exitWithError(USAGE);
  }
}

async function main(): Promise<void> {
  const given = readArguments();
  const { dataDir, secrets } = readConfig(readProcessEnvironment());
  const { databaseUrl, encryptionKey } = secrets;
  const givingUp = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)
    process.once(signal, () => givingUp.abort());
  const source = { databaseUrl, dataDir, encryptionKey, release: VERSION };
  const { bytes, keyIds } = await createBackup({ ...source, ...given, signal: givingUp.signal });
  process.stdout.write(`Written: ${given.file} (${bytes} bytes).\n${aboutKey(given.withKey, keyIds)}\n`);
}

function aboutKey(withKey: boolean, keyIds: readonly string[]): string {
  if (withKey) return 'The encryption key is in it: whoever has the file can read everything.';
  if (keyIds.length === 0) return 'Nothing in it is encrypted.';
  return `It is worth nothing without the encryption key ${keyIds.join(', ')}, which is not in it. Keep that elsewhere.`;
}

main().catch(exitWithError);
