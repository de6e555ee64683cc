import {
  countToolCallLogs,
  listToolCallLogs,
  plannedToolCallLog,
  plannedToolCallLogs,
  toolCallLogOfProject,
} from '../../../domain/tool-call-log/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { planned } from '../../plan/planned-field.ts';
import { ProjectRef, ToolCallLogRef } from '../../refs.ts';
import { ToolCallLogEdge, ToolCallStatusEnum } from './type.ts';

builder.objectField(ProjectRef, 'toolCallLog', (t) =>
  t.field({
    type: ToolCallLogRef,
    scope: 'tool_calls:read',
    nullable: true,
    extensions: planned(plannedToolCallLog),
    description: 'Returns a recorded tool call of the project. Null: no such tool call in it.',
    args: {
      id: t.arg.id({ required: true, description: 'The id of the recorded tool call, prefix `log_`.' }),
    },
    resolve: (project, { id }, { context }) => toolCallLogOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'toolCallLogs', (t) =>
  t.connection(
    {
      type: ToolCallLogRef,
      scope: 'tool_calls:read',
      extensions: planned(plannedToolCallLogs),
      description:
        'Lists the recorded tool calls of the project, most recent call first. All filters must match.',
      args: {
        toolSlugs: t.arg.stringList({
          description: 'Filters by tool: at most 100 slugs, case-insensitive. Null: all. Empty: none.',
        }),
        toolkitSlugs: t.arg.stringList({
          description: 'Filters by toolkit: at most 100 slugs, case-insensitive. Null: all. Empty: none.',
        }),
        statuses: t.arg({
          type: [ToolCallStatusEnum],
          description: 'Filters by status. Null: all. Empty: none.',
        }),
        sessionId: t.arg.id({ description: 'Filters by session. Null: all.' }),
        connectedAccountId: t.arg.id({
          description: 'Filters by connected account, which may have been deleted. Null: all.',
        }),
        userIds: t.arg.stringList({
          description: 'Filters by user id, at most 100. Null: all. Empty: none.',
        }),
        from: t.arg({
          type: 'DateTime',
          description: 'Start of the range of `calledAt`, inclusive. Null: unbounded.',
        }),
        to: t.arg({
          type: 'DateTime',
          description: 'End of the range of `calledAt`, exclusive. Null: unbounded.',
        }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listToolCallLogs(context, project, args), () =>
          countToolCallLogs(context, project, args),
        ),
    },
    { description: 'A page of the recorded tool calls of a project.' },
    ToolCallLogEdge,
  ),
);
