import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderError, tolerate } from './embedded-postgres/errors.ts';

const FILE_NAME = 'encryption.key';
const KEY_BYTES = 32;
const ONLY_US = 0o600;

/** The key of an embedded database: a file of its data folder that only our user can read, made when missing. It appears
 *  in one step, whole or not at all, and is on the disk before anything is sealed with it. */
export async function keyOfDataFolder(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, FILE_NAME);
  const read = () => tolerate(readFile(file, 'utf8'), 'ENOENT');
  const text = (await read()) ?? (await makeKeyFile(dataDir, file).then(read)) ?? '';
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new DataFolderError(
    `${file} does not hold a key. Put it back from a back-up: it opens the credentials.`,
  );
}

async function makeKeyFile(dataDir: string, file: string): Promise<void> {
  const draft = `${file}.new-${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    await writeThrough(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await tolerate(link(draft, file), 'EEXIST');
  } finally {
    await rm(draft, { force: true });
  }
  await sync(dataDir);
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

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
