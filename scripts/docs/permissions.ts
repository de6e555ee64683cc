import { isObjectType } from 'graphql';
import {
  isImplied,
  type KeyScope,
  keyScopes,
  levelOf,
  scopeMeaning,
} from '../../src/domain/core/permissions.ts';
import type { AuthRole } from '../../src/domain/core/roles.ts';
import { nodeTypesOf } from '../../src/graphql/node.ts';
import { authOf, type FieldAuth } from '../../src/graphql/plugins/authorization.ts';
import { schema } from '../../src/graphql/schema.ts';
import { GENERATED, table } from './page.ts';

const keyNames: Readonly<Record<AuthRole, string>> = {
  OPERATOR: 'operator',
  ORGANIZATION: 'organization',
  PROJECT: 'project',
};

const headers = { REQUIRED: 'required', OPTIONAL: 'optional' } as const;

type Listed = { readonly type: string; readonly field: string; readonly auth: FieldAuth };

/** Every field that requires certain keys or a scope, in the order of the printed schema. */
const fields: readonly Listed[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const auth = authOf(field);
      return auth ? [{ type: type.name, field: field.name, auth }] : [];
    }),
  )
  .sort((one, other) => compare(one.type, other.type) || compare(one.field, other.field));

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

const code = (text: string | undefined) => (text === undefined ? '' : `\`${text}\``);

const rowOf = ({ type, field, auth: { requires, scope, project } }: Listed) => [
  type === 'Query' || type === 'Mutation' ? code(field) : code(`${type}.${field}`),
  requires?.map((role) => keyNames[role]).join(', ') ?? 'as its parent',
  code(scope),
  project ? headers[project] : '',
];

const tableOf = (isListed: (field: Listed) => boolean) =>
  table(['field', 'keys', 'scope', '`x-project-id`'], fields.filter(isListed).map(rowOf));

function withoutList(scope: KeyScope): string {
  if (!isImplied(scope)) return 'none';
  return levelOf(scope) === 'project' ? 'organization, project' : 'organization';
}

/** The page of the keys and scopes that each field of the schema requires. */
export function permissionsPage(): string {
  const readable = keyScopes.filter((scope) => scope.endsWith(':read'));
  return `${GENERATED}

# Permissions

For developers of clients: the keys and the scope that each field requires. [Keys](../guides/keys.md) explains scopes and how a key acts in a project.

A key that is not limited to scopes has those of its kind. A field that is in no table requires what its parent requires. With an organization
key, \`x-project-id\` names the project that a mutation acts in: where it is optional, the mutation concerns the organization itself without it.
Sources: the fields in \`src/graphql/types/\`, and \`src/domain/core/permissions.ts\`.

## Queries

${tableOf(({ type }) => type === 'Query')}

## Mutations

${tableOf(({ type }) => type === 'Mutation')}

## Other fields

${tableOf(({ type }) => type !== 'Query' && type !== 'Mutation')}

## Objects by id

\`node\` and \`nodes\` require the scope of the object. Types that are not listed require none. Keys of the organization itself also need
\`api_keys:read\`, and its audit entries \`audit:read\`: without it, they are null.

${table(
  ['scope', 'types'],
  readable.flatMap((scope) => {
    const types = nodeTypesOf(scope);
    return types.length > 0 ? [[code(scope), types.map(code).join(', ')]] : [];
  }),
)}

## Scopes

${table(
  ['scope', 'permits', 'keys without a list that have it'],
  keyScopes.map((scope) => [code(scope), scopeMeaning(scope), withoutList(scope)]),
)}
`;
}
