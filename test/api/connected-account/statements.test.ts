import { describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { isSecondRun } from '../../support/http/transports.ts';
import { useServer } from '../../support/server.ts';

// The first statement of each count is the look at the key.

const server = useServer({ transport: 'each' });

const ReadAccounts = graphql(`
  query ReadAccounts($first: Int) {
    project {
      connectedAccounts(first: $first) {
        nodes {
          id
          credentials
          authConfig {
            id
            connectedAccountCount
          }
        }
      }
    }
  }
`);

const ReadAuthConfigs = graphql(`
  query ReadAuthConfigs($first: Int) {
    project {
      authConfigs(first: $first) {
        totalCount
        nodes {
          id
          credentials
          connectedAccountCount
        }
      }
    }
  }
`);

const ReadEverything = graphql(`
  query ReadEverything($first: Int) {
    organization {
      projects(first: $first) {
        nodes {
          authConfigs(first: 2) {
            totalCount
            nodes {
              id
              connectedAccountCount
            }
          }
          connectedAccounts(statuses: [ACTIVE]) {
            totalCount
            nodes {
              credentials
              authConfig {
                id
              }
            }
          }
        }
      }
    }
  }
`);

const times = (count: number) => Array.from({ length: count });

/** A project with so many auth configs, each with two accounts. */
async function fill(organization: OrganizationWorld, count: number) {
  const project = await makeProject(server, organization);
  for (const _ of times(count)) {
    const { id: authConfigId } = await makeAuthConfig(server, project);
    await makeConnectedAccount(server, project, { authConfigId });
    await makeConnectedAccount(server, project, { authConfigId });
  }
  return project;
}

describe('statement counts of connected accounts', () => {
  test('do not grow with the page size, with credentials, auth configs and counts selected', async () => {
    const { credentials } = await fill(await makeOrganization(server), 8);
    const pages = [];
    for (const first of [1, 4, 16]) {
      let rows = 0;
      const statements = await statementsOf(async () => {
        rows = (await run(server, ReadAccounts, { first }, credentials)).project.connectedAccounts.nodes
          .length;
      });
      pages.push({ rows, statements: statements.length });
    }
    expect(pages.map(({ rows }) => rows)).toEqual([1, 4, 16]);
    expect(new Set(pages.map(({ statements }) => statements)).size).toBe(1);
    // Key, project, page, auth configs, their counts.
    expect(pages[0]?.statements).toBeLessThanOrEqual(5);
  });

  test('do not grow with the page size of auth configs', async () => {
    const { credentials } = await fill(await makeOrganization(server), 6);
    const counts = [];
    for (const first of [1, 6])
      counts.push((await statementsOf(() => run(server, ReadAuthConfigs, { first }, credentials))).length);
    // Planned, a page is one statement.
    expect(counts).toEqual(isSecondRun() ? [1, 1] : [5, 5]);
  });

  test('do not grow with the number of projects around the list', async () => {
    const organization = await makeOrganization(server);
    for (const count of [3, 0, 1, 2]) await fill(organization, count);
    const counts = [];
    for (const first of [1, 5]) {
      let shape: unknown;
      const statements = await statementsOf(async () => {
        const { projects } = (await run(server, ReadEverything, { first }, organization.credentials))
          .organization;
        shape = projects.nodes.map(({ authConfigs, connectedAccounts }) => [
          authConfigs.totalCount,
          authConfigs.nodes.length,
          connectedAccounts.totalCount,
          connectedAccounts.nodes.length,
        ]);
      });
      expect(shape).toEqual(
        [
          [2, 2, 4, 4],
          [1, 1, 2, 2],
          [0, 0, 0, 0],
          [3, 2, 6, 6],
          [0, 0, 0, 0],
        ].slice(0, first),
      );
      counts.push(statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});
