import { crc32 } from 'node:zlib';
import { BASE62, encodeBase62 } from '../../lib/base62.ts';
import { randomBase62 } from '../../lib/random-id.ts';

export type KeyKind = 'organization' | 'project';

const SECRET_PREFIX = { organization: 'oak_', project: 'ak_' } as const;
const RANDOM_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const DISPLAYED_RANDOM_LENGTH = 4;

/** 190 random bits, then a CRC-32 of all before it, so that typing errors and look-alikes cost no query. */
export function generateSecret(kind: KeyKind): string {
  const body = SECRET_PREFIX[kind] + randomBase62(RANDOM_LENGTH);
  return body + checksum(body);
}

/** As much of a secret as may be seen. */
export function displayParts(
  kind: KeyKind,
  secret: string,
): { readonly prefix: string; readonly last4: string } {
  return {
    prefix: secret.slice(0, SECRET_PREFIX[kind].length + DISPLAYED_RANDOM_LENGTH),
    last4: secret.slice(-4),
  };
}

const secretPattern = new RegExp(`^o?ak_[${BASE62}]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

/** The kind of key that a text has the form of; null when it has the form of none. Says nothing about whether it exists. */
export function parseSecretKind(text: string): KeyKind | null {
  if (!secretPattern.test(text)) return null;
  if (!text.endsWith(checksum(text.slice(0, -CHECKSUM_LENGTH)))) return null;
  return text.startsWith(SECRET_PREFIX.organization) ? 'organization' : 'project';
}

function checksum(body: string): string {
  return encodeBase62(crc32(body), CHECKSUM_LENGTH);
}
