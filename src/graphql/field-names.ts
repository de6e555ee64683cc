import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The names of the fields of a selection, fragments opened, and whatever directives may leave out. */
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

/** Whether a resolver must be ready to be asked for a field of what it answers. */
export function maySelect(name: string, { fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const known = new Map(Object.entries(fragments));
  return fieldNodes.some(
    ({ selectionSet }) => selectionSet !== undefined && fieldNames(selectionSet, known).has(name),
  );
}
