import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig, variables } from '../../src/config.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('.env.example lists exactly the variables that are read, with their defaults', () => {
  const example = parseEnv(read('.env.example'));
  expect(Object.keys(example).sort()).toEqual(Object.keys(variables.shape).sort());
  expect(readConfig(example)).toEqual(readConfig({}));
});

test('the README explains every variable', () => {
  const readme = read('README.md');
  expect(Object.keys(variables.shape).filter((name) => !readme.includes(`| \`${name}\` `))).toEqual([]);
});
