import type { AccountWithoutCredentials } from '../../repositories/connected-account.ts';
import { statusAt } from './connected-account-status.ts';
import type { EventType, WebhookEvent } from './emit.ts';

type AccountEventType = Extract<EventType, `connected_account.${string}`>;

/** Returns an event about an account. Its payload has no credentials, not even their names. */
export function accountEvent(
  type: AccountEventType,
  account: AccountWithoutCredentials,
  instant: Date,
): WebhookEvent {
  const { organizationId, projectId, id, authConfigId, toolkitSlug, userId, alias } = account;
  const { statusReason, expiresAt, createdAt, updatedAt } = account;
  const status = statusAt(instant, account);
  const owner = { id, authConfigId, toolkitSlug, userId, alias };
  const data = { ...owner, status, statusReason, expiresAt, createdAt, updatedAt };
  return { type, organizationId, projectId, data };
}

/** Returns the event of an update. */
export function accountChangeEvent(
  before: AccountWithoutCredentials,
  after: AccountWithoutCredentials,
  instant: Date,
): WebhookEvent {
  return accountEvent(changeType(before, after, instant), after, instant);
}

/** Setting the status EXPIRED on an account whose `expiresAt` has passed counts as expiry too: no event was sent before. */
function changeType(
  before: AccountWithoutCredentials,
  after: AccountWithoutCredentials,
  instant: Date,
): AccountEventType {
  const status = statusAt(instant, after);
  const isNew = after.storedStatus !== before.storedStatus || status !== statusAt(instant, before);
  if (isNew && status === 'REVOKED') return 'connected_account.revoked';
  if (isNew && status === 'EXPIRED') return 'connected_account.expired';
  return 'connected_account.updated';
}
