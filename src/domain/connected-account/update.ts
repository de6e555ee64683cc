import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { lockConnectedAccount, updateConnectedAccountRow } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import { credentialChangesInput, mergeCredentials } from '../core/credentials.ts';
import { connectedAccountNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { changedFields, changedNames, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { accountChangeEvent } from '../events/connected-account.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { releaseAlias } from './alias.ts';
import { openAccountCredentials, sealAccountCredentials } from './credentials.ts';
import {
  accountAlias,
  accountExpiresAt,
  accountUserId,
  assertNotRevoked,
  type ConnectedAccount,
  explainConflict,
} from './fields.ts';
import { requireOwner } from './user.ts';

/** A reference to an account, and optionally the user on whose behalf the request is made. */
export const namedAccountInput = z.object({ id: z.string(), userId: accountUserId.nullish() });

export type NamedAccount = z.infer<typeof namedAccountInput>;

const updateConnectedAccountInput = namedAccountInput.extend({
  alias: accountAlias.nullable().optional(),
  credentials: credentialChangesInput.optional(),
  expiresAt: accountExpiresAt.nullable().optional(),
  expectedUpdatedAt,
});

export type UpdateConnectedAccountInput = z.input<typeof namedAccountInput> & {
  readonly [Field in 'alias' | 'credentials' | 'expiresAt' | 'expectedUpdatedAt']?: unknown;
};

/** Updates the alias and the expiry (null clears either), and sets or removes (null) single credentials. Recorded only when
 *  something changes. Throws NOT_FOUND, FORBIDDEN for the wrong user, CONFLICT when the account was revoked or the alias is
 *  taken. */
export async function updateConnectedAccount(
  context: RequestContext,
  input: UpdateConnectedAccountInput,
): Promise<ConnectedAccount> {
  const {
    credentials: credentialChanges,
    alias,
    expiresAt,
    expectedUpdatedAt: expected,
    ...reference
  } = parseInput(updateConnectedAccountInput, input);
  const work = async (tx: AuthorizedTransaction, project: ProjectRow) => {
    const before = await lockAccountForUpdate(tx, project, reference);
    requireUnchanged(before, expected);
    assertNotRevoked(before);
    const present = openAccountCredentials(context, before);
    const credentials = mergeCredentials(present, credentialChanges ?? {});
    const names = changedNames(present, credentials);
    const changes = { ...changedFields(before, { alias, expiresAt }), ...(names && { credentials: names }) };
    if (Object.keys(changes).length === 0) return before;
    await releaseAlias(tx, context, { ...before, alias });
    return applyChange(tx, context, {
      action: 'CONNECTED_ACCOUNT_UPDATED',
      before,
      changes,
      update: () =>
        updateConnectedAccountRow(tx, before, {
          alias,
          expiresAt,
          sealedCredentials: names ? sealAccountCredentials(context, before, credentials) : undefined,
          updatedAt: changedAt(context, before),
        }),
      event: (after) => accountChangeEvent(before, after, context.now()),
    });
  };
  // Exclusive to prevent a deadlock between two accounts that swap aliases.
  const lockMode = alias === undefined ? 'shared' : 'exclusive';
  return inProjectTransaction(context, work, lockMode).catch(explainConflict);
}

/** Returns the account, locked until the transaction ends. Throws NOT_FOUND, and FORBIDDEN for the wrong user. */
export async function lockAccountForUpdate(
  tx: AuthorizedTransaction,
  project: ProjectRow,
  { id, userId }: NamedAccount,
): Promise<ConnectedAccount> {
  const account = idPrefix(id) === 'ca' && (await lockConnectedAccount(tx, project, id));
  if (!account) throw connectedAccountNotFound();
  requireOwner(project, account, userId);
  return account;
}
