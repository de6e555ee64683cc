/** A start failure that the operator can resolve. The message is complete without a stack. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** Returns the code of a system error (`ENOENT`) or of a PostgreSQL error (`57P03`), or undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Resolves to undefined when the promise rejects with one of the codes. Other rejections pass through. */
export async function tolerate<T>(promise: Promise<T>, ...codes: readonly string[]): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (codes.includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Converts an operating system error (not writable, disk full, a file in the way) into a DataFolderError that names
 *  the folder. Other errors pass unchanged: they are bugs. */
export function asDataFolderError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const message = `The database in ${dataDir} cannot be started: ${error.message}. Repair that, or set another DATA_DIR.`;
  return new DataFolderError(message, { cause: error });
}
