import { timingSafeEqual } from 'node:crypto';
import { type KeyKind, parseSecretKind } from '../domain/api-key/secret.ts';
import { type Actor, ANONYMOUS, createOperator } from '../domain/core/actor.ts';
import type { AppContext } from '../domain/core/app-context.ts';
import { unauthenticated } from '../domain/core/errors.ts';
import { type AuthAttempt, authenticateKey } from '../domain/core/key-authentication.ts';
import { sha256 } from '../lib/sha256.ts';
import type { Database } from '../postgres/database.ts';

/** Read access to the headers of a request. */
export type HeaderSource = { get(name: string): string | null };

export type Authentication = Pick<AppContext, 'shared' | 'clock'> & {
  /** Null: there is no operator. */
  readonly operatorKey: string | null;
};

/** A well-formed key from a request. It may be invalid. The secret itself is not kept. */
export type Credential = {
  readonly kind: KeyKind | 'operator';
  /** SHA-256 of the secret, computed once per request. */
  readonly hash: Buffer;
};

type SentKey = { readonly header: string; readonly kind: Credential['kind']; readonly secret: string };

/** The keys that `Authorization: Bearer` carries: those of projects, or of any kind. */
export type BearerKeys = 'project' | 'any';

/** Reads the key of a request. Null: it has none. Throws UNAUTHENTICATED, with a reason and without the key, for a malformed key and for
 *  two different keys. Executes no statement. */
export function readCredential(headers: HeaderSource, bearer: BearerKeys = 'project'): Credential | null {
  const sent = credentialsOf(headers, bearer);
  const [first] = sent;
  if (!first) return null;
  const other = sent.find(({ secret }) => secret !== first.secret);
  if (other) {
    throw unauthenticated(
      'CONFLICTING_CREDENTIALS',
      `Two different keys were sent: ${first.header} and ${other.header}.`,
      'Send one key in one header.',
    );
  }
  for (const { kind, secret } of sent) {
    if (kind !== 'operator') assertKeyFormat(kind, secret);
  }
  return { kind: first.kind, hash: sha256(first.secret) };
}

/** Returns whether a request has a non-empty key header, valid or not. */
export const carriesKey = (headers: HeaderSource): boolean => credentialsOf(headers).length > 0;

/** The origin of a key. */
export type KeySource = {
  /** Null: not known. */
  readonly ip: string | null;
  /** The organization that the key belonged to before; the query counts against its share of the pool. Undefined: the key is not cached. */
  readonly organizationId: string | undefined;
};

/** Authenticates a key. Throws UNAUTHENTICATED for an invalid key, FORBIDDEN when the key is not allowed from this IP address. Executes one
 *  statement, and another one for a secret that this process has not met. */
export async function authenticate(
  credential: Credential | null,
  { shared: { db, routes, lastUsed }, clock, operatorKey }: Authentication,
  { ip, organizationId = '' }: KeySource,
): Promise<Actor> {
  if (!credential) return ANONYMOUS;
  if (credential.kind === 'operator') return authenticateOperator(credential.hash, operatorKey);
  const attempt: AuthAttempt = { now: clock.now(), ip };
  const share = { organizationId, rowBytesLeft: Number.POSITIVE_INFINITY };
  const read: Database['read'] = (statement, args) => db.read(statement, args, share);
  const actor = await authenticateKey({ read, routes }, credential.hash, attempt);
  lastUsed.record({ organizationId: actor.organizationId, hash: credential.hash }, attempt.now);
  return actor;
}

const credentialHeaders = [
  ['operator', 'x-operator-key'],
  ['organization', 'x-org-api-key'],
  ['project', 'x-api-key'],
] as const;

function credentialsOf(headers: HeaderSource, bearerKeys: BearerKeys = 'project'): readonly SentKey[] {
  const keys: SentKey[] = [];
  for (const [kind, header] of credentialHeaders) {
    const secret = headers.get(header);
    if (secret) keys.push({ header, kind, secret });
  }
  const authorization = headers.get('authorization');
  const bearer = authorization && /^bearer +(.+)$/i.exec(authorization)?.[1];
  if (bearer) {
    const kind = bearerKeys === 'any' ? (parseSecretKind(bearer) ?? 'project') : 'project';
    keys.push({ header: 'authorization', kind, secret: bearer });
  }
  return keys;
}

const expectedHeader = {
  organization: 'Send an organization key (oak_…) as x-org-api-key.',
  project: 'Send a project key (ak_…) as x-api-key or as Authorization: Bearer.',
} as const;

function assertKeyFormat(kind: KeyKind, secret: string): void {
  const form = parseSecretKind(secret);
  if (form === null) {
    throw unauthenticated('KEY_MALFORMED', 'The API key is malformed or mistyped.', expectedHeader[kind]);
  }
  if (form !== kind)
    throw unauthenticated('KEY_IN_WRONG_HEADER', 'The key is in the wrong header.', expectedHeader[form]);
}

function authenticateOperator(hash: Buffer, operatorKey: string | null): Actor {
  if (operatorKey !== null && timingSafeEqual(hash, sha256(operatorKey))) return createOperator();
  throw unauthenticated(
    'KEY_UNKNOWN',
    'Invalid operator key.',
    'Send the OPERATOR_KEY that the server was started with.',
  );
}
