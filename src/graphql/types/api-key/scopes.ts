import { type GraphQLSchema, isObjectType } from 'graphql';
import { grantsScope, type KeyScope, keyScopes, scopeMeaning } from '../../../domain/core/permissions.ts';
import { builder } from '../../builder.ts';
import { nodeTypesOf } from '../../node.ts';
import { authOf } from '../../plugins/authorization.ts';

type ScopeFacts = {
  readonly value: KeyScope;
  readonly fields: readonly string[] | null;
  readonly nodeTypes: readonly string[] | null;
};

const ApiKeyScopeRef = builder.objectRef<ScopeFacts>('ApiKeyScope').implement({
  description: 'A scope that a project key can be limited to, and what it opens.',
  fields: (t) => ({
    value: t.field({
      type: 'Scope',
      description: 'As `createApiKey` takes it.',
      resolve: ({ value }) => value,
    }),
    description: t.string({
      description: 'What belongs to it, for people who choose scopes.',
      resolve: ({ value }) => scopeMeaning(value),
    }),
    fields: t.stringList({
      nullable: true,
      description:
        'The fields of the schema that a key with this scope alone may ask for beside those that need none, such as `Mutation.upsertTrigger`. Null: the server hides its schema.',
      resolve: ({ fields }) => fields,
    }),
    nodeTypes: t.stringList({
      nullable: true,
      description: 'The types that it opens to `node` and `nodes`. Null: the server hides its schema.',
      resolve: ({ nodeTypes }) => nodeTypes,
    }),
  }),
});

builder.queryField('apiKeyScopes', (t) =>
  t.field({
    type: [ApiKeyScopeRef],
    auth: ['OPERATOR', 'ORGANIZATION', 'PROJECT'],
    description: 'Every scope that a project key can be limited to. Any valid key may list them.',
    resolve: (_root, _args, { introspects }, { schema }) =>
      introspects ? scopesOf(schema) : keyScopes.map((value) => ({ value, fields: null, nodeTypes: null })),
  }),
);

function scopesOf(schema: GraphQLSchema): ScopeFacts[] {
  const scoped = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .flatMap(({ type, field }) => {
      const needed = authOf(field)?.scope;
      return needed ? [{ needed, place: `${type.name}.${field.name}` }] : [];
    });
  return keyScopes.map((value) => ({
    value,
    fields: scoped.filter(({ needed }) => grantsScope([value], needed)).map(({ place }) => place),
    nodeTypes: nodeTypesOf(value),
  }));
}
