import { z } from 'zod';
import { SECOND_MS } from '../../lib/duration.ts';
import { sha256 } from '../../lib/sha256.ts';
import { retireSecrets, updateKeyRow } from '../../repositories/api-key/write.ts';
import { changedAt } from '../core/concurrency.ts';
import { DomainError } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { assertNoEscalation } from './escalation.ts';
import { apiKeyData, type IssuedKey } from './issue.ts';
import { inKeyTransaction } from './lock.ts';
import { displayParts, generateSecret } from './secret.ts';

/** @limit objects: overlap of two secrets of a key */
const OVERLAP_SECONDS_MAX = 7 * 24 * 60 * 60;
/** @limit objects: former secrets of a key */
const FORMER_SECRETS_MAX = 10;

const rotateInput = z.object({
  id: z.string(),
  overlapSeconds: z
    .int()
    .min(0, `must be between 0 and ${OVERLAP_SECONDS_MAX}`)
    .max(OVERLAP_SECONDS_MAX, `must be between 0 and ${OVERLAP_SECONDS_MAX}`),
});

export type RotateKeyInput = z.input<typeof rotateInput>;

/** Issues a new secret for a key, which keeps its id, name and restrictions. Former secrets are accepted until the overlap
 *  ends; with 0, none is accepted as of the response. The new secret is returned once and never stored. Not idempotent.
 *  Throws NOT_FOUND, FORBIDDEN for a key with wider access than the actor's own, and CONFLICT when 10 former secrets are
 *  still accepted. */
export async function rotateApiKey(context: RequestContext, input: RotateKeyInput): Promise<IssuedKey> {
  const { id, overlapSeconds } = parseInput(rotateInput, input);
  return inKeyTransaction(context, id, async (tx, before) => {
    assertNoEscalation(context.actor, before);
    const { organizationId, projectId } = before;
    const kind = projectId === null ? 'organization' : 'project';
    const secret = generateSecret(kind);
    const { prefix, last4 } = displayParts(kind, secret);
    const now = context.now();
    const expiresAt = new Date(now.getTime() + overlapSeconds * SECOND_MS);
    if ((await retireSecrets(tx, before, { now, expiresAt })) > FORMER_SECRETS_MAX) throw limitReached();
    const apiKey = await applyChange(tx, context, {
      action: 'API_KEY_ROTATED',
      before,
      changes: { last4: { before: before.last4, after: last4 }, overlapSeconds },
      update: () =>
        updateKeyRow(tx, before, {
          hash: sha256(secret),
          prefix,
          last4,
          rotatedAt: now,
          updatedAt: changedAt(context, before),
        }),
      event: (after) => ({
        type: 'api_key.rotated',
        organizationId,
        projectId,
        data: { ...apiKeyData(after), formerSecretsExpireAt: expiresAt },
      }),
    });
    return { secret, apiKey };
  });
}

function limitReached(): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'SECRET_LIMIT_REACHED',
    message: `${FORMER_SECRETS_MAX} former secrets of the key are still accepted.`,
    suggestedFix: 'Rotate with a shorter overlap: it also shortens the overlap of all former secrets.',
  });
}
