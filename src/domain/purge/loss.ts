import { z } from 'zod';
import type { DecidedTransaction } from '../../postgres/database.ts';
import { type AccountWithoutCredentials, takeAccountsOf } from '../../repositories/connected-account.ts';
import { insertPurge } from '../../repositories/purge.ts';
import {
  selectAccountsWithTriggers,
  type TriggerWithoutConfig,
  takeTriggersOf,
} from '../../repositories/trigger.ts';
import { type AuditAuthor, type AuditEvent, authorOf, recordAuditAs } from '../audit-log/record.ts';
import { SYSTEM } from '../core/actor.ts';
import { NO_CLIENT, type RequestContext } from '../core/request-context.ts';
import { accountEvent } from '../events/connected-account.ts';
import { emitEvent } from '../events/emit.ts';
import { triggerDeletedEvent, triggerEvent } from '../events/trigger.ts';

/** Of one batch. Each tells up to 40 subscriptions. */
const ACCOUNTS_MAX = 100;
const TRIGGERS_MAX = 500;

/** What belongs to something that was deleted: where it was, who deleted it, and when. */
export type Deletion = {
  readonly organizationId: string;
  readonly projectId: string;
  readonly author: AuditAuthor;
  readonly deletedAt: Date;
};

/** The loss of what the present request deletes. */
export function deletionByRequest(
  context: RequestContext,
  { organizationId, projectId }: Pick<Deletion, 'organizationId' | 'projectId'>,
): Deletion {
  return { organizationId, projectId, author: authorOf(context), deletedAt: context.now() };
}

const author = z.object({
  actorKind: z.string(),
  actorKeyId: z.string().nullable(),
  actorKeyName: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
});

/** Reads what `insertPurge` was given. Null, where a release before this one deleted it: the system. */
export function readAuthor(context: RequestContext, deletedBy: object | null): AuditAuthor {
  if (deletedBy !== null) return author.parse(deletedBy);
  return authorOf({ ...context, actor: SYSTEM, client: NO_CLIENT, requestId: null });
}

/** Deletes a batch of the accounts of an auth config that is deleted, as `loseAccounts` does. Leaves the rest to the worker. */
export async function purgeAccountsOf(
  tx: DecidedTransaction,
  context: RequestContext,
  loss: Deletion,
  authConfigId: string,
): Promise<void> {
  const accounts = await takeAccountsOf(tx, { ...loss, id: authConfigId }, ACCOUNTS_MAX);
  await recordAccountDeletions(tx, context, loss, accounts);
}

/** Records and tells the loss of accounts whose rows the transaction has deleted, each once, and of their triggers. Triggers
 *  beyond a batch are left to the worker. */
export async function recordAccountDeletions(
  tx: DecidedTransaction,
  context: RequestContext,
  loss: Deletion,
  accounts: readonly AccountWithoutCredentials[],
): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  const triggers = ids.length === 0 ? [] : await takeTriggersOf(tx, loss, ids, TRIGGERS_MAX);
  await recordAuditAs(tx, context, loss.author, [
    ...triggers.map(triggerDeletedEvent),
    ...accounts.map(accountLoss),
  ]);
  await emitEvent(
    tx,
    context,
    ...triggers.map(triggerDeletion),
    ...accounts.map((account) => accountEvent('connected_account.deleted', account, loss.deletedAt)),
  );
  const left = ids.length === 0 ? [] : await selectAccountsWithTriggers(tx, loss, ids);
  for (const subjectId of left) await insertPurge(tx, { ...loss, subjectId, deletedBy: loss.author });
}

/** Deletes a batch of the triggers of an account that is deleted, and records and tells each once. Says whether any are left. */
export async function purgeTriggersOf(
  tx: DecidedTransaction,
  context: RequestContext,
  loss: Deletion,
  accountId: string,
): Promise<boolean> {
  const triggers = await takeTriggersOf(tx, loss, [accountId], TRIGGERS_MAX);
  await recordAuditAs(tx, context, loss.author, triggers.map(triggerDeletedEvent));
  await emitEvent(tx, context, ...triggers.map(triggerDeletion));
  return (await selectAccountsWithTriggers(tx, loss, [accountId])).length > 0;
}

const triggerDeletion = (trigger: TriggerWithoutConfig) => triggerEvent('trigger.deleted', trigger);

function accountLoss(account: AccountWithoutCredentials): AuditEvent {
  const { organizationId, projectId, id: targetId, authConfigId, toolkitSlug, userId, alias } = account;
  const changes = { authConfigId, toolkitSlug, userId, alias };
  return { action: 'CONNECTED_ACCOUNT_DELETED', organizationId, projectId, targetId, changes };
}
