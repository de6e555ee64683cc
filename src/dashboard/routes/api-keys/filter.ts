import type { ApiKeyRowFragment } from './generated/operations.ts';

export const FILTERS = ['unused', 'expiring', 'no-expiry', 'not-limited', 'disabled'] as const;
export type KeyFilter = (typeof FILTERS)[number];

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

export const isExpired = ({ expiresAt }: ApiKeyRowFragment, now: number) =>
  expiresAt !== null && Date.parse(expiresAt) <= now;

export const isExpiring = (key: ApiKeyRowFragment, now: number) =>
  key.expiresAt !== null && !isExpired(key, now) && Date.parse(key.expiresAt) < now + MONTH_MS;

/** Whether neither the key nor one of its former secrets was used for 30 days. A younger key counts as used. */
function isUnused({ createdAt, lastUsedAt, secrets }: ApiKeyRowFragment, now: number): boolean {
  const uses = [lastUsedAt, ...secrets.map((secret) => secret.lastUsedAt)].filter((at) => at !== null);
  return [createdAt, ...uses].every((at) => Date.parse(at) < now - MONTH_MS);
}

const matches: Readonly<Record<KeyFilter, (key: ApiKeyRowFragment, now: number) => boolean>> = {
  unused: isUnused,
  expiring: isExpiring,
  'no-expiry': ({ expiresAt }) => expiresAt === null,
  'not-limited': ({ scopes }) => scopes === null,
  disabled: ({ enabled }) => !enabled,
};

/** A list of keys has no pages and at most 100 rows, so it is filtered here. */
export const filterKeys = (keys: readonly ApiKeyRowFragment[], filter: KeyFilter | undefined, now: number) =>
  filter === undefined ? keys : keys.filter((key) => matches[filter](key, now));
