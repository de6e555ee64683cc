// What the builds of pages for browsers share: a folder of compressed files with hashed names, and a manifest.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MANIFEST = 'manifest.json';

/** Returns the hash of files, and of the files in folders, of the repository. */
export async function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of await filesOf(path)) hash.update(file).update(await readFile(join(ROOT, file)));
  return hash.digest('hex');
}

async function filesOf(path) {
  if ((await stat(join(ROOT, path))).isFile()) return [path];
  const entries = await readdir(join(ROOT, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length))
    .sort();
}

/** Returns the files of a folder that was built from sources with this hash. Null: it was built from others, or not at all. */
export async function existingFiles(folder, source) {
  const manifest = await readFile(join(folder, MANIFEST)).catch(() => null);
  if (manifest === null || JSON.parse(manifest).source !== source) return null;
  const names = await readdir(folder);
  return Promise.all(names.map(async (name) => ({ name, contents: await readFile(join(folder, name)) })));
}

export const manifestFile = (manifest) => ({
  name: MANIFEST,
  contents: Buffer.from(JSON.stringify(manifest, null, 2)),
});

/** Returns the folders of the packages that files belong to, as the lock file names them. */
export const packagesOf = (paths) => [
  ...new Set(paths.flatMap((path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [])),
];

/** Compresses each file twice. */
export async function compress(files) {
  return (await Promise.all(files.map(compressFile))).flat();
}

async function compressFile({ name, contents }) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 10,
    [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
  };
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(contents, { params }),
    promisify(gzip)(contents, { level: 9 }),
  ]);
  return [
    { name: `${name}.br`, contents: brotli },
    { name: `${name}.gz`, contents: gzipped },
  ];
}
