import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

/** Which rooms a room may import from, and which files only. The stairs of the README, read upwards from the database. */
const mayImport: Record<string, readonly string[]> = {
  lib: ['lib'],
  data: ['data', 'lib'],
  domain: ['domain', 'data', 'lib'],
  auth: [
    'auth',
    'domain/actor',
    'domain/api-key',
    'domain/errors',
    'domain/key-holder',
    'data/database',
    'data/key-use',
    'lib',
  ],
  graphql: ['graphql', 'domain', 'lib'],
  watch: ['watch', 'data/backlog', 'data/database', 'domain/actor', 'graphql/operation-facts', 'lib'],
  // A web page: it speaks to the server by HTTP only.
  graphiql: ['graphiql'],
  worker: ['worker', 'data/job-queue', 'domain', 'lib'],
  // The version in what the package says of itself.
  mcp: ['mcp', 'domain', 'lib', '../package.json'],
  http: [
    'http',
    'auth',
    'config',
    'domain/actor',
    'domain/api-key',
    'domain/audit-export',
    'domain/database-failure',
    'domain/errors',
    'domain/idempotency',
    'domain/key-holder',
    'domain/mcp-server',
    'domain/planned-read',
    'domain/rate-budget',
    'domain/scope',
    'graphql/answer-size',
    'graphql/context',
    'graphql/documents',
    'graphql/errors',
    'graphql/operation-facts',
    'graphql/schema',
    'lib',
    'mcp/cost',
    'mcp/entry',
    'watch/metrics',
    'watch/record',
    'watch/request-log',
  ],
};

/** A file may import these as well. */
const exceptions: Record<string, readonly string[]> = {
  // What Pothos knows of the models that Prisma reads.
  'graphql/builder': ['data/generated/pothos'],
};

/** Only the files of the process itself: they put the rooms together. */
const compositionRoot = [
  'bailiwick',
  'cluster',
  'cluster-metrics',
  'config',
  'deliver-webhooks',
  'fail',
  'first-keys',
  'open-meter',
  'open-metrics',
  'open-tracing',
  'main',
  'main-worker',
  'readiness',
  'report-bug',
  'run-process',
  'server',
  'server-processes',
  'store',
  'welcome',
];

/** A noun may import the nouns before it. */
const nounOrder = [
  'actor',
  'rate-budget',
  'errors',
  'database-failure',
  'key-scope',
  'key-holder',
  'scope',
  'idempotency',
  'input',
  'webhook-destination',
  'json-object',
  'page',
  'list',
  'visibility',
  'audit-log',
  'audit-log-list',
  'audit-denial',
  'audit-chain',
  'audit-export',
  'webhook-event',
  'api-key',
  'planned-read',
  'project-config',
  'project',
  'rate-limit',
  'known-rate-limits',
  'planned-write',
  'organization',
  'credentials',
  'connected-account-status',
  'connected-account-event',
  'trigger-event',
  'purge',
  'auth-config',
  'connected-account',
  'trigger',
  'usage',
  'quota',
  'session',
  'tool-call-log',
  'webhook',
  'mcp-server',
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
const roomOf = (path: string) => path.split('/')[0] ?? '';
const isInside = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

describe('a write by a key', () => {
  const mentioning = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(join(src, file), 'utf8')));

  test('is decided in one place: nothing else makes a transaction pass for one that was', () => {
    expect(mentioning(/as DecidedTransaction/)).toEqual(['domain/scope.ts']);
  });

  test('goes around the decision where the server writes for itself, and nowhere else', () => {
    expect(mentioning(/bookkeeping/)).toEqual([
      'domain/audit-chain/seal.ts',
      'domain/audit-denial.ts',
      'domain/idempotency.ts',
      'domain/scope.ts',
      'domain/usage/fold.ts',
    ]);
    const inRooms = files.filter((file) => /^(?:graphql|http|mcp)\//.test(file));
    const writing = inRooms.filter((file) =>
      /\bdb\.(?:write|transaction)\(/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(writing).toEqual([]);
  });
});

describe('imports', () => {
  test('were found at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test('go down the stairs only', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (compositionRoot.includes(from)) return false;
      const places = [...(mayImport[roomOf(from)] ?? []), ...(exceptions[from] ?? [])];
      return !places.some((place) => isInside(to, place));
    });
    expect(wrong).toEqual([]);
  });

  test('every file is in a room of the stairs or belongs to the process itself', () => {
    const homeless = files.map(withoutExtension).filter((file) => {
      return !(roomOf(file) in mayImport) && !compositionRoot.includes(file);
    });
    expect(homeless).toEqual([]);
  });

  test('inside the domain follow the order of the nouns', () => {
    const nounOf = (path: string) => path.split('/')[1] ?? '';
    const nouns = new Set(
      files.filter((file) => isInside(file, 'domain')).map((file) => nounOf(withoutExtension(file))),
    );
    expect([...nouns].filter((noun) => !nounOrder.includes(noun))).toEqual([]);
    const wrong = imports.filter(({ from, to }) => {
      if (!isInside(from, 'domain') || !isInside(to, 'domain') || nounOf(from) === nounOf(to)) return false;
      return nounOrder.indexOf(nounOf(to)) >= nounOrder.indexOf(nounOf(from));
    });
    expect(wrong).toEqual([]);
  });

  test('lead to one place that opens connections to a database, where each is pinned', () => {
    const opens = /\bnew (?:pg\.)?(?:Pool|Client)\(|\bextends pg\.(?:Pool|Client)\b/;
    const openers = files.filter(
      (file) => !isGenerated(file) && opens.test(readFileSync(join(src, file), 'utf8')),
    );
    // The second one asks a server that has just started whether there is a database yet.
    expect(openers).toEqual(['data/embedded-postgres/connection.ts', 'data/pool.ts']);
  });

  test('make no circle', () => {
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

  test('only the config reads the environment', () => {
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
});
