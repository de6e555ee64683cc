import { invalidValue } from '../domain/errors.ts';
import { type IdPrefix, idPrefix, type Scope } from '../domain/scope.ts';
import { builder } from './builder.ts';
import type { Asked } from './context.ts';

type NodeShape = { readonly id: string };

/** Null: what the caller cannot see, unknown and foreign alike. */
type FindNode = (scope: Scope, id: string, asked: Asked) => Promise<NodeShape | null>;

const kinds = new Map<string, { readonly typeName: string; readonly find: FindNode }>();

/** Makes a type reachable through `node`: ids with this prefix are its own. */
export function registerNode(prefix: IdPrefix, typeName: string, find: FindNode): void {
  kinds.set(prefix, { typeName, find });
}

const kindOf = (id: string) => kinds.get(idPrefix(id) ?? '');

const findNode = async (id: string, asked: Asked) => kindOf(id)?.find(asked.context.scope, id, asked) ?? null;

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
      return ids.map((id) => findNode(id, { context, info }));
    },
  }),
);
