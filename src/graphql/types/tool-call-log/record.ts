import { resolveProject } from '../../../domain/project/find.ts';
import {
  type RecordedToolCalls,
  recordedEdges,
  recordedToolCallLogs,
  recordToolCalls,
} from '../../../domain/tool-call-log/record.ts';
import { builder } from '../../builder.ts';
import { ToolCallLogEdge } from '../../edges.ts';
import { ProjectRef, ToolCallLogRef } from '../../refs.ts';
import { ToolCallStatusEnum } from './type.ts';

const DATA = 'An object, at most 64 KiB of JSON, nested at most 64 deep. Absent or null: none.';

const ToolCallInputRef = builder.inputType('ToolCallInput', {
  description: 'A call of a tool that was made.',
  fields: (t) => ({
    idempotencyKey: t.string({
      required: true,
      description:
        '1 to 128 characters of your choice, unique in the project. Under a key that is there already nothing is recorded, so that a batch can be sent again.',
    }),
    toolSlug: t.string({
      required: true,
      description: '1 to 128 characters out of a-z, 0-9, _, - and . (full stop). Capitals become small.',
    }),
    toolkitSlug: t.string({
      required: true,
      description: '1 to 64 characters out of a-z, 0-9, _ and -. Capitals become small.',
    }),
    sessionId: t.id({ description: 'A session of the project, ended or not. Absent or null: none.' }),
    connectedAccountId: t.id({
      description: 'A connected account of the project, in whatever status. Absent or null: none.',
    }),
    userId: t.string({
      description:
        'For whom, 1 to 256 characters. With `is2FAEnabled` on, FORBIDDEN unless this user owns the account, where one is named. Absent or null: the user of the session, else the owner of the account.',
    }),
    status: t.field({ type: ToolCallStatusEnum, required: true, description: 'How it ended.' }),
    durationMs: t.int({ required: true, description: 'How long it took, in milliseconds. Not negative.' }),
    errorCode: t.string({
      description: '1 to 64 characters out of a-z, A-Z, 0-9, _, ., : and -. Absent or null: none.',
    }),
    errorMessage: t.string({ description: 'At most 10000 characters. Absent or null: none.' }),
    arguments: t.field({ type: 'JSONObject', description: `What the tool was called with. ${DATA}` }),
    response: t.field({ type: 'JSONObject', description: `What the tool answered. ${DATA}` }),
    calledAt: t.field({
      type: 'DateTime',
      description:
        'When, not before 1970 and at most 5 minutes ahead. More than 24 hours ago: it is logged and does not count as usage. Absent or null: now.',
    }),
  }),
});

const RecordToolCallsInputRef = builder.inputType('RecordToolCallsInput', {
  description: 'A batch of calls.',
  fields: (t) => ({
    calls: t.field({
      type: [ToolCallInputRef],
      required: true,
      description: '1 to 500. All together must fit into the 100 KiB that the body of a request may have.',
    }),
  }),
});

const RecordToolCallsPayload = builder.objectRef<RecordedToolCalls>('RecordToolCallsPayload').implement({
  description: 'What became of the batch.',
  fields: (t) => ({
    recordedCount: t.exposeInt('recordedCount', { description: 'How many calls are new in the log.' }),
    duplicateCount: t.exposeInt('duplicateCount', {
      description:
        'How many changed nothing, because their key was in the log already or stands earlier in the batch.',
    }),
    uncountedCount: t.exposeInt('uncountedCount', {
      description:
        'How many of those that are new do not count as usage, because they were called more than 24 hours ago.',
    }),
    overQuotaCount: t.exposeInt('overQuotaCount', {
      description: 'How many of those that are new are beyond the quota of the project, where it is SOFT.',
    }),
    toolCallLogs: t.field({
      type: [ToolCallLogRef],
      description:
        'The calls in the order of the batch; in the place of a duplicate the call that was first.',
      resolve: (recorded, _args, { context }) => recordedToolCallLogs(context, recorded),
    }),
    toolCallLogEdges: t.field({
      type: [ToolCallLogEdge],
      description: 'The same as rows of `Project.toolCallLogs` in its default order, for lists of clients.',
      resolve: (recorded, _args, { context }) => recordedEdges(context, recorded),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'The project in which they were recorded.',
      resolve: (_recorded, _args, { context }) => resolveProject(context, {}),
    }),
  }),
});

builder.mutationField('recordToolCalls', (t) =>
  t.field({
    type: RecordToolCallsPayload,
    auth: ['PROJECT'],
    audits: 'TOOL_CALLS_RECORDED',
    scope: 'tool_calls:write',
    description:
      'Records calls of tools in the project of the key, all of the batch or nothing. Arguments, response and error message are not stored while `logVisibilitySetting` is DONT_STORE_DATA. NOT_FOUND, with the call in `field`, for a session or an account that is not there. QUOTA_EXCEEDED past a HARD quota: then the first calls that had room are stored, and `recordedCount` among the extensions of the error says how many. Idempotent.',
    args: { input: t.arg({ type: RecordToolCallsInputRef, required: true, description: 'The calls.' }) },
    resolve: (_root, { input }, { context }) => recordToolCalls(context, input),
  }),
);
