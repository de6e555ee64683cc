import { describe, expect, test } from 'vitest';
import { graphql } from '../generated/index.ts';
import { type Credentials, run } from '../support/client.ts';
import { countPrepared, statementsOf } from '../support/database/statements.ts';
import { makeKey, makeProjectKey } from '../support/fixtures/api-key.ts';
import { freshName, makeOrganization, makeProject, type OrganizationWorld } from '../support/fixtures.ts';
import { isSecondRun } from '../support/http/transports.ts';
import { type TestServer, useServer } from '../support/server.ts';

// The first statement of each count is the look at the key. Each key was sent before: the first time a process meets a
// secret, it also looks up the organization.

const server = useServer({ transport: 'each' });
const unprepared = useServer({
  transport: 'each',
  env: { DATABASE_PREPARED_STATEMENTS: 'off' },
  // Its own queries have no name that distinguishes them from those of requests.
  overrides: { rateLimits: { refreshMs: 3_600_000 } },
});

const ReadProject = graphql(`
  query ReadProject($id: ID, $slug: String) {
    project(id: $id, slug: $slug) {
      ...ProjectParts
      apiKeys {
        id
        prefix
        last4
      }
    }
  }
`);

const ReadProjects = graphql(`
  query ReadProjects($first: Int) {
    organization {
      id
      name
      projects(first: $first) {
        nodes {
          ...ProjectParts
          organization {
            id
          }
          apiKeys {
            id
            prefix
            last4
          }
        }
      }
    }
  }
`);

const ReadPage = graphql(`
  query ReadPage {
    organization {
      projects {
        nodes {
          id
        }
      }
    }
  }
`);

const ReadPageAndCount = graphql(`
  query ReadPageAndCount {
    organization {
      projects {
        totalCount
        nodes {
          id
        }
      }
    }
  }
`);

const ReadNodes = graphql(`
  query ReadNodes($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Project {
        name
        config {
          displayName
        }
        apiKeys {
          id
        }
      }
    }
  }
`);

const ReadViewer = graphql(`
  query ReadViewer {
    viewer {
      kind
      apiKey {
        id
        name
        prefix
        last4
        createdAt
      }
    }
  }
`);

const WriteProject = graphql(`
  mutation WriteProject($input: CreateProjectInput!) {
    createProject(input: $input) {
      project {
        ...ProjectParts
      }
      projectEdge {
        cursor
      }
      issuedKey {
        secret
        apiKey {
          id
          prefix
        }
      }
    }
  }
`);

const WriteKey = graphql(`
  mutation WriteKey($projectId: ID!) {
    regenerateApiKey(input: { projectId: $projectId }) {
      project {
        id
        name
      }
      issuedKey {
        secret
        apiKey {
          id
          prefix
        }
      }
    }
  }
`);

/** Projects with a key each, beside the default one. */
async function makeProjects(organization: OrganizationWorld, count: number) {
  return Promise.all(Array.from({ length: count }, () => makeProject(server, organization)));
}

const meet = async (...keys: readonly { readonly credentials: Credentials }[]) => {
  for (const { credentials } of keys) await run(server, ReadViewer, {}, credentials);
};

async function readProjects(credentials: Credentials, first: number) {
  let projects = 0;
  const statements = await statementsOf(async () => {
    const { organization } = await run(server, ReadProjects, { first }, credentials);
    projects = organization.projects.nodes.length;
  });
  return { statements: statements.length, projects };
}

describe('statement counts of queries', () => {
  test('a key with expiry, scopes or IP ranges costs no more, one restricted to projects a few more', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const limits = { expiresAt: '2099-01-01T00:00:00Z', allowedIps: ['127.0.0.1'], scopes: ['config:read'] };
    const limited = await makeProjectKey(server, organization, project, limits);
    const pinned = await makeKey(server, organization, { projectIds: [project.id] });
    const count = async (credentials: Credentials) => {
      const ask = () => run(server, ReadProject, { id: project.id }, credentials);
      await ask();
      return (await statementsOf(ask)).length;
    };
    const free = await count(project.credentials);
    expect(await count(limited.credentials)).toBe(free);
    // By the fast path: one in vain, the key, the project and its keys.
    expect(await count(pinned.credentials)).toBeLessThanOrEqual(4);
  });

  test('a project with config and keys costs at most 3', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const { id } = project;
    await meet(organization, project);
    const read = async (variables: { id?: string; slug?: string }, credentials: Credentials) =>
      (await statementsOf(() => run(server, ReadProject, variables, credentials))).length;
    expect(await read({ id }, organization.credentials)).toBeLessThanOrEqual(3);
    expect(await read({ slug: 'default' }, organization.credentials)).toBeLessThanOrEqual(3);
    expect(await read({}, organization.credentials)).toBeLessThanOrEqual(3);
    expect(await read({}, project.credentials)).toBeLessThanOrEqual(3);
    const chosen = { ...organization.credentials, 'x-project-id': id };
    expect(await read({}, chosen)).toBeLessThanOrEqual(3);
  });

  test('an organization with 50 projects, configs and keys costs at most 4', async () => {
    const organization = await makeOrganization(server);
    await makeProjects(organization, 50);
    const { statements, projects } = await readProjects(organization.credentials, 50);
    expect(projects).toBe(50);
    expect(statements).toBeLessThanOrEqual(4);
  });

  test('a page of 1, of 10, of 50 and of 100 cost the same', async () => {
    const organization = await makeOrganization(server);
    await makeProjects(organization, 99);
    const pages = [];
    for (const first of [1, 10, 50, 100]) pages.push(await readProjects(organization.credentials, first));
    expect(pages.map(({ projects }) => projects)).toEqual([1, 10, 50, 100]);
    expect(new Set(pages.map(({ statements }) => statements)).size).toBe(1);
  });

  test('totalCount costs one more where it is executed, only when selected', async () => {
    const { credentials } = await makeOrganization(server);
    await meet({ credentials });
    const page = await statementsOf(() => run(server, ReadPage, {}, credentials));
    const counted = await statementsOf(() => run(server, ReadPageAndCount, {}, credentials));
    expect(counted.length).toBe(page.length + (isSecondRun() ? 0 : 1));
  });

  test('nodes with 50 projects and their keys costs at most 2', async () => {
    const organization = await makeOrganization(server);
    const ids = (await makeProjects(organization, 50)).map(({ id }) => id);
    const statements = await statementsOf(async () => {
      const { nodes } = await run(server, ReadNodes, { ids }, organization.credentials);
      expect(nodes.map((node) => node?.id)).toEqual(ids);
    });
    expect(statements.length - 1).toBeLessThanOrEqual(2);
  });

  test('viewer costs the authentication only', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    await meet(organization, project);
    for (const { credentials } of [organization, project])
      expect(await statementsOf(() => run(server, ReadViewer, {}, credentials))).toHaveLength(1);
  });
});

describe('statement counts of mutations', () => {
  test.each([true, false])('createProject costs one, with a key: %j', async (shouldCreateApiKey) => {
    const { credentials } = await makeOrganization(server);
    await meet({ credentials });
    const variables = { input: { name: freshName('project'), shouldCreateApiKey } };
    const statements = await statementsOf(() => run(server, WriteProject, variables, credentials));
    expect(statements, statements.join('\n')).toHaveLength(2);
  });

  test('regenerateApiKey costs one', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    const count = async (projectId: string) => {
      const statements = await statementsOf(() =>
        run(server, WriteKey, { projectId }, organization.credentials),
      );
      return statements.length;
    };
    await count(id);
    // A planned statement checks the key itself; in this process the operation is executed.
    expect(await count(organization.defaultProjectId)).toBe(isSecondRun() ? 1 : 2);
  });
});

describe('prepared statements', () => {
  test('are not used when turned off, for poolers in transaction mode', async () => {
    const count = (one: TestServer) =>
      countPrepared(async () => {
        const { credentials } = await makeOrganization(one);
        for (let time = 0; time < 2; time++) await run(one, ReadViewer, {}, credentials);
      });
    expect(await count(server)).toBeGreaterThan(0);
    expect(await count(unprepared)).toBe(0);
  });
});
