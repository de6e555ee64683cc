import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  PothosSchemaError,
  type SchemaTypes,
} from '@pothos/core';
import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLEnumType,
  type GraphQLFieldResolver,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql';
import type { Actor } from '../../domain/core/actor.ts';
import { DomainError, keyMissing } from '../../domain/core/errors.ts';
import { type KeyScope, requireScope } from '../../domain/core/permissions.ts';
import type { GraphQLContext } from '../context.ts';

/** The kinds of keys that a field can ask for. */
export type AuthRole = 'OPERATOR' | 'ORGANIZATION' | 'PROJECT';

const roleOf: Readonly<Record<Actor['kind'], AuthRole | null>> = {
  anonymous: null,
  mcp: null,
  system: 'OPERATOR',
  operator: 'OPERATOR',
  organization: 'ORGANIZATION',
  project: 'PROJECT',
};

const roleHeader: Readonly<Record<AuthRole, string>> = {
  OPERATOR: 'the operator key (x-operator-key)',
  ORGANIZATION: 'an organization key (x-org-api-key)',
  PROJECT: 'a project key (x-api-key)',
};

const roleName: Readonly<Record<AuthRole, string>> = {
  OPERATOR: 'the operator key',
  ORGANIZATION: 'an organization key',
  PROJECT: 'a project key',
};

/** Says in a description what @auth says: introspection has no directives of fields, so that clients would not see them. */
export function authSentence({ requires, scope }: FieldAuth): string {
  const kinds = requires?.map((role) => roleName[role]).join(' or ');
  const sentences = [
    kinds && `Requires ${kinds}.`,
    scope && `A project key that is limited to scopes needs \`${scope}\`.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

const AuthRoleType = new GraphQLEnumType({
  name: 'AuthRole',
  description: 'The kinds of keys.',
  values: {
    OPERATOR: { description: 'The key of whoever runs this installation, sent as `x-operator-key`.' },
    ORGANIZATION: { description: 'A key of an organization, sent as `x-org-api-key`.' },
    PROJECT: { description: 'A key of a project, sent as `x-api-key` or `Authorization: Bearer`.' },
  },
});

/** What a field asks of the key that it is asked with. */
export type FieldAuth = {
  readonly requires?: readonly AuthRole[];
  readonly scope?: KeyScope;
};

/** Undefined: it asks for nothing that its parent does not ask for. */
export function authOf(field: { readonly extensions: object }): FieldAuth | undefined {
  return (field.extensions as { directives?: { auth?: FieldAuth } }).directives?.auth;
}

/** Prints who may ask for a field, so that readers of the schema need not try. */
export const authDirective = new GraphQLDirective({
  name: 'auth',
  description: 'The field answers to the named keys, and is FORBIDDEN to others.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    requires: {
      description: 'The kinds of keys. Any one of these is enough. Null: whichever may ask for its parent.',
      type: new GraphQLList(new GraphQLNonNull(AuthRoleType)),
    },
    scope: {
      description: 'What a project key needs that is limited to scopes: a `Scope`. Null: nothing.',
      type: GraphQLString,
    },
  },
});

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      auth: AuthPlugin<Types>;
    }
  }
}

/** Gives fields the options `auth` and `scope`: declared once, printed as @auth and told in the description, enforced before the
 *  resolver runs. */
class AuthPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { auth: requires, scope } = field.pothosOptions;
    if (
      requires === undefined &&
      (field.kind === 'Query' || field.kind === 'Mutation' || field.kind === 'Subscription')
    ) {
      throw new PothosSchemaError(
        `${field.parentType}.${field.name} does not say who may call it: give it auth.`,
      );
    }
    if (requires === undefined && scope === undefined) return field;
    const auth: FieldAuth = { ...(requires && { requires }), ...(scope && { scope }) };
    const description = `${field.description ?? ''} ${authSentence(auth)}`;
    return { ...field, description, extensions: { ...field.extensions, directives: { auth } } };
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const { auth: requires, scope } = field.pothosOptions;
    if (requires === undefined && scope === undefined) return resolve;
    return (parent, args, context, info) => {
      const { actor } = (context as GraphQLContext).context;
      if (requires) checkRole(actor, requires, field.name);
      if (scope) requireScope(actor, scope);
      return resolve(parent, args, context, info);
    };
  }
}

function checkRole(actor: Actor, requires: readonly AuthRole[], field: string): void {
  const role = roleOf[actor.kind];
  if (role === null) throw keyMissing();
  if (requires.includes(role)) return;
  throw new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: `${field} is not open to ${roleHeader[role]}.`,
    suggestedFix: `Send ${requires.map((required) => roleHeader[required]).join(' or ')}.`,
  });
}

const pluginName = 'auth' as const;
SchemaBuilder.registerPlugin(pluginName, AuthPlugin);

export const authorizationPlugin = pluginName;
