import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  Kind,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { DomainError } from '../../../domain/core/errors.ts';
import { type KeyScope, normalizeScopes } from '../../../domain/core/permissions.ts';
import { builder } from '../../builder.ts';
import { parseDocument } from '../../limits/parse-document.ts';
import { scopeOfNode } from '../../node.ts';
import { authOf } from '../../plugins/authorization.ts';

builder.queryField('requiredScopes', (t) =>
  t.field({
    type: ['Scope'],
    auth: ['OPERATOR', 'ORGANIZATION', 'PROJECT'],
    scope: null,
    description:
      'Returns the smallest set of scopes with which a key can run every operation of a document, for use with `createApiKey`. For `node` and `nodes`, these are the scopes of the types in their fragments. BAD_USER_INPUT for an invalid document.',
    args: {
      document: t.arg.string({
        required: true,
        description: 'A GraphQL document: operations and their fragments.',
      }),
    },
    resolve: (_root, { document }, _context, { schema }) => scopesOf(schema, parseValid(schema, document)),
  }),
);

/** Throws BAD_USER_INPUT. */
function parseValid(schema: GraphQLSchema, text: string): DocumentNode {
  try {
    const { document } = parseDocument(text);
    const [error] = validate(schema, document, specifiedRules, { hideSuggestions: true });
    if (!error) return document;
    throw error;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_DOCUMENT',
      field: 'document',
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

function scopesOf(schema: GraphQLSchema, document: DocumentNode): readonly KeyScope[] {
  const scopes = new Set<string>();
  const add = (scope: KeyScope | undefined) => scope && scopes.add(scope);
  const types = new TypeInfo(schema);
  const fragmentEnter = () => {
    const parent = types.getParentType();
    const type = types.getType();
    // A selection on an interface needs the scopes of the types it expands.
    if (type && (parent === undefined || parent === null || isInterfaceType(parent)))
      add(scopeOfNode(getNamedType(type).name));
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: () => {
        const field = types.getFieldDef();
        if (field) add(authOf(field)?.scope);
      },
      [Kind.INLINE_FRAGMENT]: fragmentEnter,
    }),
  );
  return normalizeScopes(scopes);
}
