import { isNonNullType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import {
  type Answer,
  type Credentials,
  operator,
  organizationKey,
  projectKey,
  send,
} from '../support/client.ts';
import { faultOf } from '../support/http.ts';
import * as operations from '../support/operations.ts';
import { unknownSecret } from '../support/secrets.ts';
import { useServer } from '../support/server.ts';
import { rowsOf } from '../support/tables.ts';
import {
  freshName,
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from '../support/world.ts';

const server = useServer();

const roles = ['OPERATOR', 'ORGANIZATION', 'PROJECT'] as const;

type Role = (typeof roles)[number];

/** An organization and a project of it. What is asked for in this file is always the victim's. */
type Tenant = { readonly organization: OrganizationWorld; readonly project: ProjectWorld };

/** What a good key of another tenant gets when it asks for the victim's things. */
type StrangerGets =
  /** NOT_FOUND. */
  | 'not found'
  /** Null in the place of each. */
  | 'null'
  /** Its own things: the field does not say whose. */
  | 'own'
  /** Nothing to try: the field is not for tenants. */
  | 'no tenant';

type Entry = {
  readonly requires: readonly Role[];
  readonly stranger: StrangerGets;
  readonly ask: (victim: Tenant, credentials: Credentials) => Promise<Answer<Record<string, unknown>>>;
};

function entry<Data extends Record<string, unknown>, Variables>(
  requires: readonly Role[],
  stranger: StrangerGets,
  document: TypedDocumentString<Data, Variables>,
  variablesOf: (victim: Tenant) => Variables,
): Entry {
  const ask: Entry['ask'] = (victim, credentials) => send(server, document, variablesOf(victim), credentials);
  return { requires, stranger, ask };
}

/** Every field of Query and Mutation, and who may ask for it. */
const table: Readonly<Record<string, Entry>> = {
  'Query.viewer': entry(['ORGANIZATION', 'PROJECT'], 'own', operations.Viewer, () => ({})),
  'Query.organization': entry(['ORGANIZATION'], 'own', operations.GetOrganization, () => ({})),
  'Query.project': entry(['ORGANIZATION', 'PROJECT'], 'not found', operations.GetProject, ({ project }) => ({
    id: project.id,
  })),
  'Query.node': entry(['ORGANIZATION', 'PROJECT'], 'null', operations.GetNode, ({ project }) => ({
    id: project.id,
  })),
  'Query.nodes': entry(
    ['ORGANIZATION', 'PROJECT'],
    'null',
    operations.GetNodes,
    ({ organization, project }) => ({ ids: [organization.id, project.id, organization.defaultProjectId] }),
  ),
  'Mutation.createOrganization': entry(['OPERATOR'], 'no tenant', operations.CreateOrganization, () => ({
    input: { name: freshName('Organization') },
  })),
  'Mutation.createProject': entry(['ORGANIZATION'], 'own', operations.CreateProject, () => ({
    input: { name: freshName('project'), shouldCreateApiKey: true },
  })),
  'Mutation.updateProject': entry(['ORGANIZATION'], 'not found', operations.UpdateProject, ({ project }) => ({
    input: { id: project.id, name: freshName('renamed'), isDefault: true },
  })),
  'Mutation.deleteProject': entry(['ORGANIZATION'], 'not found', operations.DeleteProject, ({ project }) => ({
    input: { id: project.id },
  })),
  'Mutation.regenerateApiKey': entry(
    ['ORGANIZATION'],
    'not found',
    operations.RegenerateApiKey,
    ({ project }) => ({ input: { projectId: project.id } }),
  ),
  'Mutation.updateProjectConfig': entry(['PROJECT'], 'own', operations.UpdateProjectConfig, () => ({
    input: { displayName: freshName('Shown'), requireMcpApiKey: false },
  })),
};

const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
  (type) => Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type}.${field.name}`, field })),
);

const cases = rootFields.flatMap(({ name, field }) => {
  const found = table[name];
  return found ? [{ name, field, ...found }] : [];
});

const crossing = cases.filter(({ stranger }) => stranger !== 'no tenant');

async function makeTenant(): Promise<Tenant> {
  const organization = await makeOrganization(server);
  return { organization, project: await makeProject(server, organization) };
}

const keyOf = ({ organization, project }: Tenant, role: Role): Credentials =>
  ({ OPERATOR: operator, ORGANIZATION: organization.credentials, PROJECT: project.credentials })[role];

const useless: Readonly<Record<string, Credentials>> = {
  KEY_MISSING: {},
  KEY_MALFORMED: projectKey('ak_malformed'),
  KEY_UNKNOWN: organizationKey(unknownSecret('oak_')),
};

/** The tenant that nothing in this file may change, with keys of its that were revoked. */
let victim: Tenant;
let revoked: readonly Credentials[];
let rowsAtFirst: Awaited<ReturnType<typeof rowsOf>>;

beforeAll(async () => {
  victim = await makeTenant();
  const old = await makeTenant();
  await server.database.query(`
    UPDATE api_key SET organization_id = '${victim.organization.id}', revoked_at = now(),
      project_id = CASE WHEN project_id IS NULL THEN NULL ELSE '${victim.project.id}' END
    WHERE organization_id = '${old.organization.id}'`);
  revoked = [old.organization.credentials, old.project.credentials];
  rowsAtFirst = await rowsOf(server, victim.organization.id);
});

/** What was refused has no answer: null where the field can be null, else in the place of all data. */
function expectNoData(answer: Answer<Record<string, unknown>>, name: string) {
  const field = cases.find((one) => one.name === name)?.field;
  const nothing = field && !isNonNullType(field.type) ? { [field.name]: null } : null;
  expect(answer.data).toEqual(nothing);
}

async function countRows() {
  const rows = await rowsOf(server, victim.organization.id);
  const count = (wanted: string) => rows.filter(({ table: name }) => name === wanted).length;
  const liveKeys = rows.filter(({ table: name, row }) => name === 'api_key' && row.revoked_at === null);
  return { project: count('project'), liveKey: liveKeys.length, auditEntry: count('audit_entry') };
}

describe('refusals cover', () => {
  test('every field of Query, Mutation and Subscription, and no other', () => {
    expect(Object.keys(table).sort()).toEqual(rootFields.map(({ name }) => name).sort());
  });

  test.each(cases)('$name: the schema declares the roles that this table expects', ({ field, requires }) => {
    expect(field.extensions).toMatchObject({ directives: { auth: { requires } } });
  });

  test.each(cases)('$name: each of its own roles is let in', async ({ field, requires, ask }) => {
    for (const role of requires) {
      const own = await makeTenant();
      const answer = await ask(own, keyOf(own, role));
      expect(answer.errors).toEqual([]);
      expect(answer.data?.[field.name] ?? null).not.toBeNull();
    }
  });
});

describe('root field refuses', () => {
  test.each(
    cases.flatMap((one) =>
      Object.entries(useless).map(([reason, credentials]) => ({ ...one, reason, credentials })),
    ),
  )('$name: $reason', async ({ ask, reason, credentials }) => {
    const answer = await ask(victim, credentials);
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason });
  });

  test.each(cases)('$name: a revoked key of the organization, and of the project', async ({ ask }) => {
    for (const credentials of revoked) {
      const answer = await ask(victim, credentials);
      expect(answer.status).toBe(401);
      expect(answer.data).toBeUndefined();
      expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_REVOKED' });
    }
  });

  const wrongKinds = cases.flatMap((one) =>
    roles.filter((role) => !one.requires.includes(role)).map((role) => ({ ...one, role })),
  );

  test.each(wrongKinds)("$name: the victim's own key of kind $role", async ({ name, ask, role }) => {
    const answer = await ask(victim, keyOf(victim, role));
    expectNoData(answer, name);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    expect(await rowsOf(server, victim.organization.id)).toEqual(rowsAtFirst);
  });
});

describe('root field isolates', () => {
  const attempts = crossing.flatMap((one) => one.requires.map((role) => ({ ...one, role })));

  test.each(attempts)(
    "$name: another tenant's key of kind $role gets: $stranger",
    async ({ name, field, ask, role, stranger }) => {
      const other = await makeTenant();
      const answer = await ask(victim, keyOf(other, role));
      if (stranger === 'not found') {
        expectNoData(answer, name);
        expect(faultOf(answer).extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
      } else {
        expect(answer.errors).toEqual([]);
      }
      if (stranger === 'null') expect(new Set([answer.data?.[field.name]].flat())).toEqual(new Set([null]));
      if (stranger === 'own') expect(answer.data?.[field.name] ?? null).not.toBeNull();
      for (const foreign of [victim.organization.id, victim.organization.defaultProjectId, victim.project.id])
        expect(answer.text).not.toContain(foreign);
      expect(await rowsOf(server, victim.organization.id)).toEqual(rowsAtFirst);
    },
  );

  test('after all of it the victim has its projects, its live keys and its audit entries, and no more', async () => {
    expect(await rowsOf(server, victim.organization.id)).toEqual(rowsAtFirst);
    expect(await countRows()).toEqual({ project: 2, liveKey: 2, auditEntry: 2 });
    for (const role of ['ORGANIZATION', 'PROJECT'] as const) {
      const answer = await send(server, operations.Viewer, {}, keyOf(victim, role));
      expect(answer.data?.viewer.organization.id).toBe(victim.organization.id);
    }
  });
});
