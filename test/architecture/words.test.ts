import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Idioms instead of which texts name the component, the role or the standard term. */
const forbidden =
  /\b(?:whoever|whomever|nobody|somebody|that (?:is|are) none|shall|anew|(?:is|are) told of|what is asked for|as good as new)\b/gi;

/** A call whose first argument is the title of a test or of a group, tables included. */
const titles = /(?:\b(?:test|it|describe)(?:\.\w+)*|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])+)\1\s*,/g;

const filesBelow = (folder: string, name: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file) && !/(?:^|\/)generated\//.test(file))
    .map((file) => `${folder}/${file}`)
    .sort();

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length;

/** Each occurrence as `file:line word`. */
const hitsIn = (file: string): readonly string[] => {
  const text = textOf(file);
  return [...text.matchAll(forbidden)].map(({ 0: word, index }) => `${file}:${lineAt(text, index)} ${word}`);
};

const hitsInTitlesOf = (file: string): readonly string[] => {
  const text = textOf(file);
  return [...text.matchAll(titles)].flatMap(({ 2: title = '', index }) =>
    [...title.matchAll(forbidden)].map(([word]) => `${file}:${lineAt(text, index)} ${word}`),
  );
};

const written: Record<string, readonly string[]> = {
  'source code': filesBelow('src', /\.(?:tsx?|css)$/),
  'the schema and its example operations': filesBelow('schema', /\.graphql$/),
  documentation: [
    ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', '.env.example'],
    ...filesBelow('docs', /\.(?:md|txt)$/),
  ],
};

describe('plain technical English', () => {
  test.each(Object.entries(written))('%s contains no forbidden word', (_name, files) => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(hitsIn)).toEqual([]);
  });

  test('test names contain no forbidden word', () => {
    const files = filesBelow('test', /\.test\.ts$/);
    const titleCount = files.flatMap((file) => [...textOf(file).matchAll(titles)]).length;
    expect(titleCount).toBeGreaterThan(500);
    expect(files.flatMap(hitsInTitlesOf)).toEqual([]);
  });
});
