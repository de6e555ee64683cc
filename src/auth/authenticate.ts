import { timingSafeEqual } from 'node:crypto';
import type { Database } from '../data/database.ts';
import type { KeyUses } from '../data/key-use.ts';
import { type Actor, ANONYMOUS, OPERATOR } from '../domain/actor.ts';
import { findKeyHolder, type Visit } from '../domain/api-key/holder.ts';
import { type KeyKind, secretKind } from '../domain/api-key/secret.ts';
import { unauthenticated } from '../domain/errors.ts';
import { sha256 } from '../lib/sha256.ts';

/** The headers of a request, wherever it comes from. */
export type HeaderSource = { get(name: string): string | null };

export type Authentication = {
  readonly db: Database;
  readonly keyUses: KeyUses;
  readonly now: () => Date;
  /** Null: nobody is the operator. */
  readonly operatorKey: string | null;
};

/** A key as it was sent: it has the form of its kind, and may open nothing. */
export type Credential = { readonly kind: KeyKind | 'operator'; readonly secret: string };

/** The one key of a request; null when it has none. Throws UNAUTHENTICATED, with a reason and without the key, for a key
 *  that cannot be one, and for two that differ. Costs no statement. */
export function readCredential(headers: HeaderSource): Credential | null {
  const [credential, ...others] = credentialsOf(headers);
  if (!credential) return null;
  if (others.some((other) => other.secret !== credential.secret)) {
    throw unauthenticated('KEYS_DISAGREE', 'Two different keys were sent.', 'Send one key in one header.');
  }
  for (const { kind, secret } of [credential, ...others]) {
    if (kind !== 'operator') checkForm(kind, secret);
  }
  return credential;
}

/** Whom a key lets in that comes from an address, null where that is not known. Throws UNAUTHENTICATED for a key that opens
 *  nothing, FORBIDDEN for one that may not come from there. Costs one statement. */
export async function authenticate(
  credential: Credential | null,
  { db, keyUses, now, operatorKey }: Authentication,
  ip: string | null,
): Promise<Actor> {
  if (!credential) return ANONYMOUS;
  if (credential.kind === 'operator') return authenticateOperator(credential.secret, operatorKey);
  const visit: Visit = { now: now(), ip };
  const holder = await findKeyHolder(db, credential.secret, visit);
  keyUses.note(sha256(credential.secret), visit.now);
  return holder;
}

function credentialsOf(headers: HeaderSource): readonly Credential[] {
  const found: readonly (readonly [Credential['kind'], string | null | undefined])[] = [
    ['operator', headers.get('x-operator-key')],
    ['organization', headers.get('x-org-api-key')],
    ['project', headers.get('x-api-key')],
    ['project', /^bearer +(.+)$/i.exec(headers.get('authorization') ?? '')?.[1]],
  ];
  return found.flatMap(([kind, secret]) => (secret ? [{ kind, secret }] : []));
}

const rightHeader = {
  organization: 'Send an organization key (oak_…) as x-org-api-key.',
  project: 'Send a project key (ak_…) as x-api-key or as Authorization: Bearer.',
} as const;

function checkForm(kind: KeyKind, secret: string): void {
  const form = secretKind(secret);
  if (form === null) {
    throw unauthenticated('KEY_MALFORMED', 'That is not a key, or it has a typing error.', rightHeader[kind]);
  }
  if (form !== kind)
    throw unauthenticated('KEY_IN_WRONG_HEADER', 'The key is in the wrong header.', rightHeader[form]);
}

function authenticateOperator(secret: string, operatorKey: string | null): Actor {
  if (operatorKey !== null && timingSafeEqual(sha256(secret), sha256(operatorKey))) return OPERATOR;
  throw unauthenticated(
    'KEY_UNKNOWN',
    'The operator key is not known here.',
    'The operator key is the OPERATOR_KEY that the server was started with.',
  );
}
