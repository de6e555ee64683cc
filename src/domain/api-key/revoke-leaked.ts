import { sha256 } from '../../lib/sha256.ts';
import { expireSecret } from '../../repositories/api-key/write.ts';
import { recordAudit } from '../audit-log/record.ts';
import { type KeyLookup, lookUpKey } from '../core/key-authentication.ts';
import type { RequestContext } from '../core/request-context.ts';
import type { ApiKey } from './issue.ts';
import { lockOwnedKey } from './lock.ts';
import { revokeLocked } from './revoke.ts';
import { parseSecretKind } from './secret.ts';

/** Revokes every key whose secret was reported as leaked, also the last one of an organization. A former secret expires
 *  alone. Ignores values that are unknown, revoked, or no secrets. */
export async function revokeLeakedSecrets(
  context: RequestContext,
  secrets: readonly string[],
): Promise<void> {
  const search = { read: context.db.read, routes: context.routes };
  for (const secret of new Set(secrets)) {
    if (parseSecretKind(secret) === null) continue;
    const hash = sha256(secret);
    const lookup = await lookUpKey(search, hash);
    if (lookup?.live) await revokeLeaked(context, lookup, lookup.live.apiKey, hash);
  }
}

async function revokeLeaked(
  context: RequestContext,
  { secretExpiresAt }: KeyLookup,
  { id: targetId, organizationId, projectId }: ApiKey,
  hash: Buffer,
): Promise<void> {
  const now = context.now();
  if (secretExpiresAt && secretExpiresAt <= now) return;
  const visible = { organizationId, visibleProjectIds: projectId === null ? null : [projectId] };
  const owner = { organizationId, projectId };
  await context.db.transaction(async (tx) => {
    const key = await lockOwnedKey(tx, { ...owner, id: targetId }, visible);
    if (!key) return;
    if (key.hash.equals(hash)) return revokeLocked(tx, context, key, 'LEAKED');
    // A former secret, possibly since a moment ago: the current one did not leak.
    await expireSecret(tx, { organizationId, hash }, now);
    const changes = { formerSecret: 'LEAKED' };
    await recordAudit(tx, context, {
      action: 'API_KEY_UPDATED',
      organizationId,
      projectId,
      targetId,
      changes,
    });
  }, owner);
}
