import { randomBytes } from 'node:crypto';
import type { SealedPlace } from '../../postgres/encryption/cipher.ts';
import type { Owner } from '../../postgres/tenancy.ts';

/** As many as the hash of the signatures has: more would make nothing safer (Standard Webhooks asks for 24 to 64). */
const SECRET_BYTES = 32;

/** A secret in the form of Standard Webhooks. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** Where the secrets of a subscription are sealed: the present one, the previous one, and its headers. */
export function secretPlace(
  { organizationId, projectId }: Owner,
  id: string,
  column: 'secret' | 'previous_secret' | 'headers',
): SealedPlace {
  return { organizationId, projectId, id, column: `webhook_subscription.${column}` };
}
