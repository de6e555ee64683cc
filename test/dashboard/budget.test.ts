import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../support/bundle.ts';

type Chunk = { readonly page: string | null; readonly imports: readonly string[] };
type Manifest = {
  readonly page: string;
  readonly entry: string;
  readonly assets: readonly string[];
  readonly chunks: Readonly<Record<string, Chunk>>;
};

const KB = 1_000;
const FIRST_ROUTE_MAX = 230 * KB;
const FURTHER_ROUTE_MAX = 25 * KB;
const STYLE_MAX = 15 * KB;

const folder = join(REPOSITORY, 'dist/dashboard');
const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

const sizeOf = (name: string) => statSync(join(folder, `${name}.br`)).size;
const total = (names: Iterable<string>) => [...names].reduce((bytes, name) => bytes + sizeOf(name), 0);

/** Returns a chunk and all that it imports. */
function closureOf(name: string, closure = new Set<string>()): ReadonlySet<string> {
  if (closure.has(name)) return closure;
  closure.add(name);
  for (const imported of manifest.chunks[name]?.imports ?? []) closureOf(imported, closure);
  return closure;
}

const shell = closureOf(manifest.entry);
const pages = Object.entries(manifest.chunks).flatMap(([name, { page }]) =>
  page === null ? [] : [{ page, own: [...closureOf(name)].filter((part) => !shell.has(part)) }],
);

test('the first route loads at most 230 kB of scripts and 15 kB of styles, in Brotli', () => {
  const [largest = 0] = pages.map(({ own }) => total(own)).sort((a, b) => b - a);
  expect(total(shell) + largest).toBeLessThanOrEqual(FIRST_ROUTE_MAX);
  expect(total(manifest.assets.filter((name) => name.endsWith('.css')))).toBeLessThanOrEqual(STYLE_MAX);
});

test('each further route loads at most 25 kB of scripts', () => {
  expect(pages.length).toBeGreaterThan(2);
  const sizes = Object.fromEntries(pages.map(({ page, own }) => [page, total(own)]));
  const exceeding = Object.entries(sizes).filter(([, bytes]) => bytes > FURTHER_ROUTE_MAX);
  expect(exceeding, JSON.stringify(sizes)).toEqual([]);
});
