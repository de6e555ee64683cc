import { type GraphQLField, getNamedType, isCompositeType, isObjectType, isRequiredArgument } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { type KeyScope, keyScopes } from '../../src/domain/core/permissions.ts';
import { authOf } from '../../src/graphql/plugins/authorization.ts';
import { schema } from '../../src/graphql/schema.ts';
import { type Credentials, post } from '../support/client.ts';
import { makeKey } from '../support/fixtures/api-key.ts';
import { makeWorld, type World } from '../support/fixtures.ts';
import { useServer } from '../support/server.ts';

const server = useServer();

/** How to reach the objects whose fields lead to everything else. */
const reaching = {
  Organization: (selection: string) => `{ viewer { organization { ${selection} } } }`,
  Project: (selection: string) => `{ project { ${selection} } }`,
} as const;

/** Selects a field, with any id for each required argument. */
function selectionOf({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const given = args.filter(isRequiredArgument).map((arg) => `${arg.name}: "proj_0000000000000000"`);
  const object = isCompositeType(getNamedType(type)) ? ' { __typename }' : '';
  return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${object}`;
}

const fields = (Object.keys(reaching) as (keyof typeof reaching)[]).flatMap((typeName) => {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type.`);
  return Object.values(type.getFields()).flatMap((field) => {
    const { scope } = authOf(field) ?? {};
    return scope
      ? [{ name: `${typeName}.${field.name}`, scope, query: reaching[typeName](selectionOf(field)) }]
      : [];
  });
});

const withoutScope = (scope: KeyScope) =>
  keyScopes.filter((one) => one !== scope && one !== scope.replace(/:read$/, ':write'));

let world: World;
/** Keys with every scope but one, and with only one. */
const lacking = new Map<string, Credentials>();
const having = new Map<string, Credentials>();

beforeAll(async () => {
  world = await makeWorld(server);
  const other = await makeWorld(server);
  for (const { scope } of fields) {
    if (lacking.has(scope)) continue;
    const lacks = await makeKey(server, world.organization, { scopes: withoutScope(scope) });
    lacking.set(scope, { ...lacks.credentials, 'x-project-id': world.project.id });
    const has = await makeKey(server, other.organization, { scopes: [scope] });
    having.set(scope, { ...has.credentials, 'x-project-id': other.project.id });
  }
});

const reasonsFor = async (query: string, credentials: Credentials) =>
  (await post(server, JSON.stringify({ query }), credentials)).errors.map(
    ({ extensions }) => extensions.reason,
  );

describe('a field of an organization or a project', () => {
  test.each(fields)(
    '$name: needs $scope of an organization key, and no other scope',
    async ({ query, scope }) => {
      // Twice: planned after the first time, where it can be.
      for (let count = 0; count < 2; count += 1) {
        expect(await reasonsFor(query, lacking.get(scope) ?? {})).toEqual(['SCOPE_MISSING']);
        expect(await reasonsFor(query, having.get(scope) ?? {})).not.toContain('SCOPE_MISSING');
      }
    },
  );

  test.each(fields)('$name: is out of reach of another organization', async ({ name, query }) => {
    const { organization } = await makeWorld(server);
    const foreign = { ...organization.credentials, 'x-project-id': world.project.id };
    if (name.startsWith('Project.')) {
      expect(await reasonsFor(query, foreign)).toEqual(['PROJECT_NOT_FOUND']);
      return;
    }
    const inner = /organization \{ (.*) \} \} \}$/.exec(query)?.[1] ?? '';
    const byId = `{ node(id: "${world.organization.id}") { ... on Organization { ${inner} } } }`;
    const answer = await post(server, JSON.stringify({ query: byId }), foreign);
    expect({ data: answer.data, errors: answer.errors }).toEqual({ data: { node: null }, errors: [] });
  });

  test('the tests above cover the fields of both types', () => {
    expect(fields.length).toBeGreaterThan(20);
  });
});
