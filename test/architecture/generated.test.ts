import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { expect, test } from 'vitest';
import codegen from '../../codegen.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

test('the typed operations are those that codegen makes now', async () => {
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

test('the types of the rows are those that schema.prisma makes now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bailiwick-generated-'));
  try {
    const schema = join(folder, 'schema.prisma');
    writeFileSync(schema, read('prisma/schema.prisma').replace('"../src/data/generated"', '"."'));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'prisma/generate.ts', schema],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    expect(status, stderr).toBe(0);
    expect(read('src/data/generated/database.ts'), 'run npm run generate').toBe(
      readFileSync(join(folder, 'database.ts'), 'utf8'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
