import { useMemo } from 'react';
import type { ApiKeyRowFragment, ApiKeysOrganizationPageQueryVariables } from './generated/operations.ts';

export const FILTERS = ['unused', 'expiring', 'no-expiry', 'not-limited', 'disabled'] as const;
export type KeyFilter = (typeof FILTERS)[number];

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

export const isExpired = ({ expiresAt }: ApiKeyRowFragment, now: number) =>
  expiresAt !== null && Date.parse(expiresAt) <= now;

export const isExpiring = (key: ApiKeyRowFragment, now: number) =>
  key.expiresAt !== null && !isExpired(key, now) && Date.parse(key.expiresAt) < now + MONTH_MS;

const instant = (ms: number) => new Date(ms).toISOString();

const argumentsOf: Readonly<Record<KeyFilter, (now: number) => ApiKeysOrganizationPageQueryVariables>> = {
  unused: (now) => ({ unusedSince: instant(now - MONTH_MS) }),
  expiring: (now) => ({ expiringBefore: instant(now + MONTH_MS) }),
  'no-expiry': () => ({ hasExpiry: false }),
  'not-limited': () => ({ hasScopes: false }),
  disabled: () => ({ enabled: false }),
};

/** Returns the arguments of the list of keys for a filter. Its times are those of when it was chosen: other ones are another query. */
export const useFilterArguments = (filter: KeyFilter | undefined): ApiKeysOrganizationPageQueryVariables =>
  useMemo(() => (filter === undefined ? {} : argumentsOf[filter](Date.now())), [filter]);
