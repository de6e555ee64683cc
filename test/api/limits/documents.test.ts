import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Credentials, post } from '../../support/client.ts';
import { makeOrganization } from '../../support/fixtures.ts';
import { faultOf } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

// The limits of docs/reference/limits.md, written down a second time.
const TOKENS = 15_000;
const NESTING = 100;
const OPERATIONS = 20;
const FRAGMENTS = 200;
const DEPTH = 12;
const INTROSPECTION_DEPTH = 20;
const ROOT_FIELDS = 20;
const FIELDS = 2_000;
const ALIASES = 30;
const DIRECTIVES = 20;

const server = useServer({ env: { MAX_QUERY_COST: '1000000' } });

let credentials: Credentials;
beforeAll(async () => {
  ({ credentials } = await makeOrganization(server));
});

/** In time: whatever it is, it must be refused or answered before anybody notices. */
async function ask(query: string, variables: object = {}): Promise<Answer<unknown>> {
  const startedAt = performance.now();
  const answer = await post(server, JSON.stringify({ query, variables }), credentials);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  return answer;
}

const times = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => one(index)).join(' ');

/** Levels of fields around a leaf, all of them counted. */
const deep = (depth: number) => {
  const [around, rest] = [Math.floor((depth - 2) / 2), depth % 2];
  const inside = 'defaultProject { organization { '.repeat(around) + (rest ? 'defaultProject { id }' : 'id');
  return `{ organization { ${inside}${' } }'.repeat(around)} } }`;
};

const typeRef = (levels: number) => `${'ofType { '.repeat(levels)}name${' }'.repeat(levels)}`;

const bomb = (levels: number) =>
  `{ organization { ...F0 } } ${times(levels, (at) => `fragment F${at} on Organization { ...F${at + 1} ...F${at + 1} }`)} fragment F${levels} on Organization { id }`;

/** Just what is let through, and the least of what is not. */
const limits: readonly {
  readonly limit: string;
  readonly limitMax: number;
  readonly document: (count: number) => string;
}[] = [
  {
    limit: 'tokens',
    limitMax: TOKENS,
    document: (count) => `query ($ids: [ID!]! = [${'"x" '.repeat(count - 26)}]) { nodes(ids: $ids) { id } }`,
  },
  {
    limit: 'nesting',
    limitMax: NESTING,
    document: (count) => `{ node(id: ${'['.repeat(count - 2)}${']'.repeat(count - 2)}) { id } }`,
  },
  {
    limit: 'operations',
    limitMax: OPERATIONS,
    document: (count) => times(count, (at) => `query Q${at} { viewer { kind } }`),
  },
  {
    limit: 'fragments',
    limitMax: FRAGMENTS,
    document: (count) =>
      `{ viewer { ${times(count, (at) => `...F${at}`)} } } ${times(count, (at) => `fragment F${at} on Viewer { kind }`)}`,
  },
  { limit: 'depth', limitMax: DEPTH, document: deep },
  {
    limit: 'introspectionDepth',
    limitMax: INTROSPECTION_DEPTH,
    document: (count) => `{ __schema { types { fields { type { ${typeRef(count - 5)} } } } } }`,
  },
  {
    limit: 'rootFields',
    limitMax: ROOT_FIELDS,
    document: (count) => `{ ${'viewer { kind } '.repeat(count)} }`,
  },
  { limit: 'fields', limitMax: FIELDS, document: (count) => `{ viewer { ${'kind '.repeat(count - 1)} } }` },
  {
    limit: 'aliases',
    limitMax: ALIASES,
    document: (count) => `{ viewer { ${times(count, (at) => `a${at}: kind`)} } }`,
  },
  {
    limit: 'directives',
    limitMax: DIRECTIVES,
    document: (count) => `{ viewer { ${times(count, () => 'kind @skip(if: false)')} } }`,
  },
];

describe('document limits permit', () => {
  test.each(limits)('$limitMax $limit', async ({ limit, limitMax, document }) => {
    const { errors } = await ask(document(limitMax));
    for (const { message, extensions } of errors) {
      expect(extensions, limit).not.toHaveProperty('limit');
      expect(message).not.toContain('Syntax Error');
    }
  });

  test('the complete introspection query of tools', async () => {
    const everything = {
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    };
    const { data, errors } = await ask(getIntrospectionQuery(everything));
    expect(errors).toEqual([]);
    expect(data).toHaveProperty('__schema.types');
  });
});

describe('document limits reject', () => {
  test.each(limits)('more $limit than $limitMax', async ({ limit, limitMax, document }) => {
    const answer = await ask(document(limitMax + 1));
    expect(answer.status).toBe(400);
    const { message, extensions } = faultOf(answer);
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'DOCUMENT_TOO_LARGE',
      limit,
      limitMax,
    });
    expect(message).toContain(String(limitMax));
  });

  test.each([
    ['aliases of __typename', `{ viewer { ${times(31, (at) => `a${at}: __typename`)} } }`, 'aliases'],
    [
      'aliases in a fragment that is used often',
      `{ ${times(16, () => '...F')} } fragment F on Query { a: viewer { b: kind } }`,
      'aliases',
    ],
    [
      'aliases of what nobody may ask',
      `{ ${times(31, (at) => `a${at}: deleteProject(input: { id: "x" }) { deletedProjectId }`)} }`,
      'rootFields',
    ],
    [
      'one directive many times at one place',
      `{ viewer { kind ${'@skip(if: false) '.repeat(21)} } }`,
      'directives',
    ],
    [
      'directives of variables',
      `query (${times(21, (at) => `$v${at}: Int @x`)}) { viewer { kind } }`,
      'directives',
    ],
    [
      'root fields in fragments',
      `{ ${times(11, () => '... { viewer { kind } viewer { kind } }')} }`,
      'rootFields',
    ],
    ['a fragment that fills the world', bomb(25), 'fields'],
    ['a fragment that fills it faster', bomb(199), 'fields'],
    [
      'depth by fragments',
      `{ organization { ...F } } fragment F on Organization { ${'defaultProject { organization { '.repeat(6)} id ${'} }'.repeat(6)} }`,
      'depth',
    ],
    ['selections 5,000 deep', `${'{ a '.repeat(5_000)}${'}'.repeat(5_000)}`, 'nesting'],
    ['selections 5,000 deep that are never closed', '{ a '.repeat(5_000), 'nesting'],
    ['list literals 5,000 deep', `{ node(id: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { id } }`, 'nesting'],
    [
      'object literals 5,000 deep',
      `{ node(id: ${'{a:'.repeat(4_000)}1${'}'.repeat(4_000)}) { id } }`,
      'nesting',
    ],
    [
      'inline fragments 5,000 deep',
      `{ ${'... { '.repeat(5_000)}viewer { kind }${'}'.repeat(5_000)} }`,
      'nesting',
    ],
    [
      'types 5,000 deep',
      `query ($a: ${'['.repeat(5_000)}ID${']'.repeat(5_000)}) { viewer { kind } }`,
      'nesting',
    ],
    ['200 operations', times(200, (at) => `query Q${at} { viewer { kind } }`), 'operations'],
    [
      'types of types of introspection',
      `{ __schema { types { fields { type { ${typeRef(40)} } } } } }`,
      'introspectionDepth',
    ],
    ['14,000 fields of one name', `{ viewer { ${'kind '.repeat(14_000)} } }`, 'fields'],
    [
      'objects in objects, each of them twice',
      `{ viewer ${'{ viewer { kind } viewer '.repeat(11)} { kind } ${'}'.repeat(11)} }`,
      'depth',
    ],
  ])('%s', async (_name, query, limit) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(faultOf(answer).extensions).toMatchObject({ reason: 'DOCUMENT_TOO_LARGE', limit });
  });

  test('recursive introspection at any depth', async () => {
    const circle = 'fields { type { fields { type { fields { type { fields { name } } } } } } }';
    const answer = await ask(`{ __schema { types { ${circle} } } }`);
    expect(faultOf(answer).message).toContain('Maximum introspection depth exceeded');
  });

  test.each([
    ['itself', '{ organization { ...A } } fragment A on Organization { id ...A }'],
    [
      'each other',
      '{ organization { ...A } } fragment A on Organization { ...B } fragment B on Organization { ...A }',
    ],
    [
      'each other, doubled at each step',
      `{ organization { ...F0 } } ${times(24, (at) => `fragment F${at} on Organization { defaultProject { organization { ...F${(at + 1) % 24} } } a: defaultProject { organization { ...F${(at + 1) % 24} } } }`)}`,
    ],
  ])('recursive fragments within %s', async (_name, query) => {
    const { errors } = await ask(query);
    const reasons = errors.map(({ extensions }) => extensions.reason);
    expect(reasons.every((reason) => reason === 'INVALID_DOCUMENT' || reason === 'DOCUMENT_TOO_LARGE')).toBe(
      true,
    );
    expect(errors.length).toBeGreaterThan(0);
  });

  test('a document that is too large as an argument of requiredScopes', async () => {
    for (const document of [bomb(25), '{ a '.repeat(5_000), `{ ${'viewer { kind } '.repeat(21)} }`]) {
      const { errors } = await ask('query ($document: String!) { requiredScopes(document: $document) }', {
        document,
      });
      expect(errors.map(({ extensions }) => extensions.reason)).toEqual(['DOCUMENT_TOO_LARGE']);
    }
  });
});
