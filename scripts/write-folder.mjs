// Writes what a build made, beside servers and other builds that use the folder meanwhile.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const TEMP_AGE_MAX_MS = 60_000;

/** Makes a folder hold these files, each with its name and contents, and no others but those named to be kept. A process that
 *  reads one meanwhile finds it whole; what does not change is not touched; what earlier builds left goes last. */
export async function writeFolder(folder, files, kept = []) {
  await mkdir(folder, { recursive: true });
  for (const { name, contents } of files) {
    const path = join(folder, name);
    const existing = await readFile(path).catch(() => null);
    if (existing?.equals(contents)) continue;
    const tempPath = `${path}.new-${process.pid}`;
    await writeFile(tempPath, contents);
    await rename(tempPath, path);
  }
  const expected = new Set([...files.map(({ name }) => name), ...kept]);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const age = async () => Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? 0);
    // That of a build that is still at it.
    if (expected.has(name) || (name.includes('.new-') && (await age()) < TEMP_AGE_MAX_MS)) continue;
    await rm(path, { recursive: true, force: true });
  }
}
