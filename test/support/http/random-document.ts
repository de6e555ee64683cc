import fc, { type GeneratorValue } from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';

/** The values that an argument of `Type.field` may have, as in JSON. Undefined: absent. */
export type CandidatesOf = (field: string, argument: string) => readonly unknown[];

export type RandomDocument = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

type Random = {
  readonly schema: GraphQLSchema;
  readonly candidatesOf: CandidatesOf;
  /** The names of fields that the document does not have. */
  readonly omitted: readonly string[];
  pick<Value>(values: readonly Value[]): Value;
  /** True once in so many times. */
  once(times: number): boolean;
  some<Value>(values: readonly Value[], max: number): readonly Value[];
};

/** A field with fixed arguments: each of its occurrences in a document selects some of its children. */
type Node = {
  readonly key: string;
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly args: string;
  /** The objects that it can return, each with its fields. */
  readonly children: readonly { readonly type: GraphQLObjectType; readonly nodes: readonly Node[] }[];
};

type Printing = {
  readonly definitions: Map<string, string>;
  readonly variables: Record<string, unknown>;
  readonly fragments: string[];
};

/** Different at the next moment by themselves: what is left of a limit, when a key was used, what is used until now. */
const changing = ['rateLimit', 'lastUsedAt', 'usage', 'secrets'];

/** Random valid documents: aliases, several roots, fragments that overlap and are nested, on types and on interfaces, directives
 *  and arguments with literals and variables. A quarter of them have fields with the names in `rare`. */
export function randomDocuments(
  schema: GraphQLSchema,
  roots: readonly string[],
  candidatesOf: CandidatesOf,
  rare: readonly string[],
): fc.Arbitrary<RandomDocument> {
  return fc.gen().map((generate) => {
    const random = randomOf(generate);
    const omitted = random.once(4) ? changing : [...changing, ...rare];
    return documentOf({ ...random, schema, candidatesOf, omitted }, roots);
  });
}

function randomOf(generate: GeneratorValue): Pick<Random, 'pick' | 'once' | 'some'> {
  const index = (count: number) => generate(fc.nat, { max: count - 1 });
  return {
    pick: <Value>(values: readonly Value[]) => values[index(values.length)] as Value,
    once: (times) => index(times) === times - 1,
    some: <Value>(values: readonly Value[], max: number) =>
      generate(() =>
        fc.shuffledSubarray([...values], { minLength: 1, maxLength: Math.min(max, values.length) }),
      ),
  };
}

const DEPTH = 6;

function documentOf(random: Random, roots: readonly string[]): RandomDocument {
  const query = random.schema.getQueryType();
  if (!query) throw new Error('There are no queries.');
  const printing: Printing = { definitions: new Map(), variables: {}, fragments: [] };
  const fields = roots.flatMap((name) => query.getFields()[name] ?? []);
  const nodes = random
    .some([...fields, ...fields], 3)
    .map((field, index) =>
      nodeOf(random, printing, query, field, { key: `${field.name}${index}`, depth: DEPTH }),
    );
  const selection = printSelection(random, printing, query, nodes);
  const body = [selection, ...printing.fragments].join('\n');
  const used = [...printing.definitions].filter(([name]) => new RegExp(`\\$${name}\\b`).test(body));
  const definitions = used.map(([name, type]) => `$${name}: ${type}`).join(', ');
  const names = new Set(used.map(([name]) => name));
  const variables = Object.entries(printing.variables).filter(([name]) => names.has(name));
  return {
    query: `query Random${definitions && `(${definitions})`} ${body}`,
    variables: Object.fromEntries(variables),
  };
}

/** Nodes of random fields of an object. Some fields occur twice, under other names. */
function childrenOf(random: Random, printing: Printing, type: GraphQLObjectType, depth: number) {
  const fields = Object.values(type.getFields()).filter(
    (field) => !random.omitted.includes(field.name) && (depth > 0 || !hasFields(field)),
  );
  if (fields.length === 0) return [];
  return random.some([...fields, ...fields], 5).map((field, index) => {
    const key = random.once(3) ? `${field.name}${index}` : field.name;
    return nodeOf(random, printing, type, field, { key, depth });
  });
}

const hasFields = ({ type }: GraphQLField<unknown, unknown>) => {
  const named = getNamedType(type);
  return isObjectType(named) || isInterfaceType(named);
};

function nodeOf(
  random: Random,
  printing: Printing,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  { key, depth }: { readonly key: string; readonly depth: number },
): Node {
  const named = getNamedType(field.type);
  const types = isObjectType(named)
    ? [named]
    : isInterfaceType(named)
      ? random.some(random.schema.getPossibleTypes(named), 4)
      : [];
  const args = field.args.flatMap((argument) => printArgument(random, printing, parent, field, argument));
  const children = types.map((type) => ({
    type,
    nodes: unique(childrenOf(random, printing, type, depth - 1)).map((node) =>
      // Fields of different types are under different names, which may not have the same type.
      isInterfaceType(named) ? { ...node, key: `${type.name}_${node.key}` } : node,
    ),
  }));
  return { key, parent, field, args: args.length > 0 ? `(${args.join(', ')})` : '', children };
}

/** Fields of the same name have equal arguments, or else the document is not valid. */
const unique = (nodes: readonly Node[]) => [...new Map(nodes.map((node) => [node.key, node])).values()];

function printArgument(
  random: Random,
  { definitions, variables }: Printing,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  { name, type }: GraphQLArgument,
): readonly string[] {
  const candidates = random.candidatesOf(`${parent.name}.${field.name}`, name);
  const value = candidates.length > 0 ? random.pick(candidates) : undefined;
  if (value === undefined && !random.once(30)) return [];
  if (value !== undefined && !random.once(2)) return [`${name}: ${literalOf(value, type)}`];
  const variable = `v${definitions.size}`;
  // A variable without a value is an absent argument, unless it is required.
  definitions.set(variable, String(type));
  if (value !== undefined) variables[variable] = value;
  return [`${name}: $${variable}`];
}

function literalOf(value: unknown, type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (value === null) return 'null';
  if (isListType(nullable) && Array.isArray(value))
    return `[${value.map((one) => literalOf(one, nullable.ofType)).join(', ')}]`;
  if (isEnumType(nullable)) return String(value);
  if (isInputObjectType(nullable)) {
    const fields = nullable.getFields();
    const entries = Object.entries(value as object).flatMap(([name, one]) => {
      const field = fields[name];
      return field ? [`${name}: ${literalOf(one, field.type)}`] : [];
    });
    return `{ ${entries.join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** Prints fields of an object as several selections of them. */
function printSelection(
  random: Random,
  printing: Printing,
  type: GraphQLObjectType,
  nodes: readonly Node[],
): string {
  const pieces = nodes.map((node) => printPiece(random, printing, type, node));
  const [first] = nodes;
  // A second selection of what is selected already, which is merged with the first.
  if (first && random.once(3)) pieces.push(printPiece(random, printing, type, random.pick(nodes)));
  if (random.once(3)) pieces.push('__typename');
  if (random.once(12)) pieces.push('alias: __typename');
  return `{ ${pieces.length > 0 ? pieces.join(' ') : '__typename'} }`;
}

function printPiece(random: Random, printing: Printing, type: GraphQLObjectType, node: Node): string {
  const printed = `${printField(random, printing, node)}${printDirective(random, printing)}`;
  const field = withSelection(random, printing, node, printed);
  const isOfInterface = type.getInterfaces().some((of) => node.field.name in of.getFields());
  switch (random.pick(['field', 'field', 'inline', 'typed', 'named', 'interface'])) {
    case 'inline':
      return `...${printDirective(random, printing)} { ${field} }`;
    case 'typed':
      return `... on ${type.name}${printDirective(random, printing)} { ${field} }`;
    case 'interface': {
      const [of] = type.getInterfaces();
      return of && isOfInterface ? `... on ${of.name} { ${field} }` : `... on ${type.name} { ${field} }`;
    }
    case 'named': {
      const name = `F${printing.fragments.length}`;
      printing.fragments.push(`fragment ${name} on ${type.name} { ${field} }`);
      const spread = `...${name}${printDirective(random, printing)}`;
      return random.once(4) ? `${spread} ...${name}` : spread;
    }
    default:
      return field;
  }
}

const printField = (_random: Random, _printing: Printing, { key, field, args }: Node) =>
  `${key === field.name ? '' : `${key}: `}${field.name}${args}`;

function withSelection(
  random: Random,
  printing: Printing,
  { field, children }: Node,
  printed: string,
): string {
  if (!hasFields(field)) return printed;
  if (isObjectType(getNamedType(field.type))) {
    const [{ type, nodes } = { type: undefined, nodes: [] }] = children;
    if (!type) throw new Error('It is an object.');
    const chosen = nodes.length > 0 ? random.some(nodes, nodes.length) : [];
    return `${printed} ${printSelection(random, printing, type, chosen)}`;
  }
  const cases = children.map(
    ({ type, nodes }) => `... on ${type.name} ${printSelection(random, printing, type, nodes)}`,
  );
  return `${printed} { id ${cases.join(' ')} }`;
}

function printDirective(random: Random, { definitions, variables }: Printing): string {
  if (!random.once(6)) return '';
  const directive = random.pick(['include', 'skip']);
  const value = random.once(4) ? directive === 'skip' : directive === 'include';
  if (random.once(2)) return ` @${directive}(if: ${value})`;
  const name = `is${directive === 'skip' ? 'Skipped' : 'Included'}${random.pick([0, 1])}`;
  definitions.set(
    name,
    random.once(2) && !definitions.has(name) ? 'Boolean!' : (definitions.get(name) ?? 'Boolean = true'),
  );
  if (definitions.get(name) === 'Boolean!' || random.once(2)) variables[name] ??= value;
  return ` @${directive}(if: $${name})`;
}
