import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import {
  type BoundFilters,
  type BoundMatch,
  type BoundPage,
  filterSlots,
  type PlannedField,
  type PlannedFind,
  type PlannedList,
  type PlannedRows,
  windowOf,
} from '../../domain/core/planned.ts';
import type { Compute } from '../../domain/plan/read.ts';
import type {
  Match,
  PageInfoKind,
  PageMember,
  PlanMember,
  PlanObject,
} from '../../postgres/plan/selection.ts';
import { kindOf } from '../node.ts';
import { authOf, type FieldAuth } from '../plugins/authorization.ts';
import { type Collecting, collectFields } from './collect-fields.ts';
import { type ComputedPart, computeField, encodeColumn, exposedProperty } from './encode.ts';
import { plannedOf } from './planned-field.ts';

/** Thrown where a document contains something that plans do not support. The message names it. */
export class Unplannable extends Error {
  override readonly name = 'Unplannable';
}

export type AnyField = GraphQLField<unknown, unknown>;

/** The values of a field that depend on the arguments of a request, with the prefix of their names in the statement. */
type Bound<Values> = { readonly prefix: string; readonly bound: Values };

/** Provides the parts that depend on the arguments of a request, called in document order. */
export type Sites = {
  find(site: Site & { readonly planned: PlannedFind }): Bound<BoundMatch>;
  list(site: Site & { readonly planned: PlannedList }): Bound<BoundPage>;
  rows(site: Site & { readonly planned: PlannedRows }): Bound<BoundFilters>;
};

export type Site = { readonly field: AnyField; readonly node: FieldNode };

export type Selector = Collecting & {
  readonly sites: Sites;
  /** Called for each field that requires certain keys. */
  readonly visit: (auth: FieldAuth) => void;
  /** Called for rows that keys restricted to projects may not read. */
  readonly visitOrganization: () => void;
  readonly computes: Compute[];
};

const DEPTH_MAX = 12;
/** Nested lists multiply: rows of a list can contain a list, whose rows cannot contain another. */
const LISTS_MAX = 2;

type Place = { readonly depth: number; readonly lists: number };

/** Translates selections of an object into what plans read of its row. Throws Unplannable. */
export function selectObject(
  selector: Selector,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  place: Place = { depth: 0, lists: 0 },
): PlanObject {
  if (place.depth > DEPTH_MAX) throw new Unplannable('depth');
  if (place.lists > LISTS_MAX) throw new Unplannable('nested lists');
  const inside = { ...place, depth: place.depth + 1 };
  return {
    members: selectMembers(selector, type, selectionSets, (field, nodes) =>
      selectMember(selector, { type, field, nodes }, inside),
    ),
  };
}

type Nodes = readonly [FieldNode, ...FieldNode[]];

const setsOf = (nodes: Nodes) => nodes.flatMap(({ selectionSet }) => selectionSet ?? []);

/** Returns the members of an object: `select` states what each field is. */
function selectMembers<Kind extends object>(
  selector: Selector,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  select: (field: AnyField, nodes: Nodes) => Kind,
) {
  return collectFields(selector, type, selectionSets).map(({ key, nodes }) => {
    const name = nodes[0].name.value;
    if (name === '__typename') return { key, kind: 'constant' as const, json: JSON.stringify(type.name) };
    const field = type.getFields()[name];
    if (!field) throw new Unplannable(`field ${type.name}.${name}`);
    const auth = authOf(field);
    if (auth) selector.visit(auth);
    return { key, ...select(field, nodes) };
  });
}

type Selected = { readonly type: GraphQLObjectType; readonly field: AnyField; readonly nodes: Nodes };

function selectMember(selector: Selector, { type, field, nodes }: Selected, place: Place): PlanMember {
  const planned = plannedOf(field) ?? exposedColumn(field);
  if (!planned) throw new Unplannable(`field ${type.name}.${field.name}`);
  if (planned.kind === 'column') return selectColumn(selector, { field, nodes }, planned.property);
  if (planned.kind === 'computed') return selectComputed(selector, { field, nodes }, planned);
  if (planned.kind === 'count') return planned;
  if (planned.kind === 'list') return selectPage(selector, { field, nodes, planned }, place);
  if (planned.kind === 'node') return selectNode(selector, { type, field, nodes }, place);
  const lists = planned.kind === 'many' ? place.lists + 1 : place.lists;
  const object = () => selectObject(selector, objectTypeOf(field), setsOf(nodes), { ...place, lists });
  const nullable = !isNonNullType(field.type);
  switch (planned.kind) {
    case 'same':
      return { kind: 'same', object: object() };
    case 'one':
      return { kind: 'one', source: planned.source, match: planned.match, nullable, object: object() };
    case 'find': {
      const { prefix, bound } = selector.sites.find({ field, node: nodes[0], planned });
      const match = named(prefix, bound.match);
      return { kind: 'one', source: planned.source, match, nullable, object: object() };
    }
    case 'many': {
      if (planned.ofOrganization) selector.visitOrganization();
      const { source, match } = planned;
      const { prefix, bound } = selector.sites.rows({ field, node: nodes[0], planned });
      const filters = filterSlots(bound, prefix);
      return { kind: 'many', source, match, filters, object: object() };
    }
  }
}

function exposedColumn(field: AnyField) {
  const property = exposedProperty(field);
  return property === undefined ? undefined : ({ kind: 'column', property } as const);
}

/** PostgreSQL writes most columns as the executor does; the process writes the others. */
function selectColumn(
  selector: Selector,
  selected: Pick<Selected, 'field' | 'nodes'>,
  property: string,
): PlanMember {
  const compute = (row: { readonly [name: string]: unknown }) => row[property];
  return (
    encodeColumn(selected.field, property) ??
    selectComputed(selector, selected, { kind: 'computed', reads: { [property]: 'json' }, compute })
  );
}

function selectComputed(
  selector: Selector,
  { field, nodes }: Pick<Selected, 'field' | 'nodes'>,
  planned: Extract<PlannedField, { kind: 'computed' }>,
): PlanMember {
  const type = getNamedType(field.type);
  const parts = isObjectType(type) ? computedParts(selector, type, setsOf(nodes)) : [];
  const index = selector.computes.push(computeField(field, planned, parts)) - 1;
  return { kind: 'computed', index, reads: planned.reads };
}

function computedParts(
  selector: Selector,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): readonly ComputedPart[] {
  return collectFields(selector, type, selectionSets).map(({ key, nodes: [{ name }] }) => {
    const field = type.getFields()[name.value] ?? null;
    if (field && !isLeafType(getNamedType(field.type)))
      throw new Unplannable(`field ${type.name}.${field.name}`);
    return { key, field };
  });
}

function objectTypeOf(field: AnyField): GraphQLObjectType {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) throw new Unplannable(`type ${type.name}`);
  return type;
}

/** Adds the prefix of a site to the names of its arguments. */
const named = (prefix: string, match: Match): Match =>
  Object.fromEntries(
    Object.entries(match).map(([column, value]) => [
      column,
      'slot' in value ? { slot: `${prefix}${value.slot}` } : value,
    ]),
  );

/** Selects the object that the id of a request names: another type of object makes another variant of the document. */
function selectNode(selector: Selector, { field, nodes }: Selected, place: Place): PlanMember {
  const [node] = nodes;
  const { id } = getArgumentValues(field, node, selector.variables);
  const { typeName = '', scope, planned: found } = kindOf(String(id)) ?? {};
  const type = selector.schema.getType(typeName);
  if (!found || !isObjectType(type)) throw new Unplannable(`field Query.node of ${typeName || 'no type'}`);
  if (scope) selector.visit({ scope });
  const planned: PlannedFind = {
    ...found,
    bind: (args: { readonly id: string }, context) => found.bind(args.id as never, context),
  };
  const { prefix, bound } = selector.sites.find({ field, node, planned });
  const object = selectObject(selector, type, setsOf(nodes), place);
  return { kind: 'one', source: found.source, match: named(prefix, bound.match), nullable: true, object };
}

const pageInfoKinds: readonly string[] = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'];
const isPageInfoKind = (name: string): name is PageInfoKind => pageInfoKinds.includes(name);

type SelectedList = { readonly field: AnyField; readonly nodes: Nodes; readonly planned: PlannedList };

function selectPage(selector: Selector, { field, nodes, planned }: SelectedList, place: Place): PageMember {
  const { prefix, bound } = selector.sites.list({ field, node: nodes[0], planned });
  const { source, match, name: list, sizeMax } = planned;
  return {
    kind: 'page',
    source,
    match,
    filters: filterSlots(bound, prefix),
    list,
    order: bound.order,
    owner: 'id',
    window: windowOf(bound, prefix),
    sizeMax,
    members: selectConnection(selector, objectTypeOf(field), setsOf(nodes), {
      ...place,
      lists: place.lists + 1,
    }),
  };
}

function selectConnection(
  selector: Selector,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  place: Place,
): PageMember['members'] {
  const objectOf = (field: AnyField, nodes: Nodes) =>
    selectObject(selector, objectTypeOf(field), setsOf(nodes), place);
  return selectMembers(selector, type, selectionSets, (field, nodes) => {
    switch (field.name) {
      case 'nodes':
        return { kind: 'nodes' as const, object: objectOf(field, nodes) };
      case 'edges':
        return {
          kind: 'edges' as const,
          members: selectMembers(selector, objectTypeOf(field), setsOf(nodes), (part, partNodes) =>
            part.name === 'cursor'
              ? { kind: 'cursor' as const }
              : { kind: 'node' as const, object: objectOf(part, partNodes) },
          ),
        };
      case 'pageInfo':
        return {
          kind: 'pageInfo' as const,
          members: selectMembers(selector, objectTypeOf(field), setsOf(nodes), ({ name }) => {
            if (!isPageInfoKind(name)) throw new Unplannable(`field PageInfo.${name}`);
            return { kind: name };
          }),
        };
      case 'totalCount':
        return { kind: 'totalCount' as const };
      default:
        throw new Unplannable(`field ${type.name}.${field.name}`);
    }
  });
}
