import { getSystemErrorMap } from 'node:util';
import { BackupError } from '../backup/error.ts';
import { ConfigError } from '../config.ts';
import { toClientError } from '../domain/core/database-errors.ts';
import { ManifestError } from '../http/graphql/document-manifest.ts';
import { ListenError } from '../lib/listen.ts';
import { DataFolderError } from '../postgres/embedded/errors.ts';
import { EncryptionKeyError } from '../postgres/encryption/keys.ts';
import { MigrationError } from '../postgres/migrations.ts';
import { DatabaseError } from '../postgres/pool.ts';

/** A server process cannot serve requests. The message is the one that it reported. */
export class ServerProcessError extends Error {
  override readonly name = 'ServerProcessError';
}

/** Errors that the operator can correct. Their message is complete, so it is printed without a stack. */
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

/** Prints an error and ends the process with exit code 1. */
export function exitWithError(error: unknown): never {
  process.stderr.write(`${formatFatalError(error)}\n`);
  process.exit(1);
}

/** Formats an error for the operator. */
export function formatFatalError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // An error of the operating system, such as EADDRINUSE.
  if ('syscall' in error && 'errno' in error) return formatSystemError(error.message, Number(error.errno));
  const isExplained = 'syscall' in error || operatorErrors.some((kind) => error instanceof kind);
  return isExplained ? error.message : (formatClientError(error) ?? error.stack ?? error.message);
}

/** Formats a domain error, or a database error such as a shutdown during a command. Null: neither. */
function formatClientError(error: Error): string | null {
  const clientError = toClientError(error);
  if (!clientError) return null;
  return clientError === error
    ? `${clientError.message} ${clientError.suggestedFix ?? ''}`.trim()
    : `${clientError.message} (${error.message})`;
}

/** Adds the description of an error number, unless the message has it: messages of child processes contain only the code. */
function formatSystemError(message: string, errno: number): string {
  const [, meaning = ''] = getSystemErrorMap().get(errno) ?? [];
  return message.includes(meaning) ? message : `${message}: ${meaning}`;
}
