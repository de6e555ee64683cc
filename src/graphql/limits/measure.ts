import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type DocumentLimit, documentLimits, documentTooLarge } from './document-limits.ts';

/** Measures of a selection with its fragments expanded. */
type Measure = Record<
  'depth' | 'introspectionDepth' | 'rootFields' | 'fields' | 'aliases' | 'directives',
  number
>;

type Walk = {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Each fragment is measured once, however often it is used. Null: being measured. */
  readonly measured: Map<string, Measure | null>;
};

/** Throws BAD_USER_INPUT for the first limit that a document exceeds. Visits each node once, before validation rules that
 *  compare pairs of nodes run. */
export function checkMeasures({ definitions }: DocumentNode): void {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > documentLimits.operations) throw documentTooLarge('operations');
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  if (fragments.length > documentLimits.fragments) throw documentTooLarge('fragments');
  const walk: Walk = {
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    measured: new Map(),
  };
  for (const operation of operations) checkMeasure(measureOperation(walk, operation));
  for (const fragment of fragments) checkMeasure(measureFragment(walk, fragment));
}

const limits = ['depth', 'introspectionDepth', 'rootFields', 'fields', 'aliases', 'directives'] as const;

function checkMeasure(measure: Measure): void {
  const over: DocumentLimit | undefined = limits.find((limit) => measure[limit] > documentLimits[limit]);
  if (over) throw documentTooLarge(over);
}

function measureOperation(walk: Walk, operation: OperationDefinitionNode): Measure {
  const measure = measureSet(walk, operation.selectionSet);
  const { directives = [], variableDefinitions = [] } = operation;
  measure.directives += directives.length;
  for (const variable of variableDefinitions) measure.directives += variable.directives?.length ?? 0;
  return measure;
}

/** Measures a fragment as part of the selection that uses it. Its root fields count as root fields only where it is spread at
 *  the root. */
function measureFragment(
  walk: Walk,
  { name, typeCondition, selectionSet, directives = [] }: FragmentDefinitionNode,
) {
  const isOfIntrospection = typeCondition.name.value.startsWith('__');
  const measure = walk.measured.get(name.value) ?? measureSet(walk, selectionSet);
  return {
    ...measure,
    rootFields: 0,
    directives: measure.directives + directives.length,
    depth: isOfIntrospection ? 0 : measure.depth,
    introspectionDepth: isOfIntrospection ? measure.depth : measure.introspectionDepth,
  };
}

const nothing = (): Measure => ({
  depth: 0,
  introspectionDepth: 0,
  rootFields: 0,
  fields: 0,
  aliases: 0,
  directives: 0,
});

function measureSet(walk: Walk, { selections }: SelectionSetNode): Measure {
  const total = nothing();
  for (const selection of selections) {
    const part = measureSelection(walk, selection);
    total.depth = Math.max(total.depth, part.depth);
    total.introspectionDepth = Math.max(total.introspectionDepth, part.introspectionDepth);
    total.rootFields += part.rootFields;
    total.fields += part.fields;
    total.aliases += part.aliases;
    total.directives += part.directives + (selection.directives?.length ?? 0);
  }
  return total;
}

const introspection: readonly string[] = ['__schema', '__type'];

function measureSelection(walk: Walk, selection: SelectionNode): Measure {
  if (selection.kind === Kind.INLINE_FRAGMENT) return measureSet(walk, selection.selectionSet);
  if (selection.kind === Kind.FRAGMENT_SPREAD) return measureSpread(walk, selection.name.value);
  const below = selection.selectionSet ? measureSet(walk, selection.selectionSet) : nothing();
  const isIntrospection = introspection.includes(selection.name.value);
  return {
    depth: isIntrospection ? 1 : below.depth + 1,
    introspectionDepth: isIntrospection ? below.depth + 1 : below.introspectionDepth,
    rootFields: 1,
    fields: below.fields + 1,
    aliases: below.aliases + (selection.alias ? 1 : 0),
    directives: below.directives,
  };
}

/** Returns nothing for an unknown or cyclic fragment: validation rejects both. A spread counts as a field. */
function measureSpread(walk: Walk, name: string): Measure {
  const fragment = walk.fragments.get(name);
  if (!fragment) return { ...nothing(), fields: 1 };
  const measured = walk.measured.get(name);
  if (measured === null) return { ...nothing(), fields: 1 };
  if (measured) return { ...measured, fields: measured.fields + 1 };
  walk.measured.set(name, null);
  const measure = measureSet(walk, fragment.selectionSet);
  walk.measured.set(name, measure);
  return { ...measure, fields: measure.fields + 1 };
}
