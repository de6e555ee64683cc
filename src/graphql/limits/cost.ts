import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { type Points, plainPoints } from '../../domain/core/rate-budget.ts';
import {
  byteWeights,
  entryWeights,
  FIELDS_PER_OBJECT,
  fieldWeights,
  inputListSize,
  inputSizedLists,
  isPage,
  listSizes,
  OBJECTS_PER_LOOKUP,
  OBJECTS_PER_POINT,
  OBJECTS_PER_VERIFICATION,
  pageSizeOf,
  type Size,
  type Variables,
  VERIFICATION_FIELD,
} from './list-sizes.ts';

/** The maximum cost of an operation in whole points, at least one. Evaluation costs a walk over a few numbers. */
export type Cost = (variables: Variables) => Points;

/** The objects of one selection of one type: its own and those of nested selections, which precede it in the list. */
type Part = {
  readonly objects: number;
  readonly below: readonly { readonly size: Size; readonly part: number }[];
  /** Types of an interface: each object is one of them. */
  readonly alternatives: readonly number[];
  /** Whether the number is independent of variables. */
  readonly isFixed: boolean;
};

type Walk = {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly parts: Part[];
  /** Selections that were visited before, so that a document of nested fragments is processed once however often it repeats
   *  them. */
  readonly visited: Map<string, number>;
  readonly ids: Map<object, number>;
  /** Fields whose arguments select rows. */
  lookups: number;
};

/** Page size of the object, for the lists in it. */
type Page = { readonly size: Size; readonly id: number } | null;

/** Assumed length of a list without a declared size. */
const LIST_SIZE_DEFAULT = 100;

/** Prepares the cost of a valid operation within the document limits; nothing here terminates early. Ignores directives:
 *  fields under @skip count. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Cost {
  const root = schema.getRootType(operation.operation);
  if (!root) return () => plainPoints(1);
  const definitions = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(
    (definitions as FragmentDefinitionNode[]).map((fragment) => [fragment.name.value, fragment]),
  );
  const source = { schema, operation, fragments };
  const others = rootOf(source, root, (name) => name !== VERIFICATION_FIELD);
  if (operation.operation === 'mutation') return fixed(mutationCost(others), others);
  const verifications = rootOf(source, root, (name) => name === VERIFICATION_FIELD);
  if (verifications.fieldCount === 0) return fixed(queryCost(others), others);
  return fixed(verificationCost(verifications, others), verifications, others);
}

/** A subset of the root fields of an operation. */
type Root = {
  readonly fieldCount: number;
  /** Cost of lookups by arguments and of fields that are charged themselves. */
  readonly lookupObjects: number;
  /** Cost of each field that returns objects. */
  readonly objectsBelow: (variables: Variables) => readonly number[];
  /** Whether the number is independent of variables. */
  readonly isFixed: boolean;
};

function rootOf(
  source: Pick<Walk, 'schema' | 'operation' | 'fragments'>,
  type: GraphQLObjectType,
  counts: (name: string) => boolean,
): Root {
  const walk: Walk = { ...source, parts: [], visited: new Map(), ids: new Map(), lookups: 0 };
  const all = [...collect(walk, type, [source.operation.selectionSet])];
  const fields = new Map(all.filter(([, [node]]) => node !== undefined && counts(node.name.value)));
  const { below, isFixed } = costOfSelection(walk, type, fields, null);
  // The root is not an object that is read.
  const weight = sum([...fields.values()].map(([node]) => fieldWeights[node?.name.value ?? ''] ?? 0));
  return {
    fieldCount: fields.size,
    lookupObjects: walk.lookups * OBJECTS_PER_LOOKUP + weight,
    objectsBelow: objectsBy(walk.parts, below),
    isFixed,
  };
}

function objectsBy(parts: readonly Part[], below: Part['below']): Root['objectsBelow'] {
  // Counts the parts that are independent of variables once.
  const counted: number[] = [];
  const moving = parts.flatMap((part, number) => {
    counted.push(count(part, counted, {}));
    return part.isFixed ? [] : [{ part, number }];
  });
  return (variables) => {
    const objects = [...counted];
    for (const { part, number } of moving) objects[number] = count(part, objects, variables);
    return below.map(({ size, part }) => sizeOf(size, variables) * (objects[part] ?? 0));
  };
}

const objectsOf = ({ lookupObjects, objectsBelow }: Root, variables: Variables) =>
  lookupObjects + sum(objectsBelow(variables));

function queryCost(root: Root): Cost {
  return (variables) => plainPoints(pointsOf(objectsOf(root, variables)));
}

/** Mutations of one document run one after the other, so each one is charged separately. */
function mutationCost(root: Root): Cost {
  return (variables) => {
    const separate = root.objectsBelow(variables).map(pointsOf);
    return plainPoints(Math.max(sum(separate), pointsOf(objectsOf(root, variables))));
  };
}

/** Each verification covers the key and its project. Anything else that a selection returns is charged as usual. */
function verificationCost(verifications: Root, others: Root): Cost {
  const paid = verifications.fieldCount * OBJECTS_PER_VERIFICATION;
  return (variables) => {
    const verified = objectsOf(verifications, variables);
    const otherObjects = objectsOf(others, variables);
    const rest = otherObjects + Math.max(0, verified - paid);
    return {
      total: pointsOf(verified + otherObjects),
      verifications: verifications.fieldCount,
      rest: others.fieldCount > 0 || rest > 0 ? pointsOf(rest) : 0,
    };
  };
}

function fixed(cost: Cost, ...roots: readonly Root[]): Cost {
  if (!roots.every(({ isFixed }) => isFixed)) return cost;
  const points = cost({});
  return () => points;
}

const pointsOf = (objects: number) => Math.max(1, Math.ceil(objects / OBJECTS_PER_POINT));
const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
const sizeOf = (size: Size, variables: Variables) => (typeof size === 'number' ? size : size(variables));

/** `counted`: the object counts of the preceding selections. */
function count(
  { objects, below, alternatives }: Part,
  counted: readonly number[],
  variables: Variables,
): number {
  let all = objects;
  for (const { size, part } of below) all += sizeOf(size, variables) * (counted[part] ?? 0);
  for (const part of alternatives) all = Math.max(all, counted[part] ?? 0);
  return all;
}

/** Returns the number of a selection, which can be spread over several positions of the document. */
function partNumber(
  walk: Walk,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  page: Page,
): number {
  const key = [type.name, page?.id ?? '', ...sets.map((set) => idOf(walk, set))].join();
  const visited = walk.visited.get(key);
  if (visited !== undefined) return visited;
  const part = isAbstractType(type)
    ? oneOf(
        walk,
        walk.schema.getPossibleTypes(type).map((one) => partNumber(walk, one, sets, page)),
      )
    : costOfSelection(walk, type, collect(walk, type, sets), page);
  const number = walk.parts.push(part) - 1;
  walk.visited.set(key, number);
  return number;
}

function oneOf({ parts }: Walk, alternatives: readonly number[]): Part {
  return { objects: 0, below: [], alternatives, isFixed: alternatives.every((part) => parts[part]?.isFixed) };
}

function idOf({ ids }: Walk, node: object): number {
  const id = ids.get(node) ?? ids.size;
  ids.set(node, id);
  return id;
}

function costOfSelection(walk: Walk, type: GraphQLObjectType, fields: SelectedFields, page: Page): Part {
  const below: Part['below'][number][] = [];
  let objects = 1 + Math.floor(fields.size / FIELDS_PER_OBJECT);
  for (const [node, ...others] of fields.values()) {
    const field = node && fieldOf(walk, type, node.name.value);
    if (!node || !field) continue;
    const coordinate = `${type.name}.${field.name}`;
    objects += (fieldWeights[field.name] ?? 0) + (byteWeights[coordinate] ?? 0);
    const namedType = getNamedType(field.type);
    if (!isCompositeType(namedType)) continue;
    if (field.args.length > 0) walk.lookups += 1;
    const childSets = [node, ...others].flatMap(({ selectionSet }) => selectionSet ?? []);
    const ownPage = ownSize(walk, type, field, node);
    const isList = isListType(getNullableType(field.type));
    const entryWeight = entryWeights[coordinate];
    if (ownPage && entryWeight) below.push({ size: ownPage.size, part: addWeight(walk, entryWeight) });
    const size = isList ? (ownPage ?? page)?.size : undefined;
    below.push({
      size: size ?? listSizes[coordinate] ?? (isList ? LIST_SIZE_DEFAULT : 1),
      part: partNumber(walk, namedType, childSets, isList ? null : ownPage),
    });
  }
  const isFixed = below.every(({ size, part }) => typeof size === 'number' && walk.parts[part]?.isFixed);
  return { objects, below, alternatives: [], isFixed };
}

const addWeight = ({ parts }: Walk, objects: number): number =>
  parts.push({ objects, below: [], alternatives: [], isFixed: true }) - 1;

/** Returns how many rows the arguments of a field request. Null: no argument states it. */
function ownSize(walk: Walk, type: GraphQLObjectType, field: AnyField, node: FieldNode): Page {
  const place = `${type.name}.${field.name}`;
  const path = inputSizedLists[place];
  if (!path && !isPage(field.args)) return null;
  const size = path ? inputListSize(node, path, walk.operation) : pageSizeOf(node, walk.operation, place);
  return { size, id: idOf(walk, node) };
}

type AnyField = GraphQLField<unknown, unknown>;

function fieldOf({ schema }: Walk, type: GraphQLObjectType, name: string): AnyField | undefined {
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
}

/** The selected fields of an object by response name. */
type SelectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** Expands fragments, each once. */
function collect(walk: Walk, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): SelectedFields {
  const nodesByKey = new Map<string, FieldNode[]>();
  const spreadNames = new Set<string>();
  const pending = [...sets].reverse();
  for (let set = pending.pop(); set; set = pending.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = nodesByKey.get(key);
        if (nodes) nodes.push(selection);
        else nodesByKey.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(walk, type, selection.typeCondition?.name.value)) pending.push(selection.selectionSet);
      } else if (!spreadNames.has(selection.name.value)) {
        spreadNames.add(selection.name.value);
        const fragment = walk.fragments.get(selection.name.value);
        if (fragment && applies(walk, type, fragment.typeCondition.name.value))
          pending.push(fragment.selectionSet);
      }
    }
  }
  return nodesByKey;
}

function applies({ schema }: Walk, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && isObjectType(type) && schema.isSubType(conditionType, type);
}
