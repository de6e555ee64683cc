import { sha256 } from '../../lib/sha256.ts';
import type { RoutedSecret } from '../../repositories/api-key/route.ts';
import { expireSecret, revokeArchivedKey } from '../../repositories/api-key/write.ts';
import { recordAudit } from '../audit-log/record.ts';
import { type KeyLookup, lookUpKey } from '../core/key-authentication.ts';
import type { RequestContext } from '../core/request-context.ts';
import type { ApiKey } from './issue.ts';
import { lockOwnedKey } from './lock.ts';
import { recordRevocation, revokeLocked } from './revoke.ts';
import { parseSecretKind } from './secret.ts';

/** @limit requests: secrets in one report of leaked keys */
export const LEAKED_SECRETS_MAX = 100;

/** Revokes every key whose secret was reported as leaked, also the last one of an organization and those of archived
 *  projects. A former secret expires alone. Ignores values that are unknown, revoked, or no secrets. */
export async function revokeLeakedSecrets(
  context: RequestContext,
  secrets: readonly string[],
): Promise<void> {
  const search = { read: context.db.read, routes: context.routes };
  for (const secret of new Set(secrets)) {
    if (parseSecretKind(secret) === null) continue;
    const hash = sha256(secret);
    // Repeated while the key moves to the archive or back in between.
    while (!(await revokeFound(context, await lookUpKey(search, hash), hash)));
  }
}

/** Returns whether nothing is left to revoke. False: the key has moved since it was looked up. */
async function revokeFound(
  context: RequestContext,
  lookup: KeyLookup | null,
  hash: Buffer,
): Promise<boolean> {
  if (lookup === null) return true;
  const { organizationId, archivedKeyId, live } = lookup;
  if (archivedKeyId !== null) return revokeArchived(context, { organizationId, hash });
  return live === null || revokeLive(context, lookup, live.apiKey, hash);
}

async function revokeArchived(context: RequestContext, secret: RoutedSecret): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    const key = await revokeArchivedKey(tx, secret, context.now());
    if (key) await recordRevocation(tx, context, key, 'LEAKED');
    return key !== undefined;
  });
}

async function revokeLive(
  context: RequestContext,
  { secretExpiresAt }: KeyLookup,
  { id: targetId, organizationId, projectId }: ApiKey,
  hash: Buffer,
): Promise<boolean> {
  const now = context.now();
  if (secretExpiresAt && secretExpiresAt <= now) return true;
  const visible = { organizationId, visibleProjectIds: projectId === null ? null : [projectId] };
  const owner = { organizationId, projectId };
  return context.db.transaction(async (tx) => {
    const key = await lockOwnedKey(tx, { ...owner, id: targetId }, visible);
    if (!key) return false;
    if (key.hash.equals(hash)) {
      await revokeLocked(tx, context, key, 'LEAKED');
      return true;
    }
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
    return true;
  }, owner);
}
