import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Returns the names of the fields of a selection with fragments expanded, including fields that directives may skip. */
export function fieldNames(selection: SelectionSetNode, fragments: Fragments): ReadonlySet<string> {
  const names = new Set<string>();
  addNames(names, selection, new Map(fragments));
  return names;
}

/** Visits each fragment once. */
function addNames(
  names: Set<string>,
  { selections }: SelectionSetNode,
  left: Map<string, FragmentDefinitionNode>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) names.add(selection.name.value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) addNames(names, selection.selectionSet, left);
    else {
      const fragment = left.get(selection.name.value);
      left.delete(selection.name.value);
      if (fragment) addNames(names, fragment.selectionSet, left);
    }
  }
}

/** Returns whether the client may select a field below the one being resolved. */
export function maySelect(name: string, { fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const definitions = new Map(Object.entries(fragments));
  return fieldNodes.some(
    ({ selectionSet }) => selectionSet !== undefined && fieldNames(selectionSet, definitions).has(name),
  );
}
