import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import type { LockedKey } from '../../repositories/api-key/read.ts';
import { revokeKeyRow } from '../../repositories/api-key/write.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { fingerprintInput } from '../deletion-preview/preview.ts';
import { emitEvent } from '../events/emit.ts';
import { apiKeyDeletion } from './deletion-preview.ts';
import { type ApiKey, apiKeyData } from './issue.ts';
import { inKeyTransaction, requireNotLast } from './lock.ts';

const revokeInput = z.object({ id: z.string(), expectedFingerprint: fingerprintInput });

/** Revokes a key permanently: as of the response, none of its secrets is accepted. Throws NOT_FOUND, and CONFLICT for the
 *  only key with access to the whole organization, and for a preview that no longer holds. */
export async function revokeApiKey(
  context: RequestContext,
  input: z.input<typeof revokeInput>,
): Promise<ApiKey> {
  const { id, expectedFingerprint } = parseInput(revokeInput, input);
  return inKeyTransaction(context, id, async (tx, key) => {
    await apiKeyDeletion.requireUnchanged(tx, context, key, expectedFingerprint);
    await requireNotLast(tx, context, key);
    await revokeLocked(tx, context, key, 'REQUESTED');
    return key;
  });
}

type Cause = 'REQUESTED' | 'LEAKED';

/** `key` must have been locked by `lockKey`. */
export async function revokeLocked(
  tx: AuthorizedTransaction,
  context: RequestContext,
  key: LockedKey,
  cause: Cause,
): Promise<void> {
  await revokeKeyRow(tx, key, context.now());
  await recordRevocation(tx, context, key, cause);
}

/** Records the revocation of a key by the same transaction, and emits its event. */
export async function recordRevocation(
  tx: AuthorizedTransaction,
  context: RequestContext,
  key: ApiKey,
  cause: Cause,
): Promise<void> {
  const { organizationId, projectId, id: targetId, name, last4 } = key;
  const changes = { name, last4, cause };
  await recordAudit(tx, context, { action: 'API_KEY_REVOKED', organizationId, projectId, targetId, changes });
  const data = { ...apiKeyData(key), cause };
  await emitEvent(tx, context, { type: 'api_key.revoked', organizationId, projectId, data });
}
