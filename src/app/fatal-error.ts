import { getSystemErrorMap } from 'node:util';
import { BackupError } from '../backup/error.ts';
import { ConfigError } from '../config.ts';
import { toClientError } from '../domain/core/database-errors.ts';
import { ManifestError } from '../http/graphql/document-manifest.ts';
import { ListenError } from '../lib/listen.ts';
import { DataFolderError } from '../postgres/embedded/start.ts';
import { EncryptionKeyError } from '../postgres/encryption/keys.ts';
import { MigrationError } from '../postgres/migrations.ts';
import { DatabaseError } from '../postgres/pool.ts';

/** One of the processes that were to answer cannot. The message is what it said itself. */
export class ServerProcessError extends Error {
  override readonly name = 'ServerProcessError';
}

/** Mistakes of whoever runs the process: their message says it all, and a stack would only hide it. */
const operatorErrors = [
  BackupError,
  ConfigError,
  DatabaseError,
  DataFolderError,
  EncryptionKeyError,
  ListenError,
  ManifestError,
  MigrationError,
  ServerProcessError,
];

/** Tells why the process cannot go on, and ends it with code 1. */
export function exitWithError(error: unknown): never {
  process.stderr.write(`${formatFatalError(error)}\n`);
  process.exit(1);
}

/** What a person reads who has to act on it. */
export function formatFatalError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Of the operating system, such as an address that is taken.
  if ('syscall' in error && 'errno' in error) return formatSystemError(error.message, Number(error.errno));
  const isExplained = 'syscall' in error || operatorErrors.some((kind) => error instanceof kind);
  return isExplained ? error.message : (formatClientError(error) ?? error.stack ?? error.message);
}

/** What the domain has thrown, and what the database could not do, such as when it ends under a command. Null: neither. */
function formatClientError(error: Error): string | null {
  const told = toClientError(error);
  if (!told) return null;
  return told === error
    ? `${told.message} ${told.suggestedFix ?? ''}`.trim()
    : `${told.message} (${error.message})`;
}

/** Most messages say in words what went wrong. Those of what another process did for this one name it only. */
function formatSystemError(message: string, errno: number): string {
  const [, meaning = ''] = getSystemErrorMap().get(errno) ?? [];
  return message.includes(meaning) ? message : `${message}: ${meaning}`;
}
