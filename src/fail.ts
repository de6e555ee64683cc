import { ConfigError } from './config.ts';
import { DatabaseError } from './data/database.ts';
import { DataFolderError } from './data/embedded-postgres/start.ts';
import { EncryptionKeyError } from './data/encryption-keys.ts';
import { MigrationError } from './data/migrations.ts';

/** Mistakes of whoever runs the process: their message says it all, and a stack would only hide it. */
const explained = [ConfigError, DatabaseError, DataFolderError, EncryptionKeyError, MigrationError];

/** Tells why the process cannot go on, and ends it with code 1. */
export function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Of the operating system, such as an address that is taken.
  const isSystemError = 'syscall' in error;
  const isExplained = isSystemError || explained.some((kind) => error instanceof kind);
  return isExplained ? error.message : (error.stack ?? error.message);
}
