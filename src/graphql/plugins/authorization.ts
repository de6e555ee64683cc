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
import { type KeyScope, requireScope } from '../../domain/core/permissions.ts';
import { type AuthRole, requireRole } from '../../domain/core/roles.ts';
import type { GraphQLContext } from '../context.ts';

const roleName: Readonly<Record<AuthRole, string>> = {
  OPERATOR: 'the operator key',
  ORGANIZATION: 'an organization key',
  PROJECT: 'a project key',
};

const projectSentence = {
  REQUIRED: 'With an organization key, the header `x-project-id` names the project.',
  OPTIONAL:
    'With an organization key, the header `x-project-id` names the project; without it, the organization itself is meant.',
} as const;

/** Describes @auth in words: introspection does not return directives of fields. */
function authSentence({ requires, scope, project }: FieldAuth): string {
  const kinds = requires?.map((role) => roleName[role]).join(' or ');
  const sentences = [
    kinds && `Requires ${kinds}.`,
    project && projectSentence[project],
    scope && `A key that is limited to scopes needs \`${scope}\`.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

const AuthRoleType = new GraphQLEnumType({
  name: 'AuthRole',
  description: 'The kinds of API keys.',
  values: {
    OPERATOR: { description: 'The operator key of this installation, sent as `x-operator-key`.' },
    ORGANIZATION: { description: 'A key of an organization, sent as `x-org-api-key`.' },
    PROJECT: { description: 'A key of a project, sent as `x-api-key` or `Authorization: Bearer`.' },
  },
});

/** Whether an organization key must name the project that a field acts in. */
export type ProjectHeader = 'REQUIRED' | 'OPTIONAL';

const ProjectHeaderType = new GraphQLEnumType({
  name: 'ProjectHeader',
  description: 'The use of the header `x-project-id` with an organization key. Project keys ignore it.',
  values: {
    REQUIRED: { description: 'The header names the project: without it PROJECT_REQUIRED.' },
    OPTIONAL: { description: 'The header names the project. Without it: the organization itself.' },
  },
});

/** The key that a field requires. */
export type FieldAuth = {
  readonly requires?: readonly AuthRole[];
  readonly scope?: KeyScope;
  readonly project?: ProjectHeader;
};

/** Undefined: the field requires nothing beyond what its parent requires. */
export function authOf(field: { readonly extensions: object }): FieldAuth | undefined {
  return (field.extensions as { directives?: { auth?: FieldAuth } }).directives?.auth;
}

/** Prints the required keys of each field in the schema. */
export const authDirective = new GraphQLDirective({
  name: 'auth',
  description: 'The keys that may select the field. Any other key is FORBIDDEN.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    requires: {
      description: 'The accepted kinds of keys; any one of them suffices. Null: the same as for the parent.',
      type: new GraphQLList(new GraphQLNonNull(AuthRoleType)),
    },
    scope: {
      description: 'The `Scope` that a key limited to scopes needs. Null: none.',
      type: GraphQLString,
    },
    project: {
      description:
        'Whether an organization key must send `x-project-id`. Null: the field does not act in a project.',
      type: ProjectHeaderType,
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

/** Adds the field options `auth` and `scope`: declared once, printed as @auth and in the description, enforced before the
 *  resolver runs. */
class AuthPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { auth: requires, scope, project } = field.pothosOptions;
    const missing = missingOption(field);
    if (missing) throw new PothosSchemaError(`${field.parentType}.${field.name} must declare ${missing}.`);
    if (requires === undefined && scope === undefined) return field;
    const auth: FieldAuth = {
      ...(requires && { requires }),
      ...(scope && { scope }),
      ...(project && { project }),
    };
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
      if (requires) requireRole(actor, requires, field.name);
      if (scope) requireScope(actor, scope);
      return resolve(parent, args, context, info);
    };
  }
}

/** Returns the option that a field lacks. Only fields for both kinds of keys may do without a scope. */
function missingOption<Types extends SchemaTypes>(field: PothosOutputFieldConfig<Types>): string | null {
  const { auth: requires, scope, project } = field.pothosOptions;
  const isRoot = field.kind === 'Query' || field.kind === 'Mutation' || field.kind === 'Subscription';
  if (isRoot && requires === undefined) return 'who may call it: set auth';
  const isForBoth = requires?.includes('ORGANIZATION') && requires.includes('PROJECT');
  if (requires?.includes('ORGANIZATION') && !scope && (scope === undefined || !isForBoth))
    return 'which scope a limited key needs: set scope';
  if (field.kind === 'Mutation' && isForBoth && project === undefined)
    return 'whether x-project-id is required: set project';
  return null;
}

const pluginName = 'auth' as const;
SchemaBuilder.registerPlugin(pluginName, AuthPlugin);

export const authorizationPlugin = pluginName;
