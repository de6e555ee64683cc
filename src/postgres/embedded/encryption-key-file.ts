import { randomBytes } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commitTempFile, removeStaleTempFiles, tempPathFor } from './atomic-file.ts';
import { DataFolderError, tolerate } from './errors.ts';

const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;

/** Takes it away again, with the database that it was for. */
export async function removeKeyFile(dataDir: string): Promise<void> {
  await rm(keyFilePath(dataDir), { force: true });
}

const keyFilePath = (dataDir: string) => join(dataDir, 'encryption.key');

/** The key of a data folder, if it has one. Throws a DataFolderError for a file that holds no key. */
export async function readKeyFile(dataDir: string): Promise<Buffer | undefined> {
  const file = keyFilePath(dataDir);
  const text = await tolerate(readFile(file, 'utf8'), 'ENOENT');
  if (text === undefined) return undefined;
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw keyFileError(file, 'holds no key');
  return key;
}

/** The key of an embedded database: a file of its data folder that only our user can read, made for a database in which
 * nothing is encrypted yet. Throws a DataFolderError where it is missing later, or holds no key. Whoever calls owns the
 * data folder. */
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
    `${file} ${reason}, and the credentials in the database can be read with it only. Put it back from a back-up, or set ENCRYPTION_KEY to what it held.`,
  );
}

/** Gives a key to a data folder that has none. It appears in one step, whole or not at all, and is on the disk before anything
 *  is encrypted with it. Whoever calls owns the data folder. */
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
