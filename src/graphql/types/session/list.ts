import { countSessions, listSessions, sessionOfProject } from '../../../domain/session/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { SessionEdge } from '../../edges.ts';
import { ProjectRef, SessionRef } from '../../refs.ts';
import { SessionStatusEnum } from './type.ts';

builder.objectField(ProjectRef, 'session', (t) =>
  t.field({
    type: SessionRef,
    scope: 'sessions:read',
    nullable: true,
    description: 'One session of the project. Null: none such in it.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (project, { id }, { context }) => sessionOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'sessions', (t) =>
  t.connection(
    {
      type: SessionRef,
      scope: 'sessions:read',
      description:
        'The sessions of the project, newest first. A session must fit every filter that is given.',
      args: {
        statuses: t.arg({
          type: [SessionStatusEnum],
          description: 'Only those with one of these statuses. Null: all. Empty: none.',
        }),
        userIds: t.arg.stringList({
          description: 'Only those of these users, at most 100. Null: all. Empty: none.',
        }),
        toolkitSlugs: t.arg.stringList({
          description:
            'Only those that have one of these toolkits at hand, at most 100, in any case. Null: all. Empty: none.',
        }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listSessions(context, project, args), () => countSessions(context, project, args)),
    },
    { description: 'A page of the sessions of a project.' },
    SessionEdge,
  ),
);
