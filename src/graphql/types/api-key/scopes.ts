import { type GraphQLSchema, isObjectType } from 'graphql';
import {
  grantsScope,
  isImplied,
  type KeyScope,
  keyScopes,
  levelOf,
  scopeMeaning,
} from '../../../domain/core/permissions.ts';
import { builder } from '../../builder.ts';
import { nodeTypesOf } from '../../node.ts';
import { authOf } from '../../plugins/authorization.ts';

type ScopeFacts = {
  readonly value: KeyScope;
  readonly fields: readonly string[] | null;
  readonly nodeTypes: readonly string[] | null;
};

const ScopeLevel = builder.enumType('ScopeLevel', {
  description: 'What the objects of a scope belong to.',
  values: {
    PROJECT: {
      value: 'project',
      description: 'Projects. For project keys, and for organization keys in the projects that they see.',
    },
    ORGANIZATION: {
      value: 'organization',
      description: 'The organization. For organization keys only.',
    },
  } as const,
});

const ApiKeyScopeRef = builder.objectRef<ScopeFacts>('ApiKeyScope').implement({
  description: 'A scope that a key can be limited to, and the fields and types that it gives access to.',
  fields: (t) => ({
    value: t.field({
      type: 'Scope',
      description: 'The scope as `createApiKey` accepts it, such as `triggers:read`.',
      resolve: ({ value }) => value,
    }),
    level: t.field({
      type: ScopeLevel,
      description: 'Whether the scope is about objects of projects, or of the organization.',
      resolve: ({ value }) => levelOf(value),
    }),
    isImplied: t.boolean({
      description:
        'Whether keys that are not limited to scopes have it: organization keys all such scopes, project keys those of projects. False: only keys whose `scopes` name it.',
      resolve: ({ value }) => isImplied(value),
    }),
    description: t.string({
      description: 'The permission in words, for display in a user interface.',
      resolve: ({ value }) => scopeMeaning(value),
    }),
    fields: t.stringList({
      nullable: true,
      description:
        'The schema fields that a key with this scope alone can select, beside those that need no scope, such as `Mutation.upsertTrigger`. Null: introspection is disabled on this server.',
      resolve: ({ fields }) => fields,
    }),
    nodeTypes: t.stringList({
      nullable: true,
      description:
        'The types that `node` and `nodes` return for the scope. Null: introspection is disabled on this server.',
      resolve: ({ nodeTypes }) => nodeTypes,
    }),
  }),
});

builder.queryField('apiKeyScopes', (t) =>
  t.field({
    type: [ApiKeyScopeRef],
    auth: ['OPERATOR', 'ORGANIZATION', 'PROJECT'],
    scope: null,
    description: 'Lists every scope that a key can be limited to. Available to any valid key.',
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
      return needed ? [{ needed, coordinate: `${type.name}.${field.name}` }] : [];
    });
  return keyScopes.map((value) => ({
    value,
    fields: scoped.filter(({ needed }) => grantsScope([value], needed)).map(({ coordinate: place }) => place),
    nodeTypes: nodeTypesOf(value),
  }));
}
