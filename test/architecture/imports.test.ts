import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

/** The layers, from the bottom up, and what the files of each may import: other layers, or single files of them. */
const mayImport: Record<string, readonly string[]> = {
  lib: ['../package.json'],
  config: ['postgres/connection/url', 'postgres/connection/url-parameters', 'lib'],
  // Web pages: they reach the server by HTTP only.
  graphiql: ['../schema/documents.json'],
  dashboard: [],
  postgres: ['lib'],
  repositories: ['postgres', 'lib'],
  backup: ['repositories/usage/rollup', 'postgres', 'lib'],
  domain: ['repositories', 'postgres', 'lib'],
  auth: [
    'domain/core/actor',
    'domain/core/app-context',
    'domain/core/errors',
    'domain/core/key-authentication',
    'domain/api-key',
    'postgres/database',
    'lib',
  ],
  graphql: ['domain', 'postgres/generated/pothos', 'postgres/plan/selection', 'lib'],
  mcp: ['domain', 'lib'],
  rest: ['mcp/tools/tools', 'domain', 'lib'],
  worker: ['domain', 'postgres/job-queue', 'lib'],
  telemetry: [
    'graphql/operation-info',
    'domain/core/actor',
    'repositories/queue-depth',
    'postgres/database',
    'lib',
  ],
  http: [
    'telemetry',
    'rest/failure',
    'rest/query',
    'rest/route',
    'rest/router',
    'mcp/cost',
    'mcp/entry',
    'graphql/context',
    'graphql/document-cache',
    'graphql/errors',
    'graphql/operation-info',
    'graphql/limits/answer-size',
    'graphql/schema',
    'auth',
    'domain',
    'config',
    'lib',
  ],
  app: [
    'http',
    'telemetry',
    'worker',
    'mcp',
    'graphql',
    'auth',
    'domain',
    'backup',
    'repositories',
    'postgres',
    'config',
    'lib',
  ],
  cli: ['app', 'backup', 'domain', 'repositories/organization', 'postgres', 'config', 'lib'],
};

/** The folders of the domain that others import. Each may import those before it; a folder that is not listed may import all of them, and
 *  nothing else in the domain imports it. */
const domainOrder = [
  'core',
  'plan',
  'audit-log',
  'idempotency',
  'events',
  'purge',
  'deletion-preview',
  'api-key',
  'webhook',
  'project',
  'rate-limit',
  'auth-config',
  'mcp-server',
  'organization',
  'connected-account',
  'trigger',
  'usage',
  'quota',
  'session',
  'tool-call-log',
];

type Import = { readonly from: string; readonly to: string };

const isGenerated = (file: string) => file.includes('generated/');
const withoutExtension = (path: string) => path.replace(/\.(tsx?|css)$/, '');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .sort();

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((specifier) => ({
    from: withoutExtension(file),
    to: withoutExtension(relative(src, resolve(src, dirname(file), specifier))),
  }));
}

const imports = files.flatMap(importsOf);
const layerOf = (path: string) => path.split('/')[0] ?? '';
const isInside = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

describe('a write by a key', () => {
  const mentioning = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(join(src, file), 'utf8')));

  test('is authorized in one place: nothing else makes a transaction an authorized one', () => {
    expect(mentioning(/as AuthorizedTransaction/)).toEqual(['domain/core/context-access.ts']);
  });

  test('bypasses the authorization only for records of the server itself', () => {
    expect(mentioning(/bookkeeping/)).toEqual([
      'domain/audit-log/chain/seal.ts',
      'domain/audit-log/record-denial.ts',
      'domain/core/context-access.ts',
      'domain/core/request-context.ts',
      'domain/idempotency/idempotency.ts',
      'domain/usage/rollup.ts',
    ]);
    const inRooms = files.filter((file) => /^(?:graphql|http|mcp)\//.test(file));
    const writing = inRooms.filter((file) =>
      /\bdb\.(?:write|transaction)\(/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(writing).toEqual([]);
  });
});

describe('imports', () => {
  test('are found', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test('follow the table of layers', () => {
    const wrong = imports.filter(({ from, to }) => {
      const places = [layerOf(from), ...(mayImport[layerOf(from)] ?? [])];
      return !places.some((place) => isInside(to, place));
    });
    expect(wrong).toEqual([]);
  });

  test('every file is in a layer', () => {
    const layers = new Set(files.map((file) => layerOf(withoutExtension(file))));
    expect([...layers].filter((layer) => !(layer in mayImport))).toEqual([]);
  });

  test('inside the domain follow the order of its folders', () => {
    const folderOf = (path: string) => path.split('/')[1] ?? '';
    const orderOf = (path: string) => {
      const place = domainOrder.indexOf(folderOf(path));
      return place === -1 ? domainOrder.length : place;
    };
    const wrong = imports.filter(({ from, to }) => {
      if (!isInside(from, 'domain') || !isInside(to, 'domain') || folderOf(from) === folderOf(to))
        return false;
      return orderOf(to) >= orderOf(from);
    });
    expect(wrong).toEqual([]);
    const imported = new Set(
      imports.filter(({ to }) => isInside(to, 'domain')).map(({ to }) => folderOf(to)),
    );
    expect(domainOrder.filter((folder) => !imported.has(folder))).toEqual([]);
  });

  test('lead to one place that opens connections to a database, where each is pinned', () => {
    const opens = /\bnew (?:pg\.)?(?:Pool|Client)\(|\bextends pg\.(?:Pool|Client)\b/;
    const openers = files.filter(
      (file) => !isGenerated(file) && opens.test(readFileSync(join(src, file), 'utf8')),
    );
    // The second one asks a server that has just started whether there is a database yet.
    expect(openers).toEqual(['postgres/embedded/connection.ts', 'postgres/pool.ts']);
  });

  test('make no cycle', () => {
    const targets = new Map<string, string[]>();
    for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
    const reaches = (start: string) => {
      const seen = new Set<string>();
      const open = [...(targets.get(start) ?? [])];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(...(targets.get(next) ?? []));
      }
      return seen;
    };
    expect([...targets.keys()].filter((file) => reaches(file).has(file))).toEqual([]);
  });

  test('of the environment are in the configuration only', () => {
    const readers = files.filter(
      (file) => !isGenerated(file) && readFileSync(join(src, file), 'utf8').includes('process.env'),
    );
    expect(readers).toEqual(['config.ts']);
  });
});

describe('files', () => {
  test('are at most 300 lines long', () => {
    const lineCount = (file: string) => readFileSync(join(src, file), 'utf8').trimEnd().split('\n').length;
    expect(files.filter((file) => !isGenerated(file) && lineCount(file) > 300)).toEqual([]);
  });

  test('of tests are at most 300 lines long', () => {
    const tests = readdirSync(join(src, '../test'), { recursive: true, encoding: 'utf8' });
    const long = tests.filter((file) => {
      if (!file.endsWith('.ts') || isGenerated(file) || file.includes('node_modules/')) return false;
      return (
        readFileSync(join(src, '../test', file), 'utf8')
          .trimEnd()
          .split('\n').length > 300
      );
    });
    expect(long).toEqual([]);
  });

  test('are at most 20 in a folder', () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([folder, count]) => !isGenerated(`${folder}/`) && count > 20)).toEqual([]);
  });
});
