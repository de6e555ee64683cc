import type {
  ListTriggersQuery,
  ListTriggersQueryVariables,
  UpsertTriggerInput,
} from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeConnectedAccount } from '../fixtures/connected-account.ts';
import { makeTrigger } from '../fixtures/trigger.ts';
import { GetTrigger, ListTriggers, NodeTrigger } from '../operations/trigger.ts';
import { type ListCase, makeFiveWith, tooManyValues } from './list-case.ts';

export const triggerList: ListCase<ListTriggersQuery, ListTriggersQueryVariables, UpsertTriggerInput> = {
  noun: 'triggers',
  document: ListTriggers,
  make: async (server, project, input) => (await makeTrigger(server, project, input)).id,
  list: async (server, credentials, variables) =>
    (await run(server, ListTriggers, variables, credentials)).project.triggers,
  findInProject: async (server, credentials, variables) =>
    (await run(server, GetTrigger, variables, credentials)).project.trigger?.id ?? null,
  findNode: async (server, credentials, id) =>
    (await run(server, NodeTrigger, { id }, credentials)).node?.id ?? null,
  makeFive: async (fixtures) => {
    const { id: connectedAccountId } = await makeConnectedAccount(fixtures.server, fixtures.project);
    return makeFiveWith(fixtures, { connectedAccountId });
  },
  filters: async ({ server, project, make }) => {
    const jane = (await makeConnectedAccount(server, project, { userId: 'jane' })).id;
    const joe = (await makeConnectedAccount(server, project, { userId: 'joe' })).id;
    const one = await make(project, { slug: 'commit', connectedAccountId: jane });
    const two = await make(project, { slug: 'commit', connectedAccountId: joe, enabled: false });
    const three = await make(project, { slug: 'message', connectedAccountId: jane });
    return [
      [{ slugs: ['COMMIT'] }, [two, one]],
      [{ slugs: ['commit', 'message'], userIds: ['jane'] }, [three, one]],
      [{ connectedAccountIds: [joe] }, [two]],
      [{ connectedAccountIds: ['nonsense', 'a\u0000'] }, []],
      [{ userIds: ['Jane'] }, []],
      [{ enabled: true }, [three, one]],
      [{ enabled: false }, [two]],
      [{ search: 'COM' }, [two, one]],
      [{ search: 'jan' }, [three, one]],
      [{ search: 'jan', slugs: ['commit'] }, [one]],
      [{ search: '_' }, []],
      [{ search: '' }, [three, two, one]],
      [{ enabled: true, slugs: ['commit'], connectedAccountIds: [jane, joe], userIds: ['jane'] }, [one]],
      [{ slugs: [] }, []],
      [{ slugs: null, enabled: null }, [three, two, one]],
    ];
  },
  invalid: [
    [{ first: 101 }, 'first'],
    [{ slugs: ['not fine'] }, 'slugs.0'],
    [{ userIds: [''] }, 'userIds.0'],
    [{ search: 'a\u0000' }, 'search'],
    [{ connectedAccountIds: tooManyValues() }, 'connectedAccountIds'],
    [{ before: 'nonsense' }, 'before'],
  ],
};
