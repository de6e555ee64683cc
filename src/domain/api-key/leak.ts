import { expireSecret, lockKey } from '../../data/api-key-change.ts';
import { lockOrganization } from '../../data/organization.ts';
import { holdProject } from '../../data/project.ts';
import { sha256 } from '../../lib/sha256.ts';
import { recordAudit } from '../audit-log.ts';
import type { Scope } from '../scope.ts';
import { type FoundKey, findKey } from './holder.ts';
import { revokeLocked } from './revoke.ts';
import { secretKind } from './secret.ts';

/** Ends every key whose secret somebody found in the open, whoever tells: also the last one of an organization. Of a former
 *  secret, only that ends. The others of the list are nobody's business: unknown, revoked before, or no secrets at all. */
export async function revokeLeakedSecrets(scope: Scope, secrets: readonly string[]): Promise<void> {
  for (const secret of new Set(secrets)) {
    if (secretKind(secret) === null) continue;
    const found = await findKey(scope.db, secret);
    if (found?.live) await end(scope, found, found.live.apiKey.id, sha256(secret));
  }
}

async function end(
  scope: Scope,
  { organizationId, projectId, secretExpiresAt }: FoundKey,
  keyId: string,
  hash: Buffer,
): Promise<void> {
  const now = scope.now();
  if (secretExpiresAt && secretExpiresAt <= now) return;
  await scope.db.transaction(async (tx) => {
    if (projectId === null) await lockOrganization(tx, { organizationId });
    else await holdProject(tx, { organizationId, projectId }, 'together');
    const key = await lockKey(
      tx,
      { organizationId, visibleProjectIds: projectId === null ? null : [projectId] },
      keyId,
    );
    if (!key) return;
    if (key.hash.equals(hash)) return revokeLocked(tx, scope, key, 'LEAKED');
    // A former one, perhaps since just now: the key has another secret, which did not leak.
    await expireSecret(tx, hash, now);
    const changes = { formerSecret: 'LEAKED' };
    await recordAudit(tx, scope, {
      action: 'API_KEY_UPDATED',
      organizationId,
      projectId,
      targetId: keyId,
      changes,
    });
  });
}
