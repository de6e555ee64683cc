import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { remedies } from '../consumers/shared/remedies.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

/** A comment with a path, and the block below it. */
const BLOCK = /<!-- (test\/consumers\/\S+) -->\n```\w+\n([\s\S]*?)```/g;

test('the page on typed clients shows what the consumers do', () => {
  const page = read('docs/guides/typed-clients.md');
  const blocks = [...page.matchAll(BLOCK)].map(([, path = '', text = '']) => ({ path, text }));
  expect(blocks).toHaveLength(page.match(/^```\w+$/gm)?.length ?? 0);
  const others = blocks.filter(({ path, text }) => !read(path).includes(text));
  expect(others.map(({ path, text }) => `${path}:\n${text}`)).toEqual([]);
});

test('the consumers have a remedy for each error reason of the schema', () => {
  const reasons = schema.getType('ErrorReason');
  const names = reasons instanceof GraphQLEnumType ? reasons.getValues().map(({ name }) => name) : [];
  expect(Object.keys(remedies).sort()).toEqual(names.toSorted());
});
