import {
  countTriggers,
  listTriggers,
  plannedTrigger,
  plannedTriggers,
  triggerOfProject,
} from '../../../domain/trigger/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { planned } from '../../plan/planned-field.ts';
import { ProjectRef, TriggerRef } from '../../refs.ts';
import { TriggerEdge } from './type.ts';

builder.objectField(ProjectRef, 'trigger', (t) =>
  t.field({
    type: TriggerRef,
    scope: 'triggers:read',
    nullable: true,
    extensions: planned(plannedTrigger),
    description: 'Returns a trigger of the project. Null: no such trigger in it.',
    args: { id: t.arg.id({ required: true, description: 'The id of the trigger, prefix `ti_`.' }) },
    resolve: (project, { id }, { context }) => triggerOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'triggers', (t) =>
  t.connection(
    {
      type: TriggerRef,
      scope: 'triggers:read',
      extensions: planned(plannedTriggers),
      description: 'Lists the triggers of the project, newest first. All filters must match.',
      args: {
        search: t.arg.string({
          description:
            'Searches slugs and user ids for a substring of at most 100 characters, case-insensitive. Null or empty: all.',
        }),
        slugs: t.arg.stringList({
          description:
            'Filters by kind of event: at most 100 slugs, case-insensitive. Null: all. Empty: none.',
        }),
        connectedAccountIds: t.arg.idList({
          description: 'Filters by connected account, at most 100 ids. Null: all. Empty: none.',
        }),
        userIds: t.arg.stringList({
          description: 'Filters by user id, at most 100. Null: all. Empty: none.',
        }),
        enabled: t.arg.boolean({
          description: 'True: active triggers only. False: inactive triggers only. Null: all.',
        }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listTriggers(context, project, args), () => countTriggers(context, project, args)),
    },
    { description: 'A page of the triggers of a project.' },
    TriggerEdge,
  ),
);
