import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../lib/duration.ts';
import { plainText } from '../../lib/text.ts';
import type { VisibleProject } from '../../postgres/tenancy.ts';
import { lockProjectShared } from '../../repositories/project/project.ts';
import { selectToolCallLogsByKeys } from '../../repositories/tool-call-log/read.ts';
import {
  insertToolCalls,
  insertToolCallsWithin,
  type NewToolCall,
  type RecordToolCallsArguments,
  type ToolCallFault,
  type ToolCallsOutcome,
} from '../../repositories/tool-call-log/record.ts';
import { authorizedCaller, callerArguments, writeAsCaller } from '../api-key/caller.ts';
import { actorKeyId, auditEntry } from '../audit-log/record.ts';
import { accountUserId } from '../connected-account/fields.ts';
import { userMismatch } from '../connected-account/user.ts';
import {
  connectedAccountNotFound,
  type DomainError,
  invalidValue,
  projectNotFound,
  sessionNotFound,
} from '../core/errors.ts';
import { jsonText } from '../core/json-object.ts';
import { listCursors, mostRecentCallFirst } from '../core/list.ts';
import type { RequestContext } from '../core/request-context.ts';
import { actingProject } from '../core/tenancy.ts';
import { idOf, instantInput, parseInput, slugInToolkit, toolkitSlug } from '../core/validation.ts';
import { consumeQuota, lockQuotaForUse, remainingQuota } from '../quota/consume.ts';
import { toolCallQuotaExceeded } from '../quota/exceeded.ts';
import { type Quota, quotaUse } from '../quota/fields.ts';
import { type ToolCallLog, toolCallStatuses } from './fields.ts';

/** @limit objects: calls in `recordToolCalls` */
const CALLS_MAX = 500;
/** @limit objects: `arguments` or `response` of a tool call */
const DATA_KILOBYTES_MAX = 64;
const MESSAGE_CHARACTERS_MAX = 10_000;
/** Tolerance for the clock of a client that is ahead of the server's. */
const CLOCK_SKEW_MS_MAX = 5 * MINUTE_MS;
const EPOCH = new Date(0);
/** Calls recorded later than this after their time are not counted in usage. */
const COUNTED_MS = DAY_MS;

/** An error code is always stored, and too short for data. */
const errorCode = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,64}$/, 'must have 1 to 64 characters out of a-z, A-Z, 0-9, _, ., : and -');

/** Unlike other text, may have line breaks. */
const errorMessage = z
  .string()
  .max(MESSAGE_CHARACTERS_MAX, `must have at most ${MESSAGE_CHARACTERS_MAX} characters`)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be well-formed Unicode without NUL');

const toolCall = z.object({
  idempotencyKey: plainText(128),
  toolSlug: slugInToolkit,
  toolkitSlug,
  sessionId: idOf('ses').nullish(),
  connectedAccountId: idOf('ca').nullish(),
  userId: accountUserId.nullish(),
  status: z.enum(toolCallStatuses),
  durationMs: z.int32().min(0, 'cannot be negative'),
  errorCode: errorCode.nullish(),
  errorMessage: errorMessage.nullish(),
  arguments: jsonText(DATA_KILOBYTES_MAX).nullish(),
  response: jsonText(DATA_KILOBYTES_MAX).nullish(),
  calledAt: instantInput.refine((instant) => instant >= EPOCH, 'cannot be before 1970').nullish(),
});

const recordToolCallsInput = z.object({
  calls: z.array(toolCall).min(1, 'cannot be empty').max(CALLS_MAX, `must have at most ${CALLS_MAX} entries`),
});

export type RecordToolCallsInput = {
  readonly calls: readonly { readonly [Field in keyof z.input<typeof toolCall>]?: unknown }[];
};

export type RecordedToolCalls = {
  readonly recordedCount: number;
  readonly duplicateCount: number;
  /** Recorded calls that are not counted in usage. */
  readonly uncountedCount: number;
  /** Recorded calls beyond a soft quota. */
  readonly overQuotaCount: number;
  /** Keys of the calls, in the order of the input. */
  readonly idempotencyKeys: readonly string[];
};

/** Records calls in the log of the project that the request acts in, all or none, without their data where the project does not store it. A
 *  call with a duplicate key changes nothing and is counted as a duplicate. Throws NOT_FOUND for the first call that names
 *  an unknown session or account, FORBIDDEN for the first whose user does not own its account where the project checks
 *  that, and QUOTA_EXCEEDED when the quota permitted only the first calls: those are stored. */
export async function recordToolCalls(
  context: RequestContext,
  input: RecordToolCallsInput,
): Promise<RecordedToolCalls> {
  const now = context.now();
  const { calls } = parseInput(recordToolCallsInput, input, callsAhead(input, now));
  const rows = calls.map((call, index) => rowOf(context.newId('log'), index, call, now));
  const sender = callerArguments(context.actor);
  const owner = actingProject(context);
  const base = {
    ...owner,
    sender,
    audit: auditEntry(context, {
      action: 'TOOL_CALLS_RECORDED',
      ...owner,
      targetId: owner.projectId,
      changes: { callCount: calls.length },
      at: now,
    }),
    actorKeyId: actorKeyId(context.actor),
    countedFrom: new Date(now.getTime() - COUNTED_MS),
    now,
  };
  const store = (send: SendBatch) => sendWithoutHiddenData(context, { base, rows }, send);
  const outcome = await store(async (args) => (await writeAsCaller(context, insertToolCalls, args))[0]);
  rejectFault(outcome);
  const idempotencyKeys = calls.map(({ idempotencyKey }) => idempotencyKey);
  if (outcome.hasQuota)
    return {
      ...(await recordWithinQuota(context, owner, { callCount: calls.length, store })),
      idempotencyKeys,
    };
  const { recordedCount, uncountedCount } = outcome;
  const duplicateCount = calls.length - recordedCount;
  return { recordedCount, duplicateCount, uncountedCount, overQuotaCount: 0, idempotencyKeys };
}

/** Returns errors for calls that are further in the future than the clock tolerance. */
function callsAhead({ calls }: RecordToolCallsInput, now: Date): readonly DomainError[] {
  const latest = now.getTime() + CLOCK_SKEW_MS_MAX;
  return calls.flatMap(({ calledAt }, index) => {
    if (!(calledAt instanceof Date) || calledAt.getTime() <= latest) return [];
    const field = `calls.${index}.calledAt`;
    return [
      invalidValue(field, `${field} is in the future.`, 'Check the clock. Up to 5 minutes are tolerated.'),
    ];
  });
}

type Batch = {
  readonly base: Omit<RecordToolCallsArguments, 'calls' | 'isDataWithheld'>;
  readonly rows: readonly NewToolCall[];
};

type SendBatch = (args: RecordToolCallsArguments) => Promise<ToolCallsOutcome | undefined>;

const hasHideableData = ({ error_message, arguments: input, response }: NewToolCall) =>
  error_message !== null || input !== null || response !== null;

/** Sends the calls without their data unless the project stored data when this process last wrote to its log: PostgreSQL may log the
 *  arguments of statements. Only the statement knows the present setting; if the project stores data, the calls are sent again with it. So
 *  data reaches PostgreSQL in vain only if the setting was turned off by another process since. Throws NOT_FOUND without a project. */
async function sendWithoutHiddenData(
  context: RequestContext,
  { base, rows }: Batch,
  send: SendBatch,
): Promise<ToolCallsOutcome> {
  const { storesCallData } = context;
  const argumentsOf = (isDataWithheld: boolean) => {
    const sent = isDataWithheld ? rows.map((row) => ({ ...row, ...HIDDEN_DATA })) : rows;
    return { ...base, calls: JSON.stringify(sent), isDataWithheld };
  };
  const isWithheld = rows.some(hasHideableData) && !storesCallData.has(base.projectId);
  const outcome = await send(argumentsOf(isWithheld));
  if (!outcome) throw projectNotFound();
  if (outcome.logVisibilitySetting !== 'SHOW_ALL') storesCallData.delete(base.projectId);
  else storesCallData.set(base.projectId, true);
  if (!isWithheld || outcome.logVisibilitySetting !== 'SHOW_ALL') return outcome;
  return sendWithoutHiddenData(context, { base, rows }, send);
}

type QuotaBatch = {
  readonly callCount: number;
  readonly store: (send: SendBatch) => Promise<ToolCallsOutcome>;
};

/** Records the first calls that the quota permits, permanently, and rejects the others. */
async function recordWithinQuota(
  context: RequestContext,
  owner: VisibleProject,
  { callCount, store }: QuotaBatch,
) {
  const { quota, outcome } = await context.db.transaction(async (tx) => {
    if (!(await lockProjectShared(tx, owner, 'shared'))) throw projectNotFound();
    const lockedQuota = await lockQuotaForUse(tx, context, owner);
    const capacity = remainingQuota(lockedQuota, 'TOOL_CALL');
    const outcome = await store((args) =>
      insertToolCallsWithin(tx, capacity, authorizedCaller(context, args)),
    );
    rejectFault(outcome);
    const use = { entity: 'TOOL_CALL', count: outcome.recordedCount } as const;
    return { outcome, quota: lockedQuota && (await consumeQuota(tx, context, lockedQuota, use)) };
  });
  const { recordedCount, candidateCount, uncountedCount } = outcome;
  const duplicateCount = callCount - candidateCount;
  const quotaExceededCount = candidateCount - recordedCount;
  if (quotaExceededCount > 0)
    throw toolCallQuotaExceeded(quota, { recordedCount, duplicateCount, quotaExceededCount });
  return { recordedCount, duplicateCount, uncountedCount, overQuotaCount: overQuota(quota, recordedCount) };
}

/** Returns how many of the recorded calls exceed the limit. */
function overQuota(quota: Quota | null, recordedCount: number): number {
  const use = quota && quotaUse(quota, 'TOOL_CALL');
  return use ? Math.min(recordedCount, Math.max(0, use.used - use.limit)) : 0;
}

/** Throws the error of the first invalid call. */
function rejectFault({ fault, refusedIndex }: ToolCallsOutcome) {
  if (fault !== null) throw faults[fault](`calls.${refusedIndex}`);
}

/** What a project may hide. */
const HIDDEN_DATA = { error_message: null, arguments: null, response: null };

function rowOf(id: string, index: number, call: z.output<typeof toolCall>, now: Date): NewToolCall {
  return {
    index,
    id,
    idempotency_key: call.idempotencyKey,
    tool_slug: call.toolSlug,
    toolkit_slug: call.toolkitSlug,
    session_id: call.sessionId ?? null,
    connected_account_id: call.connectedAccountId ?? null,
    user_id: call.userId ?? null,
    status: call.status,
    duration_ms: call.durationMs,
    error_code: call.errorCode ?? null,
    error_message: call.errorMessage ?? null,
    arguments: call.arguments ?? null,
    response: call.response ?? null,
    called_at: call.calledAt ?? now,
  };
}

const faults: Readonly<Record<ToolCallFault, (call: string) => DomainError>> = {
  session: (call) => sessionNotFound(`${call}.sessionId`),
  account: (call) => connectedAccountNotFound(`${call}.connectedAccountId`),
  user: (call) => userMismatch(`${call}.userId`),
};

/** Returns the logs of recorded calls in their order; for a duplicate, the log that existed before. */
export async function recordedToolCallLogs(
  context: RequestContext,
  { idempotencyKeys }: RecordedToolCalls,
): Promise<readonly ToolCallLog[]> {
  const owner = actingProject(context);
  const logs = await context.db.read(selectToolCallLogsByKeys, { ...owner, idempotencyKeys });
  const byKey = new Map(logs.map((log) => [log.idempotencyKey, log]));
  return idempotencyKeys.flatMap((key) => byKey.get(key) ?? []);
}

/** Returns the logs of recorded calls as edges of the project's list in its default order. */
export async function recordedEdges(context: RequestContext, recorded: RecordedToolCalls) {
  const logs = await recordedToolCallLogs(context, recorded);
  const cursors = listCursors('toolCallLogs', actingProject(context).projectId, mostRecentCallFirst);
  return logs.map((log) => ({ cursor: cursors.encode(mostRecentCallFirst.place(log)), node: log }));
}
