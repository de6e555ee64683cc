import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { generatedPages } from '../../scripts/docs.ts';
import { schema } from '../../src/graphql/schema.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const filesBelow = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)));

const docs = filesBelow('docs').filter((path) => /\.(md|txt)$/.test(path));
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...docs];
const decisions = docs.filter((path) => /^docs\/decisions\/\d/.test(path)).sort();

/** Returns the relative links of a page: the path of each target in the repository, and its anchor. */
function linksOf(page: string): readonly { readonly path: string; readonly anchor: string | undefined }[] {
  return [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path, anchor]) => ({
    path: path ? relative(root, join(root, dirname(page), path)) : page,
    anchor,
  }));
}

/** Returns the anchors of a page, made from its headings as code hosts do. */
const anchorsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('generated pages', () => {
  test.each(Object.entries(generatedPages))('%s is what npm run docs writes', (path, text) => {
    expect(read(path)).toBe(text());
  });
});

describe('pages', () => {
  test('the README has at most 200 lines', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(200);
  });

  test('every link leads to a file and a heading that exist', () => {
    const broken = pages.flatMap((page) =>
      linksOf(page)
        .filter(
          ({ path, anchor }) =>
            !existsSync(join(root, path)) || (anchor !== undefined && !anchorsOf(path).includes(anchor)),
        )
        .map(({ path, anchor }) => `${page}: ${path}#${anchor ?? ''}`),
    );
    expect(broken).toEqual([]);
  });

  test('every path of the repository that a page names exists', () => {
    const named = /(?<![\w/.@-])((?:src|test|docs|scripts|prisma|schema|deploy)\/[\w./-]*[\w/])/g;
    const missing = pages.flatMap((page) =>
      [...read(page).matchAll(named)]
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test('every source that a page names by the end of its path exists', () => {
    const folders = ['src', 'test', 'scripts', 'prisma'].flatMap(filesBelow);
    const sources = [...folders, ...readdirSync(root)].map((path) => `/${path}`);
    const missing = pages.flatMap((page) =>
      [...read(page).matchAll(/`((?:[\w.-]+\/)*[\w-]+\.(?:ts|mjs|tsx|prisma))`/g)]
        .map(([, name = '']) => name)
        .filter((name) => !sources.some((path) => path.endsWith(`/${name}`)))
        .map((name) => `${page}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('every GraphQL document is valid', () => {
    const documents = pages.flatMap((page) =>
      [...read(page).matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => ({ page, text })),
    );
    expect(documents.length).toBeGreaterThan(25);
    const faults = documents.flatMap(({ page, text }) =>
      validate(schema, parse(text)).map(({ message }) => `${page}: ${message}`),
    );
    expect(faults).toEqual([]);
  });

  test('every GraphQL document of the benchmarks is valid', async () => {
    const { documents }: { documents: Record<string, string> } = await import(
      join(root, 'test/bench/requests.mjs')
    );
    expect(Object.keys(documents).length).toBeGreaterThan(10);
    const faults = Object.entries(documents).flatMap(([name, text]) =>
      validate(schema, parse(text)).map(({ message }) => `${name}: ${message}`),
    );
    expect(faults).toEqual([]);
  });

  test('the index links every page, and the index of decisions every decision', () => {
    const linked = ['docs/README.md', 'docs/decisions/README.md', 'README.md'].flatMap((page) =>
      linksOf(page).map(({ path }) => path),
    );
    const indexes = ['docs/README.md'];
    expect(docs.filter((path) => !linked.includes(path) && !indexes.includes(path))).toEqual([]);
  });

  // The page of error reasons repeats texts of the code.
  test('no page that is written by hand uses a forbidden word', () => {
    const forbidden = /whoever|nobody|somebody|that (is|are) none|\bshall\b|\banew\b/gi;
    const written = pages.filter((page) => page !== 'docs/reference/errors.md');
    const used = written.flatMap((page) =>
      (read(page).match(forbidden) ?? []).map((word) => `${page}: ${word}`),
    );
    expect(used).toEqual([]);
  });

  test('the package has llms.txt', () => {
    expect(JSON.parse(read('package.json')).files).toContain('docs/llms.txt');
  });
});

describe('decisions', () => {
  test.each(decisions)('%s begins with its number, a title and its status, as the index says', (path) => {
    const [heading = '', , status = ''] = read(path).split('\n');
    const number = basename(path).slice(0, 3);
    expect(heading).toMatch(new RegExp(`^# ${number}: [A-Z]`));
    expect(status).toMatch(/^Status: Accepted\./);
    const title = heading.slice('# 000: '.length);
    expect(read('docs/decisions/README.md')).toContain(
      `| [${number}](${basename(path)}) | ${title} | ${status.slice('Status: '.length)} |`,
    );
  });
});
