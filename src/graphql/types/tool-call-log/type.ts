import {
  accountOfToolCall,
  plannedAccountOfToolCall,
  plannedSessionOfToolCall,
  plannedToolCallLogNode,
  sessionOfToolCall,
  toolCallData,
  toolCallLogById,
} from '../../../domain/tool-call-log/find.ts';
import { builder } from '../../builder.ts';
import { defineEdge } from '../../edges.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { ConnectedAccountRef, SessionRef, ToolCallLogRef } from '../../refs.ts';

export const ToolCallLogEdge = defineEdge(ToolCallLogRef, 'Project.toolCallLogs', 'A recorded tool call');

registerNode('log', ToolCallLogRef.name, toolCallLogById, plannedToolCallLogNode);

export const ToolCallStatusEnum = builder.enumType('ToolCallStatus', {
  description: 'Outcome of a tool call.',
  values: {
    SUCCESS: { description: 'The tool returned a result.' },
    ERROR: { description: 'The tool returned or raised an error.' },
  } as const,
});

const NOT_STORED =
  'Null: none was passed, or the project had `logVisibilitySetting` DONT_STORE_DATA when the call was recorded.';

builder.objectType(ToolCallLogRef, {
  description: 'A tool call as the client recorded it. Immutable.',
  interfaces: [NodeRef],
  fields: (t) => ({
    idempotencyKey: t.exposeString('idempotencyKey', {
      description: "The client's key of the call. Unique in the project.",
    }),
    toolSlug: t.exposeString('toolSlug', { description: 'The tool, in lower case.' }),
    toolkitSlug: t.exposeString('toolkitSlug', { description: 'The toolkit of the tool, in lower case.' }),
    session: t.field({
      type: SessionRef,
      scope: 'sessions:read',
      nullable: true,
      extensions: planned(plannedSessionOfToolCall),
      description: 'The session of the call. Null: none was passed.',
      resolve: (log, _args, { context }) => sessionOfToolCall(context, log),
    }),
    connectedAccount: t.field({
      type: ConnectedAccountRef,
      scope: 'connected_accounts:read',
      nullable: true,
      extensions: planned(plannedAccountOfToolCall),
      description: 'The connected account that was used. Null: none was passed, or it has been deleted.',
      resolve: (log, _args, { context }) => accountOfToolCall(context, log),
    }),
    connectedAccountId: t.exposeID('connectedAccountId', {
      nullable: true,
      description:
        'The id of the connected account, kept when the account is deleted. Null: none was passed.',
    }),
    userId: t.exposeString('userId', {
      nullable: true,
      description:
        'Your own id of the end user: the passed one, otherwise the user of the session, otherwise the owner of the account. Null: none of these was passed.',
    }),
    status: t.expose('status', { type: ToolCallStatusEnum, description: 'How the call ended.' }),
    durationMs: t.exposeInt('durationMs', { description: 'Duration in milliseconds.' }),
    errorCode: t.exposeString('errorCode', {
      nullable: true,
      description: 'Machine-readable error code. Always stored. Null: none was passed.',
    }),
    errorMessage: t.string({
      nullable: true,
      extensions: planned({ kind: 'column', property: 'errorMessage' }),
      description: `Error message for humans. ${NOT_STORED}`,
      resolve: async (log, _args, { context }) => (await toolCallData(context, log)).errorMessage,
    }),
    arguments: t.field({
      type: 'JSONObject',
      nullable: true,
      extensions: planned({ kind: 'column', property: 'arguments' }),
      description: `Arguments of the tool. ${NOT_STORED}`,
      resolve: async (log, _args, { context }) => (await toolCallData(context, log)).arguments,
    }),
    response: t.field({
      type: 'JSONObject',
      nullable: true,
      extensions: planned({ kind: 'column', property: 'response' }),
      description: `Response of the tool. ${NOT_STORED}`,
      resolve: async (log, _args, { context }) => (await toolCallData(context, log)).response,
    }),
    calledAt: t.expose('calledAt', { type: 'DateTime', description: 'When the tool was called.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the call was recorded.' }),
  }),
});
