import type { AccountWithoutCredentials } from '../../repositories/connected-account.ts';
import { statusAt } from './connected-account-status.ts';
import type { EventType, WebhookEvent } from './emit.ts';

type AccountEventType = Extract<EventType, `connected_account.${string}`>;

/** An event that tells of an account. Of its credentials not even the names. */
export function accountEvent(
  type: AccountEventType,
  account: AccountWithoutCredentials,
  moment: Date,
): WebhookEvent {
  const { organizationId, projectId, id, authConfigId, toolkitSlug, userId, alias } = account;
  const { statusReason, expiresAt, createdAt, updatedAt } = account;
  const status = statusAt(moment, account);
  const owner = { id, authConfigId, toolkitSlug, userId, alias };
  const data = { ...owner, status, statusReason, expiresAt, createdAt, updatedAt };
  return { type, organizationId, projectId, data };
}

/** The event of a change. */
export function accountChangeEvent(
  before: AccountWithoutCredentials,
  after: AccountWithoutCredentials,
  moment: Date,
): WebhookEvent {
  return accountEvent(changeType(before, after, moment), after, moment);
}

/** Whoever sets to EXPIRED what has been so since its time makes it EXPIRED too: nobody has heard of it before. */
function changeType(
  before: AccountWithoutCredentials,
  after: AccountWithoutCredentials,
  moment: Date,
): AccountEventType {
  const status = statusAt(moment, after);
  const isNew = after.storedStatus !== before.storedStatus || status !== statusAt(moment, before);
  if (isNew && status === 'REVOKED') return 'connected_account.revoked';
  if (isNew && status === 'EXPIRED') return 'connected_account.expired';
  return 'connected_account.updated';
}
