import {
  accountOfToolCall,
  sessionOfToolCall,
  toolCallData,
  toolCallLogById,
} from '../../../domain/tool-call-log/find.ts';
import { builder } from '../../builder.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ConnectedAccountRef, SessionRef, ToolCallLogRef } from '../../refs.ts';

registerNode('log', ToolCallLogRef.name, toolCallLogById, 'tool_calls:read');

export const ToolCallStatusEnum = builder.enumType('ToolCallStatus', {
  description: 'How a call of a tool ended.',
  values: {
    SUCCESS: { description: 'The tool did what it was called for.' },
    ERROR: { description: 'It did not.' },
  } as const,
});

const NOT_STORED =
  'Null: none was given, or the project had `logVisibilitySetting` DONT_STORE_DATA when it was recorded.';

builder.objectType(ToolCallLogRef, {
  description: 'One call of a tool, as whoever made it told. Never changes.',
  interfaces: [NodeRef],
  fields: (t) => ({
    idempotencyKey: t.exposeString('idempotencyKey', {
      description: 'Under which it was recorded. Unique in the project.',
    }),
    toolSlug: t.exposeString('toolSlug', { description: 'The tool, in lower case.' }),
    toolkitSlug: t.exposeString('toolkitSlug', { description: 'The toolkit of the tool, in lower case.' }),
    session: t.field({
      type: SessionRef,
      scope: 'sessions:read',
      nullable: true,
      description: 'The session that it belongs to. Null: none was named.',
      resolve: (log, _args, { context }) => sessionOfToolCall(context, log),
    }),
    connectedAccount: t.field({
      type: ConnectedAccountRef,
      scope: 'connected_accounts:read',
      nullable: true,
      description: 'The account that was used. Null: none was named, or it was deleted since.',
      resolve: (log, _args, { context }) => accountOfToolCall(context, log),
    }),
    connectedAccountId: t.exposeID('connectedAccountId', {
      nullable: true,
      description: 'The id of the account, kept when the account is deleted. Null: none was named.',
    }),
    userId: t.exposeString('userId', {
      nullable: true,
      description:
        'For whom: who was named, else the user of the session, else the owner of the account. Null: nothing of it was named.',
    }),
    status: t.expose('status', { type: ToolCallStatusEnum, description: 'How it ended.' }),
    durationMs: t.exposeInt('durationMs', { description: 'How long it took, in milliseconds.' }),
    errorCode: t.exposeString('errorCode', {
      nullable: true,
      description: 'What went wrong, for programs. Kept always. Null: none was given.',
    }),
    errorMessage: t.string({
      nullable: true,
      description: `What went wrong, for people. ${NOT_STORED}`,
      resolve: async (log, _args, { context }) => (await toolCallData(context, log)).errorMessage,
    }),
    arguments: t.field({
      type: 'JSONObject',
      nullable: true,
      description: `What the tool was called with. ${NOT_STORED}`,
      resolve: async (log, _args, { context }) => (await toolCallData(context, log)).arguments,
    }),
    response: t.field({
      type: 'JSONObject',
      nullable: true,
      description: `What the tool answered. ${NOT_STORED}`,
      resolve: async (log, _args, { context }) => (await toolCallData(context, log)).response,
    }),
    calledAt: t.expose('calledAt', { type: 'DateTime', description: 'When the tool was called.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was recorded.' }),
  }),
});
