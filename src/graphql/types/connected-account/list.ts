import {
  connectedAccountOfProject,
  countConnectedAccounts,
  listConnectedAccounts,
} from '../../../domain/connected-account/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { ConnectedAccountEdge } from '../../edges.ts';
import { ConnectedAccountRef, ProjectRef } from '../../refs.ts';
import { ConnectedAccountStatusEnum } from './type.ts';

builder.objectField(ProjectRef, 'connectedAccount', (t) =>
  t.field({
    type: ConnectedAccountRef,
    scope: 'connected_accounts:read',
    nullable: true,
    description: 'One connected account of the project. Null: none such in it.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (project, { id }, { context }) => connectedAccountOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'connectedAccounts', (t) =>
  t.connection(
    {
      type: ConnectedAccountRef,
      scope: 'connected_accounts:read',
      description:
        'The connected accounts of the project, newest first. An account must fit every filter that is given.',
      args: {
        toolkitSlugs: t.arg.stringList({
          description: 'Only those of these toolkits, at most 100, in any case. Null: all. Empty: none.',
        }),
        statuses: t.arg({
          type: [ConnectedAccountStatusEnum],
          description: 'Only those that read as one of these statuses. Null: all. Empty: none.',
        }),
        userIds: t.arg.stringList({
          description: 'Only those of these users, at most 100. Null: all. Empty: none.',
        }),
        authConfigIds: t.arg.idList({
          description: 'Only those of these auth configs, at most 100. Null: all. Empty: none.',
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
