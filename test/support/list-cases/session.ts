import type {
  CreateSessionInput,
  ListSessionsQuery,
  ListSessionsQueryVariables,
} from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeSession } from '../fixtures/session.ts';
import { CloseSession, GetSession, ListSessions, NodeSession } from '../operations/session.ts';
import { type ListCase, makeFiveWith, tooManyValues } from './list-case.ts';

export const sessionList: ListCase<ListSessionsQuery, ListSessionsQueryVariables, CreateSessionInput> = {
  noun: 'sessions',
  document: ListSessions,
  make: async (server, project, input) => (await makeSession(server, project, input)).id,
  list: async (server, credentials, variables) =>
    (await run(server, ListSessions, variables, credentials)).project.sessions,
  findInProject: async (server, credentials, variables) =>
    (await run(server, GetSession, variables, credentials)).project.session?.id ?? null,
  findNode: async (server, credentials, id) =>
    (await run(server, NodeSession, { id }, credentials)).node?.id ?? null,
  makeFive: (fixtures) => makeFiveWith(fixtures, {}),
  filters: async ({ server, project, make }) => {
    const { credentials } = project;
    const jane = await make(project, { userId: 'jane', toolkitSlugs: ['github', 'slack'] });
    const joe = await make(project, { userId: 'joe', toolkitSlugs: ['slack'] });
    const again = await make(project, { userId: 'jane', toolkitSlugs: ['notion'] });
    await run(server, CloseSession, { input: { id: jane } }, credentials);
    await run(server, CloseSession, { input: { id: joe, status: 'ERROR' } }, credentials);
    return [
      [{ userIds: ['jane'] }, [again, jane]],
      [{ userIds: ['Jane', 'unknown'] }, []],
      [{ toolkitSlugs: ['SLACK'] }, [joe, jane]],
      [{ toolkitSlugs: ['github', 'notion'] }, [again, jane]],
      [{ statuses: ['ACTIVE'] }, [again]],
      [{ statuses: ['CLOSED', 'ERROR'] }, [joe, jane]],
      [{ statuses: ['CLOSED', 'ACTIVE'], userIds: ['jane', 'joe'], toolkitSlugs: ['slack'] }, [jane]],
      [{ statuses: [] }, []],
      [{ userIds: [] }, []],
      [{ toolkitSlugs: [] }, []],
      [{ userIds: null, statuses: null, toolkitSlugs: null }, [again, joe, jane]],
    ];
  },
  invalid: [
    [{ first: 101 }, 'first'],
    [{ userIds: [''] }, 'userIds.0'],
    [{ userIds: tooManyValues() }, 'userIds'],
    [{ toolkitSlugs: ['not fine'] }, 'toolkitSlugs.0'],
    [{ before: 'nonsense' }, 'before'],
  ],
};
