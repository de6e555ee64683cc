import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { lockAuthConfigShared } from '../../repositories/auth-config.ts';
import { selectAuthConfigIdOf, updateConnectedAccountRow } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import type { AuthConfig } from '../auth-config/fields.ts';
import { changedAt } from '../core/concurrency.ts';
import { connectedAccountNotFound, DomainError } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { changedFields, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { accountChangeEvent } from '../events/connected-account.ts';
import { statusAt } from '../events/connected-account-status.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { requireEnabled } from './create.ts';
import { sealAccountCredentials } from './credentials.ts';
import { accountStatusReason, assertNotRevoked, type ConnectedAccount } from './fields.ts';
import { lockAccountForUpdate, namedAccountInput } from './update.ts';

const settableStatuses = ['INITIATED', 'ACTIVE', 'FAILED', 'EXPIRED', 'INACTIVE'] as const;

const setConnectedAccountStatusInput = namedAccountInput.extend({
  status: z.enum(settableStatuses, { error: 'cannot be REVOKED: use revokeConnectedAccount' }),
  statusReason: accountStatusReason.nullish(),
});

export type SetConnectedAccountStatusInput = z.input<typeof namedAccountInput> & {
  readonly [Field in 'status' | 'statusReason']?: unknown;
};

/** Sets a status with its reason; without a reason the previous one is cleared. Idempotent. Any status but REVOKED can
 *  follow any other. Throws NOT_FOUND, FORBIDDEN for the wrong user, and CONFLICT when the account was revoked, or for
 *  ACTIVE when it has expired or its auth config is disabled. */
export async function setConnectedAccountStatus(
  context: RequestContext,
  input: SetConnectedAccountStatusInput,
): Promise<ConnectedAccount> {
  const { status, statusReason = null, ...reference } = parseInput(setConnectedAccountStatusInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    // Locked before the account, in the same order as the deletion of an auth config, to avoid deadlocks.
    const authConfig = status === 'ACTIVE' ? await lockAuthConfigOfAccount(tx, project, reference.id) : null;
    const before = await lockAccountForUpdate(tx, project, reference);
    assertNotRevoked(before);
    if (authConfig && statusAt(context.now(), before) !== 'ACTIVE')
      assertCanActivate(context, before, authConfig);
    const changes = changedFields({ ...before, status: before.storedStatus }, { status, statusReason });
    return applyChange(tx, context, {
      action: 'CONNECTED_ACCOUNT_STATUS_SET',
      before,
      changes,
      update: () =>
        updateConnectedAccountRow(tx, before, {
          storedStatus: status,
          statusReason,
          updatedAt: changedAt(context, before),
        }),
      event: (after) => accountChangeEvent(before, after, context.now()),
    });
  });
}

async function lockAuthConfigOfAccount(
  tx: AuthorizedTransaction,
  project: ProjectRow,
  id: string,
): Promise<AuthConfig> {
  const authConfigId = idPrefix(id) === 'ca' && (await selectAuthConfigIdOf(tx, project, id));
  const authConfig = authConfigId && (await lockAuthConfigShared(tx, project, authConfigId));
  if (!authConfig) throw connectedAccountNotFound();
  return authConfig;
}

function assertCanActivate(
  context: RequestContext,
  { expiresAt }: ConnectedAccount,
  authConfig: AuthConfig,
): void {
  if (expiresAt !== null && expiresAt <= context.now()) {
    throw new DomainError({
      code: 'CONFLICT',
      reason: 'ACCOUNT_EXPIRED',
      message: 'The connected account has expired.',
      suggestedFix:
        'Set a later expiresAt, or null, first: updateConnectedAccount(input: { id, expiresAt }).',
    });
  }
  requireEnabled(authConfig);
}

const revokeConnectedAccountInput = namedAccountInput.extend({ statusReason: accountStatusReason.nullish() });

export type RevokeConnectedAccountInput = z.input<typeof namedAccountInput> & {
  readonly statusReason?: unknown;
};

/** Revokes an account permanently and erases its credentials. Idempotent: a second call changes nothing. Throws NOT_FOUND,
 *  and FORBIDDEN for the wrong user. */
export async function revokeConnectedAccount(
  context: RequestContext,
  input: RevokeConnectedAccountInput,
): Promise<ConnectedAccount> {
  const { statusReason = null, ...reference } = parseInput(revokeConnectedAccountInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const before = await lockAccountForUpdate(tx, project, reference);
    if (before.storedStatus === 'REVOKED') return before;
    return applyChange(tx, context, {
      action: 'CONNECTED_ACCOUNT_REVOKED',
      before,
      changes: changedFields({ ...before, status: before.storedStatus }, { status: 'REVOKED', statusReason }),
      update: () =>
        updateConnectedAccountRow(tx, before, {
          storedStatus: 'REVOKED',
          statusReason,
          sealedCredentials: sealAccountCredentials(context, before, {}),
          updatedAt: changedAt(context, before),
        }),
      event: (after) => accountChangeEvent(before, after, context.now()),
    });
  });
}
