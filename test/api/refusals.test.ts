import { type GraphQLField as Field, isNonNullType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { isImplied, keyScopes, projectScopes } from '../../src/domain/core/permissions.ts';
import { authOf } from '../../src/graphql/plugins/authorization.ts';
import { schema } from '../../src/graphql/schema.ts';
import {
  type Answer,
  type Credentials,
  operator,
  organizationKey,
  projectKey,
  send,
} from '../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../support/database/tables.ts';
import { makeKey } from '../support/fixtures/api-key.ts';
import { revokeKeys } from '../support/fixtures/revoked-keys.ts';
import { unknownSecret } from '../support/fixtures/secrets.ts';
import { makeProject, makeWorld, type World } from '../support/fixtures.ts';
import { faultOf } from '../support/http/request.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { type Role, roles, type SendRequest } from '../support/refusals/refusal.ts';
import { refusals } from '../support/refusals/refusals.ts';
import { useServer } from '../support/server.ts';

const server = useServer();

type GraphQLField = Field<unknown, unknown>;

const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
  (type) => Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type}.${field.name}`, field })),
);

const cases = rootFields.flatMap(({ name, field }) => {
  const found = refusals[name];
  return found ? [{ name, field, ...found }] : [];
});

const crossing = cases.filter(({ foreignTenant }) => foreignTenant !== 'no tenant');

const keyOf = ({ organization, project }: World, role: Role): Credentials =>
  ({ OPERATOR: operator, ORGANIZATION: organization.credentials, PROJECT: project.credentials })[role];

const naming = (credentials: Credentials, { id }: { readonly id: string }): Credentials => ({
  ...credentials,
  'x-project-id': id,
});

/** As `keyOf`, with the project named where the field acts in one. */
const credentialsFor = (
  world: World,
  role: Role,
  { field }: { readonly field: GraphQLField },
): Credentials =>
  role === 'ORGANIZATION' && authOf(field)?.project === 'REQUIRED'
    ? naming(world.organization.credentials, world.project)
    : keyOf(world, role);

const useless: Readonly<Record<string, Credentials>> = {
  KEY_MISSING: {},
  KEY_MALFORMED: projectKey('ak_malformed'),
  KEY_UNKNOWN: organizationKey(unknownSecret('oak_')),
};

/** The tenant that nothing in this file may change, with keys of its that were revoked. */
let victim: World;
/** Every root field, asked about things of the victim that keys of each of its roles may ask about. */
const askVictim = new Map<string, SendRequest>();
let revoked: readonly Credentials[];
/** A key of the victim that is restricted to a project which no request names. */
let pinned: Credentials;
/** Keys of the victim with every scope but one. */
const limited = new Map<string, Credentials>();
let rowsAtFirst: Awaited<ReturnType<typeof rowsOf>>;

beforeAll(async () => {
  victim = await makeWorld(server);
  const old = await makeWorld(server);
  await revokeKeys(server, `organization_id = '${old.organization.id}'`);
  await server.database.query(`
    UPDATE revoked_key SET organization_id = '${victim.organization.id}',
      project_id = CASE WHEN project_id IS NULL THEN NULL ELSE '${victim.project.id}' END
    WHERE organization_id = '${old.organization.id}';
    UPDATE secret_route SET organization_id = '${victim.organization.id}'
    WHERE organization_id = '${old.organization.id}'`);
  revoked = [old.organization.credentials, old.project.credentials];
  for (const { name, requires, prepare } of cases) {
    for (const role of requires) askVictim.set(`${name} ${role}`, await prepare(server, victim, role));
  }
  const elsewhere = await makeProject(server, victim.organization);
  pinned = (await makeKey(server, victim.organization, { projectIds: [elsewhere.id] })).credentials;
  const needed = new Set(cases.flatMap(({ field }) => authOf(field)?.scope ?? []));
  for (const scope of needed) {
    const scopes = keyScopes.filter((one) => one !== scope && one !== scope.replace(/:read$/, ':write'));
    limited.set(scope, (await makeKey(server, victim.organization, { scopes })).credentials);
  }
  rowsAtFirst = await rowsOf(server, victim.organization.id);
});

/** What was refused has no answer: null where the field can be null, else in the place of all data. */
function expectNoData(answer: Answer<Record<string, unknown>>, name: string) {
  const field = cases.find((one) => one.name === name)?.field;
  const nothing = field && !isNonNullType(field.type) ? { [field.name]: null } : null;
  expect(answer.data).toEqual(nothing);
}

function askAs(name: string, credentials: Credentials, role = refusals[name]?.requires[0]) {
  const ask = askVictim.get(`${name} ${role}`);
  if (!ask) throw new Error(`Nothing is prepared for ${name}.`);
  return ask(credentials);
}

describe('the refusal table', () => {
  test('covers every field of Query, Mutation and Subscription, and no other', () => {
    expect(Object.keys(refusals).sort()).toEqual(rootFields.map(({ name }) => name).sort());
  });

  test.each(cases)('$name: the schema declares the roles that this table expects', ({ field, requires }) => {
    expect(field.extensions).toMatchObject({ directives: { auth: { requires } } });
  });

  test.each(cases)('$name: each of its roles is authorized', async ({ field, requires, prepare }) => {
    for (const role of requires) {
      const own = await makeWorld(server);
      const ask = await prepare(server, own, role);
      const answer = await ask(credentialsFor(own, role, { field }));
      expect(answer.errors).toEqual([]);
      expect(answer.data?.[field.name] ?? null).not.toBeNull();
    }
  });
});

describe('every field for organization keys', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ name: `${type}.${field.name}`, field })),
    )
    .filter(({ field }) => authOf(field)?.requires?.includes('ORGANIZATION'));

  test('names a scope, but for those that identify the caller and what it can read', () => {
    const open = fields.filter(({ field }) => authOf(field)?.scope === undefined);
    expect(open.map(({ name }) => name).sort()).toEqual([
      'Query.apiKeyScopes',
      'Query.node',
      'Query.nodes',
      'Query.project',
      'Query.requiredScopes',
      'Query.viewer',
    ]);
  });

  test('names a scope of projects if project keys may select it, else usually one of the organization', () => {
    const forBoth = fields.filter(({ field }) => authOf(field)?.requires?.includes('PROJECT'));
    const scopes = forBoth.flatMap(({ field }) => authOf(field)?.scope ?? []);
    expect(scopes.filter((scope) => !projectScopes.includes(scope))).toEqual([]);
  });
});

describe('an organization key without a list of scopes', () => {
  const forOrganization = cases.filter(({ requires }) => requires.includes('ORGANIZATION'));
  // No key could do this before it had this scope.
  const isExplicit = ({ field }: (typeof cases)[number]) => !isImplied(authOf(field)?.scope ?? 'usage:read');

  test.each(forOrganization.filter(isExplicit))('$name: lacks the scope', async ({ name, prepare }) => {
    const own = await makeWorld(server);
    const { credentials } = await makeKey(server, own.organization);
    const answer = await (await prepare(server, own, 'ORGANIZATION'))(credentials);
    expectNoData(answer, name);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE_MISSING' });
  });

  test.each(forOrganization.filter((one) => !isExplicit(one)))(
    '$name: is authorized',
    async ({ field, prepare }) => {
      const own = await makeWorld(server);
      const { credentials } = await makeKey(server, own.organization);
      const ask = await prepare(server, own, 'ORGANIZATION');
      const isNamed = authOf(field)?.project === 'REQUIRED';
      const answer = await ask(isNamed ? naming(credentials, own.project) : credentials);
      expect(answer.errors).toEqual([]);
      expect(answer.data?.[field.name] ?? null).not.toBeNull();
    },
  );
});

describe('root fields reject', () => {
  test.each(
    cases.flatMap((one) =>
      Object.entries(useless).map(([reason, credentials]) => ({ ...one, reason, credentials })),
    ),
  )('$name: $reason', async ({ name, reason, credentials }) => {
    const answer = await askAs(name, credentials);
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason });
  });

  test.each(cases)('$name: a revoked key of the organization, and of the project', async ({ name }) => {
    for (const credentials of revoked) {
      const answer = await askAs(name, credentials);
      expect(answer.status).toBe(401);
      expect(answer.data).toBeUndefined();
      expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_REVOKED' });
    }
  });

  const wrongKinds = cases.flatMap((one) =>
    roles.filter((role) => !one.requires.includes(role)).map((role) => ({ ...one, role })),
  );

  test.each(wrongKinds)("$name: the victim's own key of kind $role", async ({ name, role }) => {
    const answer = await askAs(name, keyOf(victim, role));
    expectNoData(answer, name);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    expect(await rowsWithoutDenials(server, victim.organization.id)).toEqual(rowsAtFirst);
  });
});

describe('root fields reject an organization key', () => {
  const forOrganization = cases.filter(({ requires }) => requires.includes('ORGANIZATION'));
  const acting = forOrganization.filter(({ field }) => authOf(field)?.project !== undefined);
  const needsProject = acting.filter(({ field }) => authOf(field)?.project === 'REQUIRED');
  const scoped = forOrganization.flatMap((one) => {
    const { scope } = authOf(one.field) ?? {};
    return scope === undefined ? [] : [{ ...one, scope }];
  });

  async function expectRejected(
    name: string,
    credentials: Credentials,
    fault: { readonly code: string; readonly reason: string },
  ) {
    const answer = await askAs(name, credentials, 'ORGANIZATION');
    expectNoData(answer, name);
    expect(faultOf(answer).extensions).toMatchObject(fault);
    expect(await rowsWithoutDenials(server, victim.organization.id)).toEqual(rowsAtFirst);
  }

  const notFound = { code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' };

  test.each(needsProject)('$name: without x-project-id', async ({ name }) => {
    const fault = { code: 'BAD_USER_INPUT', reason: 'PROJECT_REQUIRED' };
    await expectRejected(name, victim.organization.credentials, fault);
  });

  test.each(acting)('$name: with a project of another organization, or with none', async ({ name }) => {
    const { organization } = await makeWorld(server);
    await expectRejected(name, naming(organization.credentials, victim.project), notFound);
    for (const id of ['proj_0000000000000000', victim.organization.id, ''])
      await expectRejected(name, naming(victim.organization.credentials, { id }), notFound);
  });

  test.each(acting)('$name: restricted to another project', async ({ name }) => {
    await expectRejected(name, naming(pinned, victim.project), notFound);
  });

  test.each(scoped)('$name: limited to every scope but $scope', async ({ name, scope, field }) => {
    const credentials = limited.get(scope) ?? {};
    const sent = authOf(field)?.project ? naming(credentials, victim.project) : credentials;
    await expectRejected(name, sent, { code: 'FORBIDDEN', reason: 'SCOPE_MISSING' });
  });
});

describe('root fields isolate tenants', () => {
  // The operator is no tenant: nothing is foreign to it.
  const attempts = crossing.flatMap((one) =>
    one.requires.filter((role) => role !== 'OPERATOR').map((role) => ({ ...one, role })),
  );

  test.each(attempts)(
    "$name: another tenant's key of kind $role gets: $foreignTenant",
    async ({ name, field, role, foreignTenant }) => {
      const other = await makeWorld(server);
      const answer = await askAs(name, credentialsFor(other, role, { field }), role);
      if (foreignTenant === 'not found') {
        expectNoData(answer, name);
        expect(faultOf(answer).extensions).toMatchObject({
          code: 'NOT_FOUND',
          reason: expect.stringMatching(/_NOT_FOUND$/),
        });
      } else {
        expect(answer.errors).toEqual([]);
      }
      if (foreignTenant === 'null')
        expect(new Set([answer.data?.[field.name]].flat())).toEqual(new Set([null]));
      if (foreignTenant === 'own') expect(answer.data?.[field.name] ?? null).not.toBeNull();
      for (const foreign of [victim.organization.id, victim.organization.defaultProjectId, victim.project.id])
        expect(answer.text).not.toContain(foreign);
      expect(await rowsWithoutDenials(server, victim.organization.id)).toEqual(rowsAtFirst);
    },
  );

  test('after all requests the rows of the tenant are unchanged', async () => {
    expect(await rowsWithoutDenials(server, victim.organization.id)).toEqual(rowsAtFirst);
    for (const role of ['ORGANIZATION', 'PROJECT'] as const) {
      const answer = await send(server, Viewer, {}, keyOf(victim, role));
      expect(answer.data?.viewer.organization.id).toBe(victim.organization.id);
    }
  });
});
