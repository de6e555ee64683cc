import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { draftOf, removeDeadDrafts, settleDraft } from './drafts.ts';
import { DataFolderError, tolerate } from './errors.ts';

const KEY_BYTES = 32;
const ONLY_US = 0o600;

/** The key of an embedded database: a file of its data folder that only our user can read, made for a database in which
 * nothing is encrypted yet. Throws a DataFolderError where it is missing later, or holds no key. Whoever calls owns the
 * data folder. */
export async function keyOfDataFolder(
  dataDir: string,
  { isNew }: { readonly isNew: boolean },
): Promise<Buffer> {
  const file = join(dataDir, 'encryption.key');
  const present = await tolerate(readFile(file, 'utf8'), 'ENOENT');
  const text = present ?? (isNew ? await makeKeyFile(dataDir, file) : undefined);
  if (text === undefined) throw unusable(file, 'is missing');
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw unusable(file, 'holds no key');
  return key;
}

function unusable(file: string, why: string): DataFolderError {
  return new DataFolderError(
    `${file} ${why}, and the credentials in the database can be read with it only. Put it back from a back-up, or set ENCRYPTION_KEY to what it held.`,
  );
}

/** It appears in one step, whole or not at all, and is on the disk before anything is encrypted with it. */
async function makeKeyFile(dataDir: string, file: string): Promise<string> {
  await removeDeadDrafts(dataDir);
  const text = `${randomBytes(KEY_BYTES).toString('base64')}\n`;
  const draft = draftOf(file);
  await writeThrough(draft, text);
  await settleDraft(draft, file);
  const folder = await open(dataDir, 'r');
  await folder.sync().finally(() => folder.close());
  return text;
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', ONLY_US);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
