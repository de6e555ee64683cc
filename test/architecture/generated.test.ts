import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { test } from 'vitest';
import codegen from '../../codegen.ts';
import { generate as generateRows } from '../../scripts/generate-types.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

test.concurrent('the typed operations are those that codegen makes now', async ({ expect }) => {
  const made: { filename: string; content: string }[] = await generate(
    { ...codegen, silent: true, cwd: root },
    false,
  );
  expect(made.length).toBeGreaterThan(0);
  const stale = made.filter(({ filename, content }) => read(filename).trim() !== content.trim());
  expect(
    stale.map(({ filename }) => filename),
    'run npm run codegen',
  ).toEqual([]);
});

/** Prisma's command line takes its time to start. */
const GENERATE_MAX_MS = 120_000;

test.concurrent(
  'the types of the rows and the Prisma client are those that schema.prisma makes now',
  async ({ expect }) => {
    const folder = mkdtempSync(join(tmpdir(), 'bailiwick-generated-'));
    try {
      // Laid out as the repository is, so that the paths in the schema lead to the same places.
      const schema = join(folder, 'prisma/schema.prisma');
      mkdirSync(join(folder, 'prisma'));
      writeFileSync(schema, read('prisma/schema.prisma'));
      await generateRows(schema);
      expect(filesIn(resolve(root, 'src/postgres/generated')), 'run npm run generate').toEqual(
        filesIn(join(folder, 'src/postgres/generated')),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  GENERATE_MAX_MS,
);

/** What each file below a folder has in it. */
function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}
