import { describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { operator, organizationKey, refusalOf, run, send } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { freshName, makeOrganization, makeProject } from '../../support/fixtures.ts';
import { CreateOrganization } from '../../support/operations/organization.ts';
import { CreateProject, ListProjects } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { OPERATOR_KEY } from '../../support/operator-key.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const PayloadOfNewOrganization = graphql(`
  mutation PayloadOfNewOrganization($input: CreateOrganizationInput!) {
    createOrganization(input: $input) {
      organization {
        id
        projects {
          totalCount
          nodes {
            id
            organization {
              id
            }
            apiKeys {
              id
            }
          }
        }
        project(name: "default") {
          id
        }
        apiKeys {
          project {
            id
          }
        }
      }
    }
  }
`);

const create = async (name: string) =>
  (await run(server, CreateOrganization, { input: { name } }, operator)).createOrganization;

async function organizationCount(): Promise<number> {
  const [row] = await server.database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM organization',
  );
  return row?.count ?? 0;
}

describe('createOrganization', () => {
  test('creates an organization with a default project and an organization key', async () => {
    const { organization, issuedKey } = await create('Umbrella 😀');
    expect(organization).toMatchObject({
      name: 'Umbrella 😀',
      createdAt: instant.toISOString(),
      defaultProject: { name: 'default', slug: 'default', isDefault: true },
      apiKeys: [issuedKey.apiKey],
    });
    expect(issuedKey.apiKey).toMatchObject({ last4: issuedKey.secret.slice(-4), project: null });
    const { viewer } = await run(server, Viewer, {}, organizationKey(issuedKey.secret));
    expect(viewer).toMatchObject({ kind: 'ORGANIZATION', organization: { id: organization.id } });
    const rows = (await rowsOf(server, organization.id)).map(({ table }) => table);
    expect(rows).toEqual([
      'api_key',
      'audit_entry',
      'operator_entry',
      'organization',
      'project',
      'secret_route',
    ]);
  });

  test('returns the organization, whose fields the operator may read', async () => {
    const variables = { input: { name: freshName('Walked') } };
    const { createOrganization } = await run(server, PayloadOfNewOrganization, variables, operator);
    const { id, projects, project, apiKeys } = createOrganization.organization;
    expect(projects).toEqual({
      totalCount: 1,
      nodes: [{ id: project?.id, organization: { id }, apiKeys: [] }],
    });
    expect(apiKeys).toEqual([{ project: null }]);
  });

  test.each([
    ['1 character', 'x'],
    ['100 characters', 'x'.repeat(100)],
    ['100 emoji, each of which counts as one', '😀'.repeat(100)],
    ['any language', 'Käse & Söhne – 株式会社'],
  ])('accepts a name with %s', async (_size, name) => {
    expect((await create(name)).organization.name).toBe(name);
  });

  test('accepts a name that is taken', async () => {
    const [one, other] = [await create('Twin'), await create('Twin')];
    expect(one.organization.id).not.toBe(other.organization.id);
  });

  test.each([
    ['2026-03-04T23:59:59.999Z', false],
    ['2026-03-05T00:00:00.000Z', true],
    ['2020-01-01T00:00:00.000Z', false],
  ])('an organization of %s has projects with requireMcpApiKey: %s', async (born, expected) => {
    instant = new Date(born);
    const { organization, issuedKey } = await create(freshName('Aged'));
    expect(organization.defaultProject.config.requireMcpApiKey).toBe(expected);
    instant = new Date('2026-12-31T23:59:59Z');
    const headers = organizationKey(issuedKey.secret);
    for (const config of [null, {}, { requireMcpApiKey: expected }, { requireMcpApiKey: !expected }]) {
      const input = { name: freshName('young'), config };
      const { project } = (await run(server, CreateProject, { input }, headers)).createProject;
      expect(project.createdAt).toBe(instant.toISOString());
      expect(project.config.requireMcpApiKey).toBe(config?.requireMcpApiKey ?? expected);
    }
  });
});

describe('createOrganization rejects', () => {
  test.each([
    ['that is empty', ''],
    ['with 101 characters', 'x'.repeat(101)],
    ['with 101 emoji', '😀'.repeat(101)],
    ['with a NUL', 'Ac\u0000me'],
    ['with a line break', 'Ac\nme'],
    ['with an escape', '\u001b[31mAcme'],
    ['with half of a character', 'Acme\ud83d'],
  ])('a name %s, and creates nothing', async (_fault, name) => {
    const before = await organizationCount();
    const { extensions } = await refusalOf(server, CreateOrganization, { input: { name } }, operator);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'name' });
    expect(await organizationCount()).toBe(before);
  });

  test('every caller but the operator', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const before = await organizationCount();
    for (const headers of [organization.credentials, project.credentials]) {
      const variables = { input: { name: 'Mine' } };
      const { extensions } = await refusalOf(server, CreateOrganization, variables, headers);
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    }
    expect(await organizationCount()).toBe(before);
  });

  test.each([
    ['another key', 'x'.repeat(OPERATOR_KEY.length)],
    ['only the beginning of the key', OPERATOR_KEY.slice(0, -1)],
    ['the key in another case', OPERATOR_KEY.toUpperCase()],
  ])('an operator with %s', async (_fault, secret) => {
    const before = await organizationCount();
    const headers = { 'x-operator-key': secret };
    const answer = await send(server, CreateOrganization, { input: { name: 'Mine' } }, headers);
    expect(answer.status).toBe(401);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' } }]);
    expect(answer.text).not.toContain(secret);
    expect(await organizationCount()).toBe(before);
  });

  describe('createOrganization without a configured operator key rejects', () => {
    const closed = useServer({ env: { OPERATOR_KEY: '' } });

    test.each([OPERATOR_KEY, 'null', 'undefined'])('every operator key: %s', async (secret) => {
      const before = await organizationCount();
      const headers = { 'x-operator-key': secret };
      const answer = await send(closed, CreateOrganization, { input: { name: 'Mine' } }, headers);
      expect(answer.status).toBe(401);
      expect(answer.errors).toMatchObject([
        { extensions: { code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' } },
      ]);
      expect(await organizationCount()).toBe(before);
    });

    test('an empty operator key', async () => {
      const headers = { 'x-operator-key': '' };
      const answer = await send(closed, CreateOrganization, { input: { name: 'Mine' } }, headers);
      expect(answer.status).toBe(401);
      expect(answer.errors).toMatchObject([
        { extensions: { code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' } },
      ]);
    });
  });
});

describe('createOrganization isolates tenants', () => {
  test('changes no other organization', async () => {
    const organization = await makeOrganization(server);
    const before = await rowsOf(server, organization.id);
    const other = await create('Neighbour');
    expect(await rowsOf(server, organization.id)).toEqual(before);
    const { organization: seen } = await run(
      server,
      ListProjects,
      {},
      organizationKey(other.issuedKey.secret),
    );
    expect(seen.projects.nodes.map(({ id }) => id)).toEqual([other.organization.defaultProject.id]);
  });
});
