import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { insertTrigger, lockTriggerOf, updateTriggerRow } from '../../repositories/trigger.ts';
import { recordAudit } from '../audit-log/record.ts';
import { accountUserId, type ConnectedAccount } from '../connected-account/fields.ts';
import { lockAccountForUpdate } from '../connected-account/update.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import { settingsObject } from '../core/json-object.ts';
import type { RequestContext } from '../core/request-context.ts';
import { changedFields, changedNames, parseInput, slugInToolkit } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { emitEvent } from '../events/emit.ts';
import { triggerEvent } from '../events/trigger.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { requireActive, type Trigger } from './fields.ts';

/** @limit objects: config of a trigger */
const CONFIG_KILOBYTES_MAX = 16;

const upsertTriggerInput = z.object({
  slug: slugInToolkit,
  connectedAccountId: z.string(),
  userId: accountUserId.optional(),
  config: settingsObject(CONFIG_KILOBYTES_MAX).optional(),
  enabled: z.boolean({ error: 'cannot be null' }).optional(),
  expectedUpdatedAt,
});

export type UpsertTriggerInput = { readonly connectedAccountId: string } & {
  readonly [Field in keyof z.input<typeof upsertTriggerInput>]?: unknown;
};

type TriggerValues = Omit<z.output<typeof upsertTriggerInput>, 'connectedAccountId' | 'expectedUpdatedAt'>;

/** Creates the trigger of an account with a slug, or updates it; absent fields stay unchanged. Of concurrent requests the
 *  first creates. Recorded only when something changes. Throws NOT_FOUND for the account, FORBIDDEN for the wrong user, and
 *  CONFLICT when the account is not active. */
export async function upsertTrigger(
  context: RequestContext,
  input: UpsertTriggerInput,
): Promise<{ trigger: Trigger; wasCreated: boolean }> {
  const {
    connectedAccountId: id,
    expectedUpdatedAt: expected,
    ...values
  } = parseInput(upsertTriggerInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    // Locked, so that a concurrent request finds the trigger.
    const account = await lockAccountForUpdate(tx, project, { id, userId: values.userId });
    requireActive(context.now(), account);
    const before = await lockTriggerOf(tx, project, account, values.slug);
    requireUnchanged(before ?? null, expected);
    if (!before) return { trigger: await createTrigger(tx, context, account, values), wasCreated: true };
    return { trigger: await changeTrigger(tx, context, before, values), wasCreated: false };
  });
}

async function createTrigger(
  tx: AuthorizedTransaction,
  context: RequestContext,
  account: ConnectedAccount,
  values: TriggerValues,
): Promise<Trigger> {
  const { organizationId, projectId, id: connectedAccountId } = account;
  const { slug, userId = account.userId, config = {}, enabled = true } = values;
  const id = context.newId('ti');
  await recordAudit(tx, context, {
    action: 'TRIGGER_CREATED',
    organizationId,
    projectId,
    targetId: id,
    changes: { slug, connectedAccountId, userId, enabled, configNames: Object.keys(config) },
  });
  const trigger = await insertTrigger(tx, {
    id,
    organization_id: organizationId,
    project_id: projectId,
    slug,
    connected_account_id: connectedAccountId,
    user_id: userId,
    config,
    enabled,
    created_at: context.now(),
    updated_at: context.now(),
  });
  await emitEvent(tx, context, triggerEvent('trigger.created', trigger));
  return trigger;
}

async function changeTrigger(
  tx: AuthorizedTransaction,
  context: RequestContext,
  before: Trigger,
  { userId, config, enabled }: TriggerValues,
): Promise<Trigger> {
  const names = config && changedNames(before.config, config);
  return applyChange(tx, context, {
    action: 'TRIGGER_UPDATED',
    before,
    changes: { ...changedFields(before, { userId, enabled }), ...(names && { config: names }) },
    update: () =>
      updateTriggerRow(tx, before, { userId, config, enabled, updatedAt: changedAt(context, before) }),
    event: (after) => triggerEvent('trigger.updated', after),
  });
}
