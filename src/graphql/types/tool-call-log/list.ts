import {
  countToolCallLogs,
  listToolCallLogs,
  toolCallLogOfProject,
} from '../../../domain/tool-call-log/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { ToolCallLogEdge } from '../../edges.ts';
import { ProjectRef, ToolCallLogRef } from '../../refs.ts';
import { ToolCallStatusEnum } from './type.ts';

builder.objectField(ProjectRef, 'toolCallLog', (t) =>
  t.field({
    type: ToolCallLogRef,
    scope: 'tool_calls:read',
    nullable: true,
    description: 'One recorded call of the project. Null: none such in it.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (project, { id }, { context }) => toolCallLogOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'toolCallLogs', (t) =>
  t.connection(
    {
      type: ToolCallLogRef,
      scope: 'tool_calls:read',
      description:
        'The recorded calls of the project, the last call first. A call must fit every filter that is given.',
      args: {
        toolSlugs: t.arg.stringList({
          description: 'Only those of these tools, at most 100, in any case. Null: all. Empty: none.',
        }),
        toolkitSlugs: t.arg.stringList({
          description: 'Only those of these toolkits, at most 100, in any case. Null: all. Empty: none.',
        }),
        statuses: t.arg({
          type: [ToolCallStatusEnum],
          description: 'Only those that ended so. Null: all. Empty: none.',
        }),
        sessionId: t.arg.id({ description: 'Only those of this session. Null: all.' }),
        connectedAccountId: t.arg.id({
          description: 'Only those that used this account, deleted or not. Null: all.',
        }),
        userIds: t.arg.stringList({
          description: 'Only those for these users, at most 100. Null: all. Empty: none.',
        }),
        from: t.arg({ type: 'DateTime', description: 'Only those called at this time or later. Null: all.' }),
        to: t.arg({ type: 'DateTime', description: 'Only those called before this time. Null: all.' }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listToolCallLogs(context, project, args), () =>
          countToolCallLogs(context, project, args),
        ),
    },
    { description: 'A page of the recorded calls of a project.' },
    ToolCallLogEdge,
  ),
);
