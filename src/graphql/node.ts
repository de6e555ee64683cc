import { invalidValue } from '../domain/core/errors.ts';
import { grantsScope, type KeyScope, requireScope } from '../domain/core/permissions.ts';
import { type IdPrefix, idPrefix, type RequestContext } from '../domain/core/request-context.ts';
import { builder } from './builder.ts';
import type { Asked } from './context.ts';

type NodeShape = { readonly id: string };

/** Null: what the caller cannot see, unknown and foreign alike. */
type FindNode = (context: RequestContext, id: string, asked: Asked) => Promise<NodeShape | null>;

type NodeKind = {
  readonly typeName: string;
  readonly find: FindNode;
  readonly scope: KeyScope | undefined;
};

const kinds = new Map<string, NodeKind>();

/** Makes a type reachable through `node`: ids with this prefix are its own. Project keys need the scope for it. */
export function registerNode(prefix: IdPrefix, typeName: string, find: FindNode, scope?: KeyScope): void {
  kinds.set(prefix, { typeName, find, scope });
}

/** What a project key needs to see a type. Undefined: nothing. */
export function scopeOfNode(typeName: string): KeyScope | undefined {
  return [...kinds.values()].find((kind) => kind.typeName === typeName)?.scope;
}

/** The types that a project key with this scope alone can see by their ids. */
export function nodeTypesOf(scope: KeyScope): readonly string[] {
  const opened = [...kinds.values()].filter((kind) => kind.scope && grantsScope([scope], kind.scope));
  return opened.map(({ typeName }) => typeName);
}

const kindOf = (id: string) => kinds.get(idPrefix(id) ?? '');

async function findNode(id: string, asked: Asked): Promise<NodeShape | null> {
  const kind = kindOf(id);
  const { context } = asked.context;
  if (kind?.scope) requireScope(context.actor, kind.scope);
  return kind?.find(context, id, asked) ?? null;
}

/** Equal ids are looked up once. */
function findNodes(ids: readonly string[], asked: Asked): readonly Promise<NodeShape | null>[] {
  const found = new Map<string, Promise<NodeShape | null>>();
  return ids.map((id) => {
    const known = found.get(id) ?? findNode(id, asked);
    found.set(id, known);
    return known;
  });
}

export const NodeRef = builder.interfaceRef<NodeShape>('Node').implement({
  description: 'Anything with an id that is unique in the whole installation.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Unique in the whole installation. Its prefix tells the type.' }),
  }),
  resolveType: ({ id }) => kindOf(id)?.typeName,
});

const NODES_MAX = 100;

builder.queryField('node', (t) =>
  t.field({
    type: NodeRef,
    nullable: true,
    auth: ['ORGANIZATION', 'PROJECT'],
    description: 'Anything by its id. Null: nothing that this key can see.',
    args: { id: t.arg.id({ required: true, description: 'The id as any other field gave it.' }) },
    resolve: (_root, { id }, context, info) => findNode(id, { context, info }),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [NodeRef],
    nullable: { list: false, items: true },
    auth: ['ORGANIZATION', 'PROJECT'],
    description:
      'Several things by their ids, in the order of the ids. Null stands for each that this key cannot see.',
    args: {
      ids: t.arg.idList({ required: true, description: `At most ${NODES_MAX} ids.` }),
    },
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > NODES_MAX) throw invalidValue('ids', `ids must have at most ${NODES_MAX} entries.`);
      return findNodes(ids, { context, info });
    },
  }),
);
