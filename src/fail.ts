import { ConfigError } from './config.ts';
import { DataFolderError } from './data/embedded-postgres/start.ts';
import { MigrationError } from './data/migrations.ts';

/** Mistakes of whoever runs the process: their message says it all, and a stack would only hide it. */
function isExplained(error: Error): boolean {
  if (error instanceof ConfigError || error instanceof DataFolderError || error instanceof MigrationError)
    return true;
  // Of the system or of PostgreSQL: the database is not there or refuses us, the address is taken.
  return 'code' in error && typeof error.code === 'string';
}

/** Tells why the process cannot go on, and ends it with code 1. */
export function fail(error: unknown): never {
  const text = error instanceof Error ? (isExplained(error) ? explain(error) : error.stack) : error;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

/** Node wraps the refusals of several addresses of one host into an error without a message. */
function explain(error: Error): string {
  const causes = error instanceof AggregateError ? error.errors : [error];
  return causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join('\n');
}
