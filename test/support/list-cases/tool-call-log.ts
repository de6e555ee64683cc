import type {
  ListToolCallLogsQuery,
  ListToolCallLogsQueryVariables,
  ToolCallInput,
} from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeConnectedAccount } from '../fixtures/connected-account.ts';
import { makeSession } from '../fixtures/session.ts';
import { makeToolCallLog } from '../fixtures/tool-call-log.ts';
import { GetToolCallLog, ListToolCallLogs, NodeToolCallLog } from '../operations/tool-call-log.ts';
import { type ListCase, tooManyValues } from './list-case.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

export const toolCallList: ListCase<ListToolCallLogsQuery, ListToolCallLogsQueryVariables, ToolCallInput> = {
  noun: 'tool call logs',
  document: ListToolCallLogs,
  make: async (server, project, input) => (await makeToolCallLog(server, project, input)).id,
  list: async (server, credentials, variables) =>
    (await run(server, ListToolCallLogs, variables, credentials)).project.toolCallLogs,
  findInProject: async (server, credentials, variables) =>
    (await run(server, GetToolCallLog, variables, credentials)).project.toolCallLog?.id ?? null,
  findNode: async (server, credentials, id) =>
    (await run(server, NodeToolCallLog, { id }, credentials)).node?.id ?? null,
  // They are ordered by the time of the call, in whatever order the calls are recorded.
  makeFive: async ({ project, make }) => {
    const ids: string[] = [];
    for (const second of [3, 1, 5, 2, 4]) ids[5 - second] = await make(project, { calledAt: at(second) });
    return ids;
  },
  filters: async ({ server, project, make }) => {
    const { id: sessionId } = await makeSession(server, project, { userId: 'jane' });
    const { id: connectedAccountId } = await makeConnectedAccount(server, project, { userId: 'joe' });
    const one = await make(project, { calledAt: at(1), sessionId, toolSlug: 'github_read' });
    const two = await make(project, { calledAt: at(2), connectedAccountId, status: 'ERROR' });
    const three = await make(project, { calledAt: at(3), toolSlug: 'post', toolkitSlug: 'slack' });
    return [
      [{ toolSlugs: ['GitHub_Read', 'post'] }, [three, one]],
      [{ toolkitSlugs: ['GITHUB'] }, [two, one]],
      [{ statuses: ['ERROR'] }, [two]],
      [{ statuses: ['SUCCESS', 'ERROR'] }, [three, two, one]],
      [{ sessionId }, [one]],
      [{ sessionId: 'ses_0000000000000000' }, []],
      [{ sessionId: 'a\u0000' }, []],
      [{ connectedAccountId }, [two]],
      [{ connectedAccountId: sessionId }, []],
      [{ userIds: ['jane', 'joe'] }, [two, one]],
      [{ userIds: ['Jane'] }, []],
      [{ from: at(2) }, [three, two]],
      [{ to: at(2) }, [one]],
      [{ from: at(2), to: at(3) }, [two]],
      [{ from: at(3), to: at(1) }, []],
      [{ from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59.999Z' }, [three, two, one]],
      [{ sessionId, userIds: ['jane'], toolkitSlugs: ['github'], from: at(1), to: at(2) }, [one]],
      [{ sessionId, connectedAccountId }, []],
      [{ toolSlugs: [] }, []],
      [{ toolSlugs: null, sessionId: null, from: null }, [three, two, one]],
    ];
  },
  invalid: [
    [{ first: 101 }, 'first'],
    [{ toolSlugs: ['not fine'] }, 'toolSlugs.0'],
    [{ toolkitSlugs: tooManyValues() }, 'toolkitSlugs'],
    [{ userIds: ['a\u0000'] }, 'userIds.0'],
    [{ before: 'nonsense' }, 'before'],
  ],
  makeFiltered: async ({ server, project, make }) => {
    const { id: sessionId } = await makeSession(server, project);
    return [await make(project, { sessionId }), { sessionId }];
  },
};
