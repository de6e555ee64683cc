// Writes build outputs safely beside servers and other builds that use the folder.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const TEMP_AGE_MAX_MS = 60_000;

/** Makes a folder contain exactly these files, each with its name and contents, and the entries in `kept`. Concurrent
 *  readers always see complete files; unchanged files are not touched; files of earlier builds are removed last. */
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
    // Temporary file of a build that is still running.
    if (expected.has(name) || (name.includes('.new-') && (await age()) < TEMP_AGE_MAX_MS)) continue;
    await rm(path, { recursive: true, force: true });
  }
}
