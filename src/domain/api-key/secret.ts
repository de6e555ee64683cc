import { crc32 } from 'node:zlib';
import { BASE62, encodeBase62 } from '../../lib/base62.ts';
import { randomBase62 } from '../../lib/random-id.ts';

export type KeyKind = 'organization' | 'project';

const SECRET_PREFIX = { organization: 'oak_', project: 'ak_' } as const;
const RANDOM_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const DISPLAYED_RANDOM_LENGTH = 4;

/** Returns a secret of 190 random bits and a CRC-32 of everything before it, so that typing errors are rejected without a
 *  query. */
export function generateSecret(kind: KeyKind): string {
  const body = SECRET_PREFIX[kind] + randomBase62(RANDOM_LENGTH);
  return body + checksum(body);
}

/** Returns the parts of a secret that may be shown. */
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

/** Returns the kind of a well-formed key; null for any other text. Does not check that the key exists. */
export function parseSecretKind(text: string): KeyKind | null {
  if (!secretPattern.test(text)) return null;
  if (!text.endsWith(checksum(text.slice(0, -CHECKSUM_LENGTH)))) return null;
  return text.startsWith(SECRET_PREFIX.organization) ? 'organization' : 'project';
}

function checksum(body: string): string {
  return encodeBase62(crc32(body), CHECKSUM_LENGTH);
}
