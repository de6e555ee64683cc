import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { schema } from '../../../src/graphql/schema.ts';
import { fieldOf } from './random-selection.ts';

/** A body for /graphql, of any kind. */
export type HostileRequest<Key> = { readonly body: string; readonly credentials: Key };

const hostileText = fc.constantFrom(
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00\ud800',
  '\uffff\u202e',
  '__proto__',
  'constructor',
  '"',
  '\\',
  '%',
  "'; DROP TABLE project; --",
  '../../etc/passwd',
  '\u{1f984}'.repeat(40),
  'x'.repeat(3_000),
  'proj_0000000000000000',
  '2020-02-30T25:00:00Z',
  '-271821-04-19T23:59:59.999Z',
  '+275760-09-13T00:00:00.001Z',
  '1e999',
  'http://[::1',
  'github',
  'jane',
);
const hostileNumber = fc.constantFrom(0, -1, 1, 100, 101, 2 ** 31, -(2 ** 31), 2 ** 53, 1.5, 1e300, -0);
const hostileJson = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 1, max: 200 }).map((depth) => nested(depth)),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":1,"a":[null,{"":0}]}')),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
}

/** Mostly of the type, so that it goes deep, and sometimes anything else. `ids`: of what is there. */
function anyOf(type: GraphQLInputType, ids: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return anyOf(type.ofType, ids, depth);
  const fitting = fittingOf(type, ids, depth);
  return fc.oneof(
    { weight: 40, arbitrary: fitting },
    { weight: 1, arbitrary: fc.oneof(hostileText, hostileNumber, hostileJson, fc.constant(null)) },
  );
}

function fittingOf(type: GraphQLInputType, ids: readonly string[], depth: number): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(anyOf(type.ofType, ids, depth + 1), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name), 'NONSENSE');
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const needed = fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name);
    const parts = Object.fromEntries(fields.map((field) => [field.name, anyOf(field.type, ids, depth + 1)]));
    return fc.oneof(
      { weight: 9, arbitrary: fc.record(parts, { requiredKeys: needed }) },
      fc.record(parts, { requiredKeys: [] }),
    );
  }
  const text = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('abc', 'github', 'jane', ...ids) },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  );
  const kinds: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    Boolean: fc.boolean(),
    Int: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 100 }) }, hostileNumber),
    Float: fc.oneof(fc.double(), hostileNumber),
    JSONObject: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), hostileJson),
    DateTime: fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      hostileText,
    ),
    BigInt: fc.oneof(fc.bigInt().map(String), hostileNumber),
    URL: fc.oneof(fc.webUrl(), hostileText),
  };
  return kinds[String(type)] ?? text;
}

const quoted = (text: string) => JSON.stringify(text);

/** As GraphQL writes it. Names that are none stay as they are: for the parser to find. */
function literal(value: unknown): string {
  if (typeof value === 'string') return /^[A-Z_]+$/.test(value) ? value : quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([name, part]) => `${name}: ${literal(part)}`)
      .join(', ')} }`;
  return String(value);
}

type Operation = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };

type AnyField = GraphQLField<unknown, unknown>;

/** Ids, of the fields that cannot be asked for without one. */
function neededArguments(place: string): fc.Arbitrary<string> {
  const [type = '', name = ''] = place.split('.');
  const parent = schema.getType(type);
  const args = isObjectType(parent) ? (parent.getFields()[name]?.args ?? []) : [];
  const needed = args.filter((argument) => isNonNullType(argument.type));
  return fc.constant(
    needed.length > 0 ? `(${needed.map((argument) => `${argument.name}: "abc"`).join(' ')})` : '',
  );
}

/** One field of the root with all its arguments, as variables or written out. */
function operationOf(
  root: GraphQLObjectType,
  field: AnyField,
  ids: readonly string[],
): fc.Arbitrary<Operation> {
  const values = fc.record(Object.fromEntries(field.args.map(({ name, type }) => [name, anyOf(type, ids)])));
  const below = fieldOf(root, { ...field, name: '' } as AnyField, 2, neededArguments);
  return fc
    .tuple(
      values,
      below,
      fc.boolean(),
      fc.constantFrom('', '', '', '', '', '', '', '', '', ' @skip(if: false)', ' @nonsense'),
    )
    .map(([given, selection, isWrittenOut, directive]) => {
      const kind = root === schema.getMutationType() ? 'mutation' : 'query';
      const args = field.args.map(
        ({ name }) => `${name}: ${isWrittenOut ? literal(given[name]) : `$${name}`}`,
      );
      const inside = isInterfaceType(getNamedType(field.type))
        ? ' { id ... on Project { slug } }'
        : selection;
      const call = `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directive}${inside}`;
      if (isWrittenOut) return { query: `${kind} { ${call} }`, variables: {} };
      const defined = field.args.map(({ name, type }) => `$${name}: ${type}`);
      const head = defined.length > 0 ? `${kind} Q(${defined.join(', ')})` : kind;
      return { query: `${head} { ${call} }`, variables: given };
    });
}

const tokens = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '$',
  '...',
  '@',
  '=',
  '|',
  '&',
  '"',
  '"""',
  '#',
  '\n',
  'query',
  'mutation',
  'subscription',
  'fragment',
  'on',
  'F',
  'viewer',
  'kind',
  'node',
  'id',
  '__typename',
  '__schema',
  '__proto__',
  '$a',
  '0',
  '-1',
  '1e999',
  'true',
  'null',
  '\ufeff',
  '\0',
];

/** Cuts something out and puts something in. */
const mutated = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), fc.constantFrom('', ...tokens))
    .map(([whole, place, length, put]) => {
      const at = Math.floor(place * whole.length);
      return whole.slice(0, at) + put + whole.slice(at + length);
    });

/** `ids`: of what is there. */
export type HostileParts<Key> = { readonly ids: readonly string[]; readonly credentials: readonly Key[] };

/** Requests from nearly right to nonsense. */
export function hostileRequests<Key>({
  ids,
  credentials,
}: HostileParts<Key>): fc.Arbitrary<HostileRequest<Key>> {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((root) => root ?? []);
  const operation = fc.oneof(
    ...roots.flatMap((root) => Object.values(root.getFields()).map((field) => operationOf(root, field, ids))),
  );
  const whole = operation.map((one) => JSON.stringify(one));
  const body = fc.oneof(
    { weight: 20, arbitrary: whole },
    {
      weight: 2,
      arbitrary: fc
        .tuple(mutated(operation.map(({ query }) => query)), operation)
        .map(([query, { variables }]) => JSON.stringify({ query, variables })),
    },
    { weight: 1, arbitrary: mutated(whole) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(...tokens), { maxLength: 60 })
        .map((soup) => JSON.stringify({ query: soup.join(' ') })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(operation, fc.jsonValue(), fc.jsonValue())
        .map(([{ query }, variables, operationName]) => JSON.stringify({ query, variables, operationName })),
    },
    { weight: 1, arbitrary: fc.json() },
  );
  return fc.record({ body, credentials: fc.constantFrom(...credentials) });
}
