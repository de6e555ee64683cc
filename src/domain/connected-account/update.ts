import { z } from 'zod';
import type { DecidedTransaction } from '../../postgres/database.ts';
import { lockConnectedAccount, updateConnectedAccountRow } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { recordAudit } from '../audit-log/record.ts';
import { credentialChangesInput, mergeCredentials } from '../core/credentials.ts';
import { connectedAccountNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { changedFields, changedNames, parseInput } from '../core/validation.ts';
import { accountChangeEvent } from '../events/connected-account.ts';
import { emitEvent } from '../events/emit.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { freeAlias } from './alias.ts';
import { openAccountCredentials, sealAccountCredentials } from './credentials.ts';
import {
  accountAlias,
  accountExpiresAt,
  accountUserId,
  type ConnectedAccount,
  explainConflict,
  refuseRevoked,
} from './fields.ts';
import { requireOwner } from './user.ts';

/** Which account, and who is said to ask. */
export const namedAccountInput = z.object({ id: z.string(), userId: accountUserId.nullish() });

export type NamedAccount = z.infer<typeof namedAccountInput>;

const updateConnectedAccountInput = namedAccountInput.extend({
  alias: accountAlias.nullable().optional(),
  credentials: credentialChangesInput.optional(),
  expiresAt: accountExpiresAt.nullable().optional(),
});

export type UpdateConnectedAccountInput = z.input<typeof namedAccountInput> & {
  readonly [Field in 'alias' | 'credentials' | 'expiresAt']?: unknown;
};

/** Changes the alias, the time of expiry (null clears either), and sets or removes (null) single credentials. Recorded only
 *  when something differs. Throws NOT_FOUND, FORBIDDEN for the wrong user, CONFLICT when revoked or the alias is taken. */
export async function updateConnectedAccount(
  context: RequestContext,
  input: UpdateConnectedAccountInput,
): Promise<ConnectedAccount> {
  const { credentials: wanted, alias, expiresAt, ...named } = parseInput(updateConnectedAccountInput, input);
  const work = async (tx: DecidedTransaction, project: ProjectRow) => {
    const before = await lockAccountForUpdate(tx, project, named);
    refuseRevoked(before);
    const present = openAccountCredentials(context, before);
    const credentials = mergeCredentials(present, wanted ?? {});
    const names = changedNames(present, credentials);
    const changes = { ...changedFields(before, { alias, expiresAt }), ...(names && { credentials: names }) };
    if (Object.keys(changes).length === 0) return before;
    await freeAlias(tx, context, { ...before, alias });
    await recordAudit(tx, context, {
      action: 'CONNECTED_ACCOUNT_UPDATED',
      organizationId: before.organizationId,
      projectId: before.projectId,
      targetId: before.id,
      changes,
    });
    const after = await updateConnectedAccountRow(tx, before, {
      alias,
      expires_at: expiresAt,
      credentials: names ? sealAccountCredentials(context, before, credentials) : undefined,
      updated_at: context.now(),
    });
    await emitEvent(tx, context, accountChangeEvent(before, after, context.now()));
    return after;
  };
  // Two accounts that trade aliases would else wait for each other.
  const hold = alias === undefined ? 'together' : 'one by one';
  return inProjectTransaction(context, work, hold).catch(explainConflict);
}

/** Locked until the transaction ends. Throws NOT_FOUND, and FORBIDDEN for the wrong user. */
export async function lockAccountForUpdate(
  tx: DecidedTransaction,
  project: ProjectRow,
  { id, userId }: NamedAccount,
): Promise<ConnectedAccount> {
  const account = idPrefix(id) === 'ca' && (await lockConnectedAccount(tx, project, id));
  if (!account) throw connectedAccountNotFound();
  requireOwner(project, account, userId);
  return account;
}
