import { countTriggers, listTriggers, triggerOfProject } from '../../../domain/trigger/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { TriggerEdge } from '../../edges.ts';
import { ProjectRef, TriggerRef } from '../../refs.ts';

builder.objectField(ProjectRef, 'trigger', (t) =>
  t.field({
    type: TriggerRef,
    scope: 'triggers:read',
    nullable: true,
    description: 'One trigger of the project. Null: none such in it.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (project, { id }, { context }) => triggerOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'triggers', (t) =>
  t.connection(
    {
      type: TriggerRef,
      scope: 'triggers:read',
      description:
        'The triggers of the project, newest first. A trigger must fit every filter that is given.',
      args: {
        slugs: t.arg.stringList({
          description:
            'Only those for these kinds of events, at most 100, in any case. Null: all. Empty: none.',
        }),
        connectedAccountIds: t.arg.idList({
          description: 'Only those of these connected accounts, at most 100. Null: all. Empty: none.',
        }),
        userIds: t.arg.stringList({
          description: 'Only those for these users, at most 100. Null: all. Empty: none.',
        }),
        enabled: t.arg.boolean({ description: 'Only those that watch, or only the others. Null: all.' }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listTriggers(context, project, args), () => countTriggers(context, project, args)),
    },
    { description: 'A page of the triggers of a project.' },
    TriggerEdge,
  ),
);
