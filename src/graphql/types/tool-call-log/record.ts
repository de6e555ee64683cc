import { resolveProject } from '../../../domain/project/find.ts';
import {
  type RecordedToolCalls,
  recordedEdges,
  recordedToolCallLogs,
  recordToolCalls,
} from '../../../domain/tool-call-log/record.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { ProjectRef, ToolCallLogRef } from '../../refs.ts';
import { ToolCallLogEdge, ToolCallStatusEnum } from './type.ts';

const DATA = 'A JSON object of at most 64 KiB, nested at most 64 levels deep. Absent or null: none.';

const ToolCallInputRef = builder.inputType('ToolCallInput', {
  description: 'A tool call to record.',
  fields: (t) => ({
    idempotencyKey: t.string({
      required: true,
      description:
        '1 to 128 characters, chosen by the client, unique in the project. A call whose key was recorded before is skipped, so that a batch can be sent again.',
    }),
    toolSlug: t.string({
      required: true,
      description:
        '1 to 128 characters, `[a-z0-9_.-]`; upper case is converted to lower case. Example: `github_create_issue`.',
    }),
    toolkitSlug: t.string({
      required: true,
      description:
        '1 to 64 characters, `[a-z0-9_-]`; upper case is converted to lower case. Example: `github`.',
    }),
    sessionId: t.id({
      description: 'The id of a session of the project, in any status. Absent or null: none.',
    }),
    connectedAccountId: t.id({
      description: 'The id of a connected account of the project, in any status. Absent or null: none.',
    }),
    userId: t.string({
      description:
        'Your own id of the end user, 1 to 256 characters. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the connected account, if one is passed. Absent or null: the user of the session, otherwise the owner of the account.',
    }),
    status: t.field({ type: ToolCallStatusEnum, required: true, description: 'How the call ended.' }),
    durationMs: t.int({ required: true, description: 'Duration in milliseconds, 0 or more.' }),
    errorCode: t.string({
      description: '1 to 64 characters, `[a-zA-Z0-9_.:-]`, such as `rate_limited`. Absent or null: none.',
    }),
    errorMessage: t.string({ description: 'At most 10000 characters. Absent or null: none.' }),
    arguments: t.field({ type: 'JSONObject', description: `Arguments of the tool. ${DATA}` }),
    response: t.field({ type: 'JSONObject', description: `Response of the tool. ${DATA}` }),
    calledAt: t.field({
      type: 'DateTime',
      description:
        'Time of the call, from 1970 to at most 5 minutes in the future. A call more than 24 hours ago is logged but does not count as usage. Absent or null: now.',
    }),
  }),
});

const RecordToolCallsPayload = builder.objectRef<RecordedToolCalls>('RecordToolCallsPayload').implement({
  description: 'Result of `recordToolCalls`.',
  fields: (t) => ({
    recordedCount: t.exposeInt('recordedCount', { description: 'Number of calls added to the log.' }),
    duplicateCount: t.exposeInt('duplicateCount', {
      description:
        'Number of calls skipped because their idempotency key was recorded before, or occurs earlier in the batch.',
    }),
    uncountedCount: t.exposeInt('uncountedCount', {
      description:
        'Number of added calls that do not count as usage because they were called more than 24 hours ago.',
    }),
    overQuotaCount: t.exposeInt('overQuotaCount', {
      description: 'Number of added calls that exceed the quota of the project in mode SOFT.',
    }),
    toolCallLogs: t.field({
      type: [ToolCallLogRef],
      description:
        'The recorded calls in the order of the batch; in place of a duplicate, the call that was recorded first.',
      resolve: (recorded, _args, { context }) => recordedToolCallLogs(context, recorded),
    }),
    toolCallLogEdges: t.field({
      type: [ToolCallLogEdge],
      description:
        'The recorded calls as edges of `Project.toolCallLogs` in its default order, for client-side caches.',
      resolve: (recorded, _args, { context }) => recordedEdges(context, recorded),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'The project of the recorded calls.',
      resolve: (_recorded, _args, { context }) => resolveProject(context, {}),
    }),
  }),
});

defineMutation('recordToolCalls', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'tool_calls:write',
  project: 'REQUIRED',
  audits: 'TOOL_CALLS_RECORDED',
  errors: [
    'CONNECTED_ACCOUNT_NOT_FOUND',
    'PROJECT_NOT_FOUND',
    'SESSION_NOT_FOUND',
    'TOOL_CALL_QUOTA_EXCEEDED',
    'USER_MISMATCH',
  ],
  description:
    'Records tool calls in the project of the request: the whole batch or nothing. With `logVisibilitySetting` DONT_STORE_DATA, arguments, responses and error messages are not stored. `field` of an error names the call, such as `calls.3.sessionId`. When a HARD quota is exhausted, the first calls within the quota are stored and the others rejected; `recordedCount` in the extensions of the error is their number. Idempotent by the `idempotencyKey` of each call.',
  inputDescription: 'The calls to record.',
  inputTypeDescription: 'Input of `recordToolCalls`: a batch of tool calls.',
  input: (t) => ({
    calls: t.field({
      type: [ToolCallInputRef],
      required: true,
      description: '1 to 500 calls. The request body cannot exceed 100 KiB in total.',
    }),
  }),
  payload: RecordToolCallsPayload,
  resolve: (_root, { input }, { context }) => recordToolCalls(context, input),
});
