import { describe, expect, test } from 'vitest';
import type { ListToolCallLogsQueryVariables } from '../../generated/graphql.ts';
import { type Credentials, run } from '../../support/client.ts';
import { makeToolCallLog } from '../../support/fixtures/tool-call-log.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { ListToolCallLogs } from '../../support/operations/tool-call-log.ts';
import { useServer } from '../../support/server.ts';

// What the lists of all nouns have in common is tested in ../lists.test.ts.

const server = useServer();

const list = async (credentials: Credentials, variables: ListToolCallLogsQueryVariables) =>
  (await run(server, ListToolCallLogs, variables, credentials)).project.toolCallLogs;

describe('list of tool call logs', () => {
  test('orders calls of the same instant by their ids, and pages contain each of them once', async () => {
    const { project } = await makeWorld(server);
    const ids: string[] = [];
    for (let count = 0; count < 5; count++)
      ids.push((await makeToolCallLog(server, project, { calledAt: '2026-01-01T00:00:00Z' })).id);
    const collected: string[] = [];
    let after: string | null = null;
    for (let isMore = true; isMore; ) {
      const { nodes, pageInfo } = await list(project.credentials, { first: 2, after });
      collected.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor ?? null;
      isMore = pageInfo.hasNextPage;
    }
    expect(collected).toEqual(ids.toSorted().toReversed());
  });
});
