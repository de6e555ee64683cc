import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { type AccountWithoutCredentials, deleteAccountsOf } from '../../repositories/connected-account.ts';
import { insertPurge } from '../../repositories/purge.ts';
import {
  deleteTriggersOf,
  selectAccountsWithTriggers,
  type TriggerWithoutConfig,
} from '../../repositories/trigger.ts';
import { type AuditAuthor, type AuditEvent, authorOf, recordAuditAs } from '../audit-log/record.ts';
import { SYSTEM } from '../core/actor.ts';
import { NO_CLIENT, type RequestContext } from '../core/request-context.ts';
import { accountEvent } from '../events/connected-account.ts';
import { emitEvent } from '../events/emit.ts';
import { triggerDeletedEvent, triggerEvent } from '../events/trigger.ts';

/** Maximum numbers per batch. Each row enqueues deliveries to up to 40 subscriptions. */
export const ACCOUNTS_MAX = 100;
const TRIGGERS_MAX = 500;

/** The deletion that dependent rows are purged for: where, by which actor, and when. */
export type Deletion = {
  readonly organizationId: string;
  readonly projectId: string;
  readonly author: AuditAuthor;
  readonly deletedAt: Date;
};

/** Returns the deletion that the present request performs. */
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

/** Parses the author that `insertPurge` stored. Null, stored by a release before this one: the system. */
export function readAuthor(deletedBy: object | null): AuditAuthor {
  if (deletedBy !== null) return author.parse(deletedBy);
  return authorOf({ actor: SYSTEM, client: NO_CLIENT, requestId: null });
}

/** Deletes a batch of the accounts of a deleted auth config, as `recordAccountDeletions` does. Leaves the rest to the
 *  worker. */
export async function purgeAccountsOf(
  tx: AuthorizedTransaction,
  context: RequestContext,
  deletion: Deletion,
  authConfigId: string,
): Promise<void> {
  const accounts = await deleteAccountsOf(tx, { ...deletion, id: authConfigId }, ACCOUNTS_MAX);
  await recordAccountDeletions(tx, context, deletion, accounts);
}

/** Records the deletion of accounts whose rows the transaction has deleted, and of their triggers, and emits their events,
 *  each once. Triggers beyond a batch are left to the worker. */
export async function recordAccountDeletions(
  tx: AuthorizedTransaction,
  context: RequestContext,
  deletion: Deletion,
  accounts: readonly AccountWithoutCredentials[],
): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  const triggers = ids.length === 0 ? [] : await deleteTriggersOf(tx, deletion, ids, TRIGGERS_MAX);
  await recordAuditAs(tx, context, deletion.author, [
    ...triggers.map(triggerDeletedEvent),
    ...accounts.map(accountDeletion),
  ]);
  await emitEvent(
    tx,
    context,
    ...triggers.map(triggerDeletion),
    ...accounts.map((account) => accountEvent('connected_account.deleted', account, deletion.deletedAt)),
  );
  const left = ids.length === 0 ? [] : await selectAccountsWithTriggers(tx, deletion, ids);
  for (const subjectId of left) await insertPurge(tx, { ...deletion, subjectId, deletedBy: deletion.author });
}

/** Deletes a batch of the triggers of a deleted account, records each and emits its event once. Returns whether any are
 *  left. */
export async function purgeTriggersOf(
  tx: AuthorizedTransaction,
  context: RequestContext,
  deletion: Deletion,
  accountId: string,
): Promise<boolean> {
  const triggers = await deleteTriggersOf(tx, deletion, [accountId], TRIGGERS_MAX);
  await recordAuditAs(tx, context, deletion.author, triggers.map(triggerDeletedEvent));
  await emitEvent(tx, context, ...triggers.map(triggerDeletion));
  return (await selectAccountsWithTriggers(tx, deletion, [accountId])).length > 0;
}

const triggerDeletion = (trigger: TriggerWithoutConfig) => triggerEvent('trigger.deleted', trigger);

function accountDeletion(account: AccountWithoutCredentials): AuditEvent {
  const { organizationId, projectId, id: targetId, authConfigId, toolkitSlug, userId, alias } = account;
  const changes = { authConfigId, toolkitSlug, userId, alias };
  return { action: 'CONNECTED_ACCOUNT_DELETED', organizationId, projectId, targetId, changes };
}
