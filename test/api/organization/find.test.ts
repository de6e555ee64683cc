import { describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { operator, organizationKey, post, refusalOf, run } from '../../support/client.ts';
import { freshName, makeOrganization, makeProject } from '../../support/fixtures.ts';
import { GetNode } from '../../support/operations/node.ts';
import { CreateOrganization, GetOrganization } from '../../support/operations/organization.ts';
import { FindProject, GetProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const WalkUp = graphql(`
  query WalkUp(
    $projects: Boolean = false
    $apiKeys: Boolean = false
    $defaultProject: Boolean = false
    $project: Boolean = false
  ) {
    viewer {
      organization {
        id
        name
        projects @include(if: $projects) {
          totalCount
        }
        apiKeys @include(if: $apiKeys) {
          id
        }
        defaultProject @include(if: $defaultProject) {
          id
        }
        project(slug: "own") @include(if: $project) {
          id
        }
      }
    }
  }
`);

const WalkAcross = graphql(`
  query WalkAcross {
    project {
      organization {
        projects {
          nodes {
            id
          }
        }
      }
    }
  }
`);

describe('organization', () => {
  test('is returned to its key as it was created', async () => {
    const { organization, issuedKey } = (
      await run(server, CreateOrganization, { input: { name: freshName('Acme') } }, operator)
    ).createOrganization;
    const found = await run(server, GetOrganization, {}, organizationKey(issuedKey.secret));
    const { id, name, createdAt, apiKeys, defaultProject } = organization;
    const expected = { id, name, createdAt, updatedAt: createdAt, apiKeys };
    expect(found.organization).toEqual({ ...expected, defaultProject: { id: defaultProject.id } });
  });

  test('is returned in parts with @include and @skip', async () => {
    const { credentials } = await makeOrganization(server);
    const query =
      '{ organization { id @skip(if: true) name @include(if: false) createdAt @skip(if: false) } }';
    const { data } = await post(server, JSON.stringify({ query }), credentials);
    expect(data).toEqual({ organization: { createdAt: expect.any(String) } });
  });

  test('finds its projects by id, slug and name, and returns null for others', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization, { name: 'Staging' });
    const find = async (variables: { id?: string; slug?: string; name?: string }) =>
      (await run(server, FindProject, variables, organization.credentials)).organization.project?.id ?? null;
    for (const variables of [{ id }, { slug: 'staging' }, { name: 'Staging' }]) {
      expect(await find(variables)).toBe(id);
    }
    const nothing = [
      { id: `proj_${'0'.repeat(16)}` },
      { id: 'nonsense' },
      { id: organization.id },
      { id: '' },
      { slug: 'Staging' },
      { slug: 'sta\u0000ging' },
      { name: 'staging' },
      { name: 'Staging\u0000' },
      { name: '' },
    ];
    for (const variables of nothing) expect(await find(variables)).toBeNull();
  });
});

describe('organization rejects', () => {
  test('a project without an argument, and with two arguments', async () => {
    const organization = await makeOrganization(server);
    const id = organization.defaultProjectId;
    const faults = [
      {},
      { id: null, slug: null },
      { id, slug: 'default' },
      { slug: 'default', name: 'default' },
    ];
    for (const variables of faults) {
      const { extensions } = await refusalOf(server, FindProject, variables, organization.credentials);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'id' });
    }
  });

  test('a project key on its field', async () => {
    const project = await makeProject(server, await makeOrganization(server));
    const { extensions } = await refusalOf(server, GetOrganization, {}, project.credentials);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
  });

  test('a second default project in the database, for every client of PostgreSQL', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    const promotion = server.database.query(`UPDATE project SET is_default = true WHERE id = '${id}'`);
    await expect(promotion).rejects.toMatchObject({ code: '23505', constraint: 'project_one_default_key' });
    const { project } = await run(server, GetProject, {}, organization.credentials);
    expect(project.id).toBe(organization.defaultProjectId);
  });
});

describe('organization isolates tenants', () => {
  test.each(['projects', 'apiKeys', 'defaultProject', 'project'])(
    'a project key reads the name of its organization, but none of its %s',
    async (field) => {
      const organization = await makeOrganization(server);
      const { credentials } = await makeProject(server, organization, { name: 'own' });
      const { viewer } = await run(server, WalkUp, {}, credentials);
      expect(viewer.organization.id).toBe(organization.id);
      const { extensions, path } = await refusalOf(server, WalkUp, { [field]: true }, credentials);
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
      expect(path).toEqual(['viewer', 'organization', field]);
      await run(server, WalkUp, { [field]: true }, organization.credentials);
    },
  );

  test('a project key cannot list sibling projects through its organization', async () => {
    const { credentials } = await makeProject(server, await makeOrganization(server));
    const { extensions } = await refusalOf(server, WalkAcross, {}, credentials);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
  });

  test('node returns null for another organization', async () => {
    const [own, foreign] = [await makeOrganization(server), await makeOrganization(server)];
    const mine = await makeProject(server, own);
    for (const headers of [own.credentials, mine.credentials]) {
      expect(await run(server, GetNode, { id: foreign.id }, headers)).toEqual({ node: null });
      expect((await run(server, GetNode, { id: own.id }, headers)).node?.id).toBe(own.id);
    }
  });
});
