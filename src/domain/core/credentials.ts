import { z } from 'zod';
import type { Encryption, SealedLocation } from '../../postgres/encryption/cipher.ts';
import { parseInput } from './validation.ts';

/** Credentials of an account with a toolkit, as names and values. Stored encrypted, never logged, shown masked. */
export type Credentials = Readonly<Record<string, string>>;

/** @limit objects: entries of credentials */
const ENTRIES_MAX = 32;
/** @limit objects: size of credentials */
const SIZE_BYTES_MAX = 8 * 1024;
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** Names that every JavaScript object has by inheritance. */
const isInheritedName = (name: string) => name in {} || name === 'prototype';

/** Checked before the values: no message repeats a name, which may be a misplaced value. */
const hasValidNames = (input: unknown) =>
  typeof input === 'object' &&
  input !== null &&
  !Array.isArray(input) &&
  Object.keys(input).every((name) => NAME.test(name) && !isInheritedName(name));

const text = z
  .string({ error: 'must be text' })
  .refine((value) => value.isWellFormed(), 'must be well-formed Unicode');

const entries = <Value extends z.ZodType>(value: Value) =>
  z
    .custom<object>(
      hasValidNames,
      "must be an object whose names have 1 to 64 characters out of a-z, A-Z, 0-9, _, - and ., other than names of JavaScript's own properties",
    )
    .pipe(z.record(z.string(), value));

const fits = (credentials: Credentials) => Buffer.byteLength(JSON.stringify(credentials)) <= SIZE_BYTES_MAX;

/** All credentials of one owner. */
export const credentialsInput = entries(text)
  .refine((all) => Object.keys(all).length <= ENTRIES_MAX, `must have at most ${ENTRIES_MAX} entries`)
  .refine(fits, 'must fit into 8 KiB of JSON');

/** Credentials to set; null removes one. */
export const credentialChangesInput = entries(text.nullable());

/** Merges changes into credentials. Throws BAD_USER_INPUT when the result exceeds a limit. */
export function mergeCredentials(
  before: Credentials,
  changes: Readonly<Record<string, string | null>>,
): Credentials {
  const merged = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null);
  return parseInput(z.object({ credentials: credentialsInput }), { credentials: Object.fromEntries(merged) })
    .credentials;
}

export function sealCredentials(
  encryption: Encryption,
  credentials: Credentials,
  place: SealedLocation,
): Buffer {
  return encryption.seal(JSON.stringify(credentials), place);
}

/** Decrypts credentials. Throws an unexpected error when the stored value is damaged or was moved from another row or
 *  column. */
export function openCredentials(encryption: Encryption, sealed: Buffer, place: SealedLocation): Credentials {
  return JSON.parse(encryption.open(sealed, place));
}

const VISIBLE_LENGTH = 4;
/** Shorter values would be too easy to guess from their first characters. */
const VISIBLE_FROM_LENGTH = 12;

/** Masks a secret: the first 4 characters of a value of at least 12, enough to distinguish it from others. */
export function maskSecret(value: string): string {
  const characters = [...value];
  if (characters.length < VISIBLE_FROM_LENGTH) return '...';
  return `${characters.slice(0, VISIBLE_LENGTH).join('')}...`;
}

/** Applies `show` to every value. */
export function showCredentials(
  credentials: Credentials,
  show: (value: string, name: string) => string,
): Credentials {
  return Object.fromEntries(Object.entries(credentials).map(([name, value]) => [name, show(value, name)]));
}
