import {
  authConfigOfProject,
  countAuthConfigs,
  listAuthConfigs,
  plannedAuthConfig,
  plannedAuthConfigs,
} from '../../../domain/auth-config/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { planned } from '../../plan/planned-field.ts';
import { AuthConfigRef, ProjectRef } from '../../refs.ts';
import { AuthConfigEdge, AuthConfigStatusEnum } from './type.ts';

builder.objectField(ProjectRef, 'authConfig', (t) =>
  t.field({
    type: AuthConfigRef,
    scope: 'auth_configs:read',
    nullable: true,
    extensions: planned(plannedAuthConfig),
    description: 'Returns an auth config of the project. Null: no such auth config in it.',
    args: { id: t.arg.id({ required: true, description: 'The id of the auth config, prefix `ac_`.' }) },
    resolve: (project, { id }, { context }) => authConfigOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'authConfigs', (t) =>
  t.connection(
    {
      type: AuthConfigRef,
      scope: 'auth_configs:read',
      extensions: planned(plannedAuthConfigs),
      description: 'Lists the auth configs of the project, newest first.',
      args: {
        search: t.arg.string({
          description:
            'Searches names and toolkits for a substring of at most 100 characters, case-insensitive. Null or empty: all.',
        }),
        toolkitSlugs: t.arg.stringList({
          description: 'Filters by toolkit: at most 100 slugs, case-insensitive. Null: all. Empty: none.',
        }),
        statuses: t.arg({
          type: [AuthConfigStatusEnum],
          description: 'Filters by status. Null: all. Empty: none.',
        }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listAuthConfigs(context, project, args), () =>
          countAuthConfigs(context, project, args),
        ),
    },
    { description: 'A page of the auth configs of a project.' },
    AuthConfigEdge,
  ),
);
