/** A start refused for a reason that a person can act on. The message is complete: it needs no stack beside it. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** The code of a system error (`ENOENT`) or of a PostgreSQL error (`57P03`). Undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Gives undefined where the promise rejects with one of the codes. Any other rejection stays a rejection. */
export async function tolerate<T>(promise: Promise<T>, ...codes: readonly string[]): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (codes.includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Turns a refusal by the operating system (not writable, disk full, a file in the way) into a DataFolderError that
 * names the folder. Other errors pass unchanged: they are bugs. */
export function asDataFolderError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const message = `The database in ${dataDir} cannot be started: ${error.message}. Repair that, or set another DATA_DIR.`;
  return new DataFolderError(message, { cause: error });
}
