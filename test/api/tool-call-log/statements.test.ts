import { describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeOrganization, makeProject, makeWorld, type OrganizationWorld } from '../../support/fixtures.ts';
import { isSecondRun } from '../../support/http/transports.ts';
import { RecordToolCalls, RecordToolCallsBriefly } from '../../support/operations/tool-call-log.ts';
import { useServer } from '../../support/server.ts';

// The first statement of each count is the look at the key.

const server = useServer({ transport: 'each' });

const ReadSessions = graphql(`
  query ReadSessions($first: Int) {
    project {
      sessions(first: $first) {
        nodes {
          id
          toolCallCount
        }
      }
    }
  }
`);

const ReadTriggers = graphql(`
  query ReadTriggers($first: Int) {
    project {
      triggers(first: $first) {
        nodes {
          id
          config
          connectedAccount {
            id
            status
          }
        }
      }
    }
  }
`);

const ReadCalls = graphql(`
  query ReadCalls($first: Int) {
    project {
      toolCallLogs(first: $first) {
        nodes {
          id
          arguments
          response
          errorMessage
          session {
            id
            toolCallCount
          }
          connectedAccount {
            id
          }
        }
      }
    }
  }
`);

const ReadEverything = graphql(`
  query ReadAllProjects($first: Int) {
    organization {
      projects(first: $first) {
        nodes {
          sessions {
            totalCount
            nodes {
              toolCallCount
            }
          }
          triggers(enabled: true) {
            nodes {
              connectedAccount {
                id
              }
            }
          }
          toolCallLogs(statuses: [SUCCESS]) {
            totalCount
            nodes {
              arguments
              session {
                id
              }
            }
          }
        }
      }
    }
  }
`);

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A project with so many of everything. */
async function fill(organization: OrganizationWorld, count: number) {
  const project = await makeProject(server, organization);
  for (const _ of times(count)) {
    const { id: sessionId } = await makeSession(server, project);
    const { connectedAccount } = await makeTrigger(server, project);
    const connectedAccountId = connectedAccount.id;
    await recordCalls(server, project, [someCall({ sessionId, connectedAccountId, arguments: { a: 1 } })]);
  }
  return project;
}

describe('statement counts of sessions, triggers and tool calls', () => {
  test('do not grow with the page size', async () => {
    const { credentials } = await fill(await makeOrganization(server), 6);
    // Key, project and page, and each relation once.
    // Over the network, one plan answers.
    for (const [read, expected] of [
      [(first: number) => run(server, ReadSessions, { first }, credentials), 4],
      [(first: number) => run(server, ReadTriggers, { first }, credentials), 4],
      [(first: number) => run(server, ReadCalls, { first }, credentials), 7],
    ] as const)
      for (const first of [1, 6])
        expect(await statementsOf(() => read(first))).toHaveLength(isSecondRun() ? 1 : expected);
  });

  test('do not grow with the number of projects around the list', async () => {
    const organization = await makeOrganization(server);
    for (const count of [2, 0, 1]) await fill(organization, count);
    const counts = [];
    for (const first of [1, 4]) {
      let shape: unknown;
      const statements = await statementsOf(async () => {
        const read = await run(server, ReadEverything, { first }, organization.credentials);
        shape = read.organization.projects.nodes.map(({ sessions, triggers, toolCallLogs }) => [
          sessions.nodes.map(({ toolCallCount }) => toolCallCount),
          triggers.nodes.length,
          toolCallLogs.totalCount,
        ]);
      });
      expect(shape).toEqual(
        [
          [[1], 1, 1],
          [[], 0, 0],
          [[1, 1], 2, 2],
          [[], 0, 0],
        ].slice(0, first),
      );
      counts.push(statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  test('are one for recordToolCalls of any size, and one per relation for reading back', async () => {
    const { project } = await makeWorld(server);
    const { id: sessionId } = await makeSession(server, project);
    const { id: connectedAccountId } = await makeConnectedAccount(server, project);
    for (const count of [1, 300]) {
      const batch = () => ({
        input: { calls: times(count).map(() => someCall({ sessionId, connectedAccountId })) },
      });
      const briefly = () => run(server, RecordToolCallsBriefly, batch(), project.credentials);
      expect(await statementsOf(briefly)).toHaveLength(2);
      const whole = () => run(server, RecordToolCalls, batch(), project.credentials);
      expect(await statementsOf(whole)).toHaveLength(6);
    }
  });
});
