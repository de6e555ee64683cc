import {
  countSessions,
  listSessions,
  plannedSession,
  plannedSessions,
  sessionOfProject,
} from '../../../domain/session/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { planned } from '../../plan/planned-field.ts';
import { ProjectRef, SessionRef } from '../../refs.ts';
import { SessionEdge, SessionStatusEnum } from './type.ts';

builder.objectField(ProjectRef, 'session', (t) =>
  t.field({
    type: SessionRef,
    scope: 'sessions:read',
    nullable: true,
    extensions: planned(plannedSession),
    description: 'Returns a session of the project. Null: no such session in it.',
    args: { id: t.arg.id({ required: true, description: 'The id of the session, prefix `ses_`.' }) },
    resolve: (project, { id }, { context }) => sessionOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'sessions', (t) =>
  t.connection(
    {
      type: SessionRef,
      scope: 'sessions:read',
      extensions: planned(plannedSessions),
      description: 'Lists the sessions of the project, newest first. All filters must match.',
      args: {
        statuses: t.arg({
          type: [SessionStatusEnum],
          description: 'Filters by status. Null: all. Empty: none.',
        }),
        userIds: t.arg.stringList({
          description: 'Filters by user id, at most 100. Null: all. Empty: none.',
        }),
        toolkitSlugs: t.arg.stringList({
          description:
            'Filters by toolkit: sessions with one of these, at most 100 slugs, case-insensitive. Null: all. Empty: none.',
        }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listSessions(context, project, args), () => countSessions(context, project, args)),
    },
    { description: 'A page of the sessions of a project.' },
    SessionEdge,
  ),
);
