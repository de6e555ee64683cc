import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printedOpenApi } from '../../scripts/print-openapi.ts';
import { errorReasons } from '../../src/domain/core/error-reasons.ts';
import { errorNumbers } from '../../src/rest/composio/error-numbers.ts';
import { families } from '../../src/rest/families.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const sources = readdirSync(join(root, 'src/rest'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: read(`src/rest/${file}`) }));

test('schema/openapi.json is printed as it is built', () => {
  expect(read('schema/openapi.json'), 'run npm run schema:print').toBe(printedOpenApi());
});

test('each operation of the document has a name of its own', () => {
  const names = families.flatMap(({ name, routes }) =>
    routes.map(({ operationId }) => `${name}.${operationId}`),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('each error reason has a number of its own, from 1801 to 1999', () => {
  const numbers = Object.values(errorNumbers);
  expect(Object.keys(errorNumbers).toSorted()).toEqual(Object.keys(errorReasons).toSorted());
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.filter((number) => number < 1_801 || number > 1_999)).toEqual([]);
});

describe('a route', () => {
  const runs = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/^ +run: async [^\n]*\{$[\s\S]*?^ +\},$/gm)].map(([run]) => ({ file, run })),
  );

  test('translates in at most ten lines', () => {
    expect(runs.length).toBeGreaterThan(8);
    const long = runs.filter(({ run }) => run.split('\n').length - 2 > 10);
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  test('decides nothing: it has no business rule and no branch on what the domain returns', () => {
    const isBranch = /\bif \(|\bswitch\b|\?\s*await\b|\bthrow\b/;
    // A tool that does not exist, and a header that only some answers have.
    const allowed = /^ +if \(!found\) throw notServedHere\(|^ +if \(\w+\) headers\.set\(/gm;
    const deciding = runs.filter(({ run }) => isBranch.test(run.replaceAll(allowed, '')));
    expect(deciding.map(({ file, run }) => `${file}: ${run}`)).toEqual([]);
  });

  test('names no table, no key prefix and no statement', () => {
    const naming = /\b(?:selectFrom|insertInto|sql`|oak_|isDefault\s*&&)/;
    const wrong = sources.filter(({ text }) => naming.test(text.replaceAll(/'[^'\n]*'|`[^`]*`/g, '')));
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });
});
