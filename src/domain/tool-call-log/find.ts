import { z } from 'zod';
import { rowLoader } from '../../postgres/caller-reads.ts';
import type { ListValues } from '../../postgres/pagination/list-query.ts';
import { connectedAccountList } from '../../repositories/connected-account.ts';
import { sessionList } from '../../repositories/session.ts';
import type { ToolCallLogFilter } from '../../repositories/tool-call-log/read.ts';
import {
  selectToolCallData,
  selectToolCallLogs,
  toolCallLogList,
} from '../../repositories/tool-call-log/read.ts';
import { accountUserId, type ConnectedAccount } from '../connected-account/fields.ts';
import { connectedAccountOfProject } from '../connected-account/find.ts';
import { mostRecentCallFirst } from '../core/list.ts';
import type { PlannedField } from '../core/planned.ts';
import { defineReads } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import {
  anyOf,
  idOf,
  instantInput,
  orUndefined,
  parseInput,
  slugInToolkit,
  toolkitSlug,
} from '../core/validation.ts';
import type { Session } from '../session/fields.ts';
import { sessionOfProject } from '../session/find.ts';
import { type ToolCallData, type ToolCallLog, toolCallStatuses } from './fields.ts';

const filterInput = z.object({
  toolSlugs: anyOf(slugInToolkit),
  toolkitSlugs: anyOf(toolkitSlug),
  statuses: anyOf(z.enum(toolCallStatuses)),
  sessionId: orUndefined(idOf('ses')),
  connectedAccountId: orUndefined(idOf('ca')),
  userIds: anyOf(accountUserId),
  from: orUndefined(instantInput),
  to: orUndefined(instantInput),
});

/** Absent and null: no filter. `from` is inclusive, `to` exclusive. */
type ToolCallLogFilterInput = z.input<typeof filterInput>;

export const {
  byId: toolCallLogById,
  ofProject: toolCallLogOfProject,
  list: listToolCallLogs,
  count: countToolCallLogs,
  planned: plannedToolCallLogs,
  plannedPoint: plannedToolCallLog,
  plannedNode: plannedToolCallLogNode,
} = defineReads({
  prefix: 'log',
  row: rowLoader(selectToolCallLogs),
  rows: toolCallLogList,
  name: 'toolCallLogs',
  order: mostRecentCallFirst,
  filter: readFilter,
});

function readFilter(input: ToolCallLogFilterInput): ListValues<ToolCallLogFilter> {
  const { statuses, ...filter } = parseInput(filterInput, input);
  const wantsErrorsOnly = statuses?.every((status) => status === 'ERROR') && statuses.length > 0;
  return wantsErrorsOnly
    ? { ...filter, statuses: null, failed: true }
    : { ...filter, statuses, failed: null };
}

const dataLoader = rowLoader(selectToolCallData);

/** Returns the data of a call, read separately because it can be large. All null when there is none or the project does not
 *  store it. */
export async function toolCallData(
  context: RequestContext,
  { organizationId, projectId, id }: ToolCallLog,
): Promise<ToolCallData> {
  const caller = context.loaders(visibleProjects(context.actor, organizationId));
  const data = await dataLoader(caller).load({ id, projectId });
  return data ?? { arguments: null, response: null, errorMessage: null };
}

/** As `sessionOfToolCall`. */
export const plannedSessionOfToolCall = {
  kind: 'one',
  source: sessionList.source,
  match: { project_id: { parent: 'projectId' }, id: { parent: 'sessionId' } },
} satisfies PlannedField;

/** As `accountOfToolCall`. */
export const plannedAccountOfToolCall = {
  kind: 'one',
  source: connectedAccountList.source,
  match: { project_id: { parent: 'projectId' }, id: { parent: 'connectedAccountId' } },
} satisfies PlannedField;

/** Null: the call names no session. */
export async function sessionOfToolCall(
  context: RequestContext,
  { organizationId, projectId, sessionId }: ToolCallLog,
): Promise<Session | null> {
  if (sessionId === null) return null;
  return sessionOfProject(context, { organizationId, id: projectId }, sessionId);
}

/** Null: the call names no account, or the account was deleted. */
export async function accountOfToolCall(
  context: RequestContext,
  { organizationId, projectId, connectedAccountId: id }: ToolCallLog,
): Promise<ConnectedAccount | null> {
  if (id === null) return null;
  return connectedAccountOfProject(context, { organizationId, id: projectId }, id);
}
