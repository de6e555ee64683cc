import { randomBytes } from 'node:crypto';
import type { SealedLocation } from '../../postgres/encryption/cipher.ts';
import type { Owner } from '../../postgres/tenancy.ts';

/** As many as the hash of the signatures; more would not be stronger. Standard Webhooks requires 24 to 64. */
const SECRET_BYTES = 32;

/** Generates a secret in the format of Standard Webhooks. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** Returns the place that the encryption of a subscription's secrets and headers is bound to. */
export function secretPlace(
  { organizationId, projectId }: Owner,
  id: string,
  column: 'secret' | 'previous_secret' | 'headers',
): SealedLocation {
  return { organizationId, projectId, id, column: `webhook_subscription.${column}` };
}
