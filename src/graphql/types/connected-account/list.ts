import {
  connectedAccountOfProject,
  countConnectedAccounts,
  listConnectedAccounts,
  plannedConnectedAccount,
  plannedConnectedAccounts,
} from '../../../domain/connected-account/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { planned } from '../../plan/planned-field.ts';
import { ConnectedAccountRef, ProjectRef } from '../../refs.ts';
import { ConnectedAccountEdge } from './mutations.ts';
import { ConnectedAccountStatusEnum } from './type.ts';

builder.objectField(ProjectRef, 'connectedAccount', (t) =>
  t.field({
    type: ConnectedAccountRef,
    scope: 'connected_accounts:read',
    nullable: true,
    extensions: planned(plannedConnectedAccount),
    description: 'Returns a connected account of the project. Null: no such account in it.',
    args: { id: t.arg.id({ required: true, description: 'The id of the account, prefix `ca_`.' }) },
    resolve: (project, { id }, { context }) => connectedAccountOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'connectedAccounts', (t) =>
  t.connection(
    {
      type: ConnectedAccountRef,
      scope: 'connected_accounts:read',
      extensions: planned(plannedConnectedAccounts),
      description: 'Lists the connected accounts of the project, newest first. All filters must match.',
      args: {
        search: t.arg.string({
          description:
            'Searches user ids, aliases and toolkits for a substring of at most 100 characters, case-insensitive. Null or empty: all.',
        }),
        toolkitSlugs: t.arg.stringList({
          description: 'Filters by toolkit: at most 100 slugs, case-insensitive. Null: all. Empty: none.',
        }),
        statuses: t.arg({
          type: [ConnectedAccountStatusEnum],
          description: 'Filters by effective status. Null: all. Empty: none.',
        }),
        userIds: t.arg.stringList({
          description: 'Filters by user id, at most 100. Null: all. Empty: none.',
        }),
        authConfigIds: t.arg.idList({
          description: 'Filters by auth config, at most 100 ids. Null: all. Empty: none.',
        }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listConnectedAccounts(context, project, args), () =>
          countConnectedAccounts(context, project, args),
        ),
    },
    { description: 'A page of the connected accounts of a project.' },
    ConnectedAccountEdge,
  ),
);
