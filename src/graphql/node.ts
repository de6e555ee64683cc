import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { invalidValue } from '../domain/core/errors.ts';
import { grantsScope, type KeyScope, readScopeOf, requireScope } from '../domain/core/permissions.ts';
import type { PlannedFind } from '../domain/core/planned.ts';
import { type IdPrefix, idPrefix, type RequestContext } from '../domain/core/request-context.ts';
import { builder } from './builder.ts';
import type { ResolverCall } from './context.ts';
import { planned } from './plan/planned-field.ts';

type NodeShape = { readonly id: string };

/** Null: not visible to the caller, whether unknown or owned by another tenant. */
type FindNode = (context: RequestContext, id: string, call: ResolverCall) => Promise<NodeShape | null>;

type NodeKind = {
  readonly typeName: string;
  readonly find: FindNode;
  readonly scope: KeyScope | undefined;
  readonly planned: PlannedFind | undefined;
};

const kinds = new Map<string, NodeKind>();

/** Makes a type available through `node`: ids with this prefix belong to it. Limited keys need the read scope of the prefix.
 *  `planned` is `find` for plans. */
export function registerNode(
  prefix: IdPrefix,
  typeName: string,
  find: FindNode,
  planned?: PlannedFind,
): void {
  kinds.set(prefix, { typeName, find, scope: readScopeOf(prefix), planned });
}

/** Returns the scope that a limited key needs to read a type. Undefined: none. */
export function scopeOfNode(typeName: string): KeyScope | undefined {
  return [...kinds.values()].find((kind) => kind.typeName === typeName)?.scope;
}

/** Returns the types that a key with this scope alone can read by id. */
export function nodeTypesOf(scope: KeyScope): readonly string[] {
  const opened = [...kinds.values()].filter((kind) => kind.scope && grantsScope([scope], kind.scope));
  return opened.map(({ typeName }) => typeName);
}

/** Returns the registered prefixes and their types. Complete once all types are imported. */
const prefixList = () =>
  [...kinds]
    .map(([prefix, { typeName }]) => `\`${prefix}_\` (${typeName})`)
    .sort()
    .join(', ');

/** Undefined: no type has such ids. */
export const kindOf = (id: string) => kinds.get(idPrefix(id) ?? '');

async function findNode(id: string, call: ResolverCall): Promise<NodeShape | null> {
  const kind = kindOf(id);
  const { context } = call.context;
  if (kind?.scope) requireScope(context.actor, kind.scope);
  return kind?.find(context, id, call) ?? null;
}

/** Looks up equal ids once. */
function findNodes(ids: readonly string[], call: ResolverCall): readonly Promise<NodeShape | null>[] {
  const lookups = new Map<string, Promise<NodeShape | null>>();
  return ids.map((id) => {
    const lookup = lookups.get(id) ?? findNode(id, call);
    lookups.set(id, lookup);
    return lookup;
  });
}

/** Replaces the inherited description of `id` in each type by one that states the prefix of the type. */
export function describeIds(schema: GraphQLSchema): void {
  const idOf = (typeName: string) => {
    const type = schema.getType(typeName);
    return isObjectType(type) || isInterfaceType(type) ? type.getFields().id : undefined;
  };
  const inherited = idOf(NodeRef.name)?.description;
  for (const [prefix, { typeName }] of kinds) {
    const id = idOf(typeName);
    if (id && id.description === inherited)
      id.description = `The id, such as \`${prefix}_1a2B3c4D5e6F7g8H\`. Unique in the whole installation.`;
  }
}

export const NodeRef = builder.interfaceRef<NodeShape>('Node').implement({
  description: 'An object with an id that is unique in the whole installation.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: `Unique in the whole installation: a prefix that identifies the type, and 16 characters \`[0-9A-Za-z]\`. Prefixes: ${prefixList()}.`,
    }),
  }),
  resolveType: ({ id }) => kindOf(id)?.typeName,
});

/** @limit requests: ids in `nodes` */
const NODES_MAX = 100;

builder.queryField('node', (t) =>
  t.field({
    type: NodeRef,
    nullable: true,
    auth: ['ORGANIZATION', 'PROJECT'],
    scope: null,
    extensions: planned({ kind: 'node' }),
    description: 'Returns an object by its id. Null: not visible to this key, or no such object.',
    args: {
      id: t.arg.id({
        required: true,
        description: 'The id as another field returned it, such as `proj_1a2B3c4D5e6F7g8H`.',
      }),
    },
    resolve: (_root, { id }, context, info) => findNode(id, { context, info }),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [NodeRef],
    nullable: { list: false, items: true },
    auth: ['ORGANIZATION', 'PROJECT'],
    scope: null,
    description:
      'Returns several objects by their ids, in the order of the ids. Null in place of each object that is not visible to this key or does not exist. BAD_USER_INPUT for more than 100 ids.',
    args: {
      ids: t.arg.idList({ required: true, description: `The ids, at most ${NODES_MAX}.` }),
    },
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > NODES_MAX) throw invalidValue('ids', `ids must have at most ${NODES_MAX} entries.`);
      return findNodes(ids, { context, info });
    },
  }),
);
