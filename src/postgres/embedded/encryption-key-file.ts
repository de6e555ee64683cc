import { randomBytes } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commitTempFile, removeStaleTempFiles, tempPathFor } from './atomic-file.ts';
import { DataFolderError, tolerate } from './errors.ts';

const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;

/** Removes the key file, together with the database that it belonged to. */
export async function removeKeyFile(dataDir: string): Promise<void> {
  await rm(keyFilePath(dataDir), { force: true });
}

const keyFilePath = (dataDir: string) => join(dataDir, 'encryption.key');

/** Reads the key of a data folder, if it has one. Throws DataFolderError for a file without a valid key. */
export async function readKeyFile(dataDir: string): Promise<Buffer | undefined> {
  const file = keyFilePath(dataDir);
  const text = await tolerate(readFile(file, 'utf8'), 'ENOENT');
  if (text === undefined) return undefined;
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw keyFileError(file, 'is not a valid key');
  return key;
}

/** Returns the key of an embedded database: a file in its data folder that only the current user can read, created for
 *  a database in which nothing is encrypted yet. Throws DataFolderError when it is missing later or invalid. The caller
 *  must own the data folder. */
export async function keyOfDataFolder(
  dataDir: string,
  { isNew }: { readonly isNew: boolean },
): Promise<Buffer> {
  const existing = await readKeyFile(dataDir);
  if (existing) return existing;
  if (!isNew) throw keyFileError(keyFilePath(dataDir), 'is missing');
  return putKeyFile(dataDir, randomBytes(KEY_BYTES));
}

function keyFileError(file: string, reason: string): DataFolderError {
  return new DataFolderError(
    `${file} ${reason}, and the credentials in the database cannot be read without it. Restore it from a backup, or set ENCRYPTION_KEY to its content.`,
  );
}

/** Writes the key of a data folder that has none. The file appears atomically and is synced to disk before anything is
 *  encrypted with it. The caller must own the data folder. */
export async function putKeyFile(dataDir: string, key: Buffer): Promise<Buffer> {
  const file = keyFilePath(dataDir);
  await removeStaleTempFiles(dataDir);
  const tempPath = tempPathFor(file);
  await writeThrough(tempPath, `${key.toString('base64')}\n`);
  await commitTempFile(tempPath, file);
  const folder = await open(dataDir, 'r');
  await folder.sync().finally(() => folder.close());
  return key;
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', OWNER_ONLY);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
