import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

// What the documentation says of keys, written down a second time: nothing here comes from the server's code.

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export type SecretPrefix = 'ak_' | 'oak_';

/** The 6 characters that must end a secret which begins with `body`: its CRC-32 in base62. */
export function checksumOf(body: string): string {
  let rest = BigInt(crc32(body));
  const digits = Array.from({ length: 6 }, () => {
    const digit = DIGITS.charAt(Number(rest % 62n));
    rest /= 62n;
    return digit;
  });
  return digits.reverse().join('');
}

/** A secret of the right form that nobody was ever given. */
export function unknownSecret(prefix: SecretPrefix): string {
  const random = Array.from({ length: 32 }, () => DIGITS.charAt(randomInt(62)));
  const body = prefix + random.join('');
  return body + checksumOf(body);
}

/** The same secret with one character of it mistyped. */
export function mistyped(secret: string): string {
  const place = secret.indexOf('_') + 5;
  const other = secret.charAt(place) === 'x' ? 'y' : 'x';
  return secret.slice(0, place) + other + secret.slice(place + 1);
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
