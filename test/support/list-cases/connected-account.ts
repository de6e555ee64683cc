import type {
  CreateConnectedAccountInput,
  ListConnectedAccountsQuery,
  ListConnectedAccountsQueryVariables,
} from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeAuthConfig } from '../fixtures/auth-config.ts';
import { makeConnectedAccount } from '../fixtures/connected-account.ts';
import {
  GetConnectedAccount,
  ListConnectedAccounts,
  NodeConnectedAccount,
} from '../operations/connected-account.ts';
import { type ListCase, makeFiveWith, tooManyValues } from './list-case.ts';

export const connectedAccountList: ListCase<
  ListConnectedAccountsQuery,
  ListConnectedAccountsQueryVariables,
  CreateConnectedAccountInput
> = {
  noun: 'connected accounts',
  document: ListConnectedAccounts,
  make: async (server, project, input) => (await makeConnectedAccount(server, project, input)).id,
  list: async (server, credentials, variables) =>
    (await run(server, ListConnectedAccounts, variables, credentials)).project.connectedAccounts,
  findInProject: async (server, credentials, variables) =>
    (await run(server, GetConnectedAccount, variables, credentials)).project.connectedAccount?.id ?? null,
  findNode: async (server, credentials, id) =>
    (await run(server, NodeConnectedAccount, { id }, credentials)).node?.id ?? null,
  makeFive: async (fixtures) => {
    const { id: authConfigId } = await makeAuthConfig(fixtures.server, fixtures.project);
    return makeFiveWith(fixtures, { authConfigId });
  },
  filters: async ({ server, project, make }) => {
    const github = (await makeAuthConfig(server, project)).id;
    const slack = (await makeAuthConfig(server, project, { toolkitSlug: 'slack' })).id;
    const janeGithub = await make(project, { authConfigId: github, userId: 'jane' });
    const joeGithub = await make(project, { authConfigId: github, userId: 'joe', status: 'INITIATED' });
    const janeSlack = await make(project, { authConfigId: slack, userId: 'jane' });
    return [
      [{ userIds: ['jane'] }, [janeSlack, janeGithub]],
      [{ userIds: ['joe', 'unknown'] }, [joeGithub]],
      [{ userIds: ['Jane'] }, []],
      [{ toolkitSlugs: ['GITHUB'] }, [joeGithub, janeGithub]],
      [{ authConfigIds: [slack] }, [janeSlack]],
      [{ authConfigIds: ['nonsense'] }, []],
      [{ statuses: ['INITIATED'] }, [joeGithub]],
      [{ search: 'JAN' }, [janeSlack, janeGithub]],
      [{ search: 'hub' }, [joeGithub, janeGithub]],
      [{ search: 'o', statuses: ['INITIATED'] }, [joeGithub]],
      [{ search: '%' }, []],
      [{ search: '' }, [janeSlack, joeGithub, janeGithub]],
      [
        { userIds: ['jane'], toolkitSlugs: ['slack'], authConfigIds: [slack], statuses: ['ACTIVE'] },
        [janeSlack],
      ],
      [{ userIds: ['joe'], statuses: ['ACTIVE'] }, []],
      [{ userIds: [] }, []],
      [{ userIds: null, toolkitSlugs: null }, [janeSlack, joeGithub, janeGithub]],
    ];
  },
  invalid: [
    [{ first: 101 }, 'first'],
    [{ userIds: [''] }, 'userIds.0'],
    [{ search: 'x'.repeat(101) }, 'search'],
    [{ userIds: tooManyValues() }, 'userIds'],
    [{ toolkitSlugs: ['not fine'] }, 'toolkitSlugs.0'],
    [{ authConfigIds: tooManyValues() }, 'authConfigIds'],
    [{ before: 'nonsense' }, 'before'],
  ],
};
