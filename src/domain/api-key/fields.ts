import { z } from 'zod';
import { normalizeIpRange } from '../../lib/ip-range.ts';
import { label } from '../../lib/text.ts';
import { keyScopes, normalizeScopes } from '../core/permissions.ts';
import { idOf, instantInput } from '../core/validation.ts';

/** @limit objects: entries in `projectIds` or `allowedIps` */
const LIST_MAX = 100;

export const keyName = label(100);

const nonEmptyList = <Value extends z.ZodType>(value: Value) =>
  z
    .array(value)
    .min(1, 'cannot be empty: omit it, or give null')
    .max(LIST_MAX, `must have at most ${LIST_MAX} entries`);

export const keyScopeList = nonEmptyList(z.enum(keyScopes)).transform((scopes) => [
  ...normalizeScopes(scopes),
]);

export const pinnedProjects = nonEmptyList(idOf('proj')).transform((ids) => [...new Set(ids)]);

/** IP ranges in canonical form, without duplicates. */
export const ipRangeList = nonEmptyList(
  z.string().transform((text, { addIssue }) => {
    const range = normalizeIpRange(text.trim());
    if (range !== null) return range;
    addIssue('must be an IPv4 or IPv6 address, or a range such as 10.0.0.0/8');
    return z.NEVER;
  }),
).transform((ranges) => [...new Set(ranges)]);

export const keyExpiry = instantInput;
