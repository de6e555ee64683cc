import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Encoding, EntityName, ReadObject } from '../../domain/fast-path/read.ts';
import { authOf, type FieldAuth } from '../plugins/authorization.ts';
import { hintOf } from './field-hints.ts';

/** Thrown where a document contains something that plans do not support. */
export class Unplannable extends Error {
  override readonly name = 'Unplannable';
}

type AnyField = GraphQLField<unknown, unknown>;

/** Provides the parts that depend on the arguments of a request, requested in document order. */
export type Shapes = {
  /** Called for each field that requires certain kinds of keys. */
  visit(auth: FieldAuth): void;
};

export type Selector = {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly shapes: Shapes;
  /** Set when reading what a statement wrote: such a statement sees only the rows that it wrote. */
  readonly written: boolean;
};

const entityOf: Readonly<Record<string, EntityName>> = {
  Viewer: 'apiKey',
  ApiKey: 'apiKey',
  Organization: 'organization',
  Project: 'project',
  ProjectConfig: 'project',
};

const encodingOf: Readonly<Record<string, Encoding>> = {
  ID: 'token',
  String: 'text',
  URL: 'text',
  Boolean: 'boolean',
  DateTime: 'instant',
};

const DEPTH_MAX = 8;
/** Nested lists multiply: a page of rows can contain lists, and those cannot contain further lists. */
const LISTS_MAX = 2;

export function fragmentsOf(document: DocumentNode): Selector['fragments'] {
  const definitions = document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
}

export function visit({ shapes }: Selector, parent: GraphQLObjectType, node: FieldNode): AnyField {
  const field = parent.getFields()[node.name.value];
  if (!field) throw new Unplannable();
  const auth = authOf(field);
  if (auth) shapes.visit(auth);
  return field;
}

/** Returns the fields of a selection in response order, with fragments expanded. */
export function flatten(
  selector: Selector,
  parent: GraphQLObjectType,
  { selections }: SelectionSetNode,
  fields = new Map<string, FieldNode>(),
): readonly (readonly [key: string, node: FieldNode])[] {
  for (const selection of selections) {
    if (selection.directives?.length) throw new Unplannable();
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      // Repeated response keys would have to be merged.
      if (fields.has(key)) throw new Unplannable();
      fields.set(key, selection);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : selector.fragments.get(selection.name.value);
    if (!fragment || (fragment.typeCondition && fragment.typeCondition.name.value !== parent.name))
      throw new Unplannable();
    flatten(selector, parent, fragment.selectionSet, fields);
  }
  return [...fields];
}

type Member = ReadObject['members'][number];

export function selectObject(
  selector: Selector,
  field: AnyField,
  node: FieldNode,
  depth: number,
  lists: number,
): ReadObject {
  const type = getNamedType(field.type);
  const entity = entityOf[type.name];
  if (!isObjectType(type) || !entity || !node.selectionSet || depth > DEPTH_MAX) throw new Unplannable();
  const members = flatten(selector, type, node.selectionSet).map(([key, child]): Member => {
    if (child.name.value === '__typename') return { key, kind: 'constant', json: JSON.stringify(type.name) };
    return {
      key,
      ...selectMember(selector, visit(selector, type, child), child, { entity, depth: depth + 1, lists }),
    };
  });
  return { entity, members };
}

type Keyless<Whole> = Whole extends unknown ? Omit<Whole, 'key'> : never;

type Place = { readonly entity: EntityName; readonly depth: number; readonly lists: number };

function selectMember(
  selector: Selector,
  field: AnyField,
  node: FieldNode,
  { entity, depth, lists }: Place,
): Keyless<Member> {
  const hint = hintOf(field);
  if (!hint) return selectColumn(field);
  switch (hint.kind) {
    case 'configId':
      return { kind: hint.kind };
    case 'same':
      return { kind: 'same', object: selectObject(selector, field, node, depth, lists) };
    case 'relation': {
      const inside = hint.many ? lists + 1 : lists;
      if (inside > LISTS_MAX || (selector.written && entity === 'organization')) throw new Unplannable();
      const object = selectObject(selector, field, node, depth, inside);
      return { kind: 'relation', relation: hint.relation, object };
    }
    default:
      throw new Unplannable();
  }
}

function selectColumn(field: AnyField): Keyless<Member> {
  const property = (field.extensions as { pothosExposedField?: unknown }).pothosExposedField;
  const encoding = encodingOfType(field.type);
  if (typeof property !== 'string' || !encoding) throw new Unplannable();
  return { kind: 'column', property, encoding, nullable: !isNonNullType(field.type) };
}

/** Undefined: the type is unknown to plans, or PostgreSQL serializes a list of it differently from the standard executor. */
function encodingOfType(type: GraphQLOutputType): Encoding | undefined {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const element = encodingOfType(nullable.ofType);
    return element === 'text' || element === 'token' ? 'list' : undefined;
  }
  return isEnumType(nullable) ? 'token' : encodingOf[getNamedType(type).name];
}

/** Returns the members of a connection object: `select` states what each field is. */
export function membersOf<Kind extends object>(
  selector: Selector,
  field: AnyField,
  node: FieldNode,
  select: (name: string, child: AnyField, childNode: FieldNode) => Kind,
) {
  const type = getNamedType(field.type);
  if (!isObjectType(type) || !node.selectionSet) throw new Unplannable();
  return flatten(selector, type, node.selectionSet).map(([key, child]) => {
    const name = child.name.value;
    if (name === '__typename') return { key, kind: 'constant' as const, json: JSON.stringify(type.name) };
    return { key, ...select(name, visit(selector, type, child), child) };
  });
}
