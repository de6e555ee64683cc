import { crc32 } from 'node:zlib';
import { z } from 'zod';
import {
  type ApiKeyRow,
  insertKey,
  type KeyArguments,
  type SenderArguments,
  selectKeyHolder,
  selectOrganizationKeys,
} from '../data/api-key.ts';
import {
  type Database,
  type DatabaseTransaction,
  lostItsOwner,
  violatedUniqueIndex,
} from '../data/database.ts';
import type { ProjectRow } from '../data/project.ts';
import { KEY_NAME_INDEX, type ReplaceKeysArguments, replaceKeys } from '../data/regenerate-key.ts';
import { BASE62, encodeBase62 } from '../lib/base62.ts';
import { randomBase62 } from '../lib/random-id.ts';
import { sha256 } from '../lib/sha256.ts';
import type { Actor, OrganizationActor, ProjectActor } from './actor.ts';
import { auditArguments } from './audit-log.ts';
import { type DomainError, projectNotFound, unauthenticated } from './errors.ts';
import { parseInput } from './input.ts';
import { idPrefix, type Scope } from './scope.ts';
import { noOrganization, visibleProjects } from './visibility.ts';
import { eventArguments } from './webhook-event.ts';

/** A key as people may see it: neither secret nor hash. */
export type ApiKey = ApiKeyRow;

export type KeyKind = 'organization' | 'project';

/** A key at the only moment when its secret is known. */
export type IssuedKey = { readonly secret: string; readonly apiKey: ApiKeyRow };

const SECRET_PREFIX = { organization: 'oak_', project: 'ak_' } as const;
const RANDOM_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const SHOWN_RANDOM_LENGTH = 4;

/** 190 random bits, then a CRC-32 of all before it, so that typing errors and look-alikes cost no query. */
export function newSecret(kind: KeyKind): string {
  const body = SECRET_PREFIX[kind] + randomBase62(RANDOM_LENGTH);
  return body + checksum(body);
}

const secretPattern = new RegExp(`^(oak|ak)_[${BASE62}]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

/** The kind of key that a text has the form of; null when it has the form of none. Says nothing about whether it exists. */
export function secretKind(text: string): KeyKind | null {
  const form = secretPattern.exec(text);
  if (!form || checksum(text.slice(0, -CHECKSUM_LENGTH)) !== text.slice(-CHECKSUM_LENGTH)) return null;
  return form[1] === 'oak' ? 'organization' : 'project';
}

function checksum(body: string): string {
  return encodeBase62(crc32(body), CHECKSUM_LENGTH);
}

/** Why a well-formed key opens nothing. */
export function keyRefused(why: 'unknown' | 'revoked'): DomainError {
  return why === 'unknown'
    ? unauthenticated(
        'KEY_UNKNOWN',
        'The key is not known here.',
        'Check that the key belongs to this installation.',
      )
    : unauthenticated(
        'KEY_REVOKED',
        'The key was revoked.',
        'Ask whoever manages the organization for the present key.',
      );
}

/** Whom a well-formed secret lets in, by one look at the database. */
export async function findKeyHolder(
  db: Database,
  secret: string,
): Promise<OrganizationActor | ProjectActor | 'revoked' | 'unknown'> {
  const keyHash = sha256(secret);
  const [found] = await db.read(selectKeyHolder, { hash: keyHash });
  if (!found) return 'unknown';
  const { isRevoked, ...apiKey } = found;
  if (isRevoked) return 'revoked';
  const { organizationId, projectId } = apiKey;
  if (projectId === null) return { kind: 'organization', organizationId, apiKey, keyHash };
  return { kind: 'project', organizationId, projectId, apiKey, keyHash };
}

/** For statements that only a live key of an organization may run. Throws FORBIDDEN for every other actor. */
export function senderArguments(actor: Actor): SenderArguments {
  if (actor.kind !== 'organization') throw noOrganization();
  return { organizationId: actor.organizationId, senderHash: actor.keyHash };
}

export type NewKey = KeyArguments & { readonly secret: string };

/** A key that exists nowhere yet. */
export function draftKey(scope: Scope, kind: KeyKind, name = 'default'): NewKey {
  const secret = newSecret(kind);
  return {
    secret,
    keyId: scope.newId('key'),
    keyName: name,
    keyPrefix: secret.slice(0, SECRET_PREFIX[kind].length + SHOWN_RANDOM_LENGTH),
    keyLast4: secret.slice(-4),
    keyHash: sha256(secret),
    now: scope.now(),
  };
}

type KeyOwner = { readonly organizationId: string; readonly projectId: string | null };

/** The draft as it stands once a statement has stored it. */
export function issuedKey(key: NewKey, { organizationId, projectId }: KeyOwner): IssuedKey {
  const { secret, keyId, keyName, keyPrefix, keyLast4, now } = key;
  const shown = { id: keyId, name: keyName, prefix: keyPrefix, last4: keyLast4, createdAt: now };
  return { secret, apiKey: { ...shown, organizationId, projectId } };
}

export async function storeKey(tx: DatabaseTransaction, key: NewKey, owner: KeyOwner): Promise<IssuedKey> {
  const apiKey = await insertKey(tx, {
    id: key.keyId,
    organization_id: owner.organizationId,
    project_id: owner.projectId,
    name: key.keyName,
    prefix: key.keyPrefix,
    last4: key.keyLast4,
    hash: key.keyHash,
    created_at: key.now,
  });
  return { secret: key.secret, apiKey };
}

const regenerateInput = z.object({ projectId: z.string() });

export type RegenerateInput = z.input<typeof regenerateInput>;

/** Issues a new key and revokes every older one of the project in the same statement: from the answer on, no old key
 *  is accepted. The secret is returned once and never stored. Not idempotent. Throws NOT_FOUND for a project that the
 *  actor cannot see. */
export async function regenerateApiKey(
  scope: Scope,
  input: RegenerateInput,
): Promise<{ project: ProjectRow; issuedKey: IssuedKey }> {
  return regenerateBy(scope, input, async (args, key) => {
    const [project] = await scope.db.write(replaceKeys, args);
    if (!project) throw projectNotFound();
    const { organizationId, id: projectId } = project;
    return { project, issuedKey: issuedKey(key, { organizationId, projectId }) };
  });
}

/** `regenerateApiKey` by any statement that does it. */
export async function regenerateBy<Result>(
  scope: Scope,
  input: RegenerateInput,
  replace: (args: ReplaceKeysArguments, key: NewKey) => Promise<Result>,
): Promise<Result> {
  const { projectId } = parseInput(regenerateInput, input);
  const sender = senderArguments(scope.actor);
  if (idPrefix(projectId) !== 'proj') throw projectNotFound();
  for (;;) {
    const key = draftKey(scope, 'project');
    const { organizationId } = sender;
    const { apiKey } = issuedKey(key, { organizationId, projectId });
    const audit = auditArguments(scope, { action: 'API_KEY_REGENERATED', changes: { apiKeyId: key.keyId } });
    const event = eventArguments(scope, {
      type: 'api_key.regenerated',
      organizationId,
      projectId,
      data: apiKeyData(apiKey),
    });
    try {
      return await replace({ ...sender, ...audit, ...event, ...key, id: projectId }, key);
    } catch (error) {
      if (lostItsOwner(error)) throw projectNotFound();
      // Another regeneration won the moment. Start over, so that its key is revoked too.
      if (violatedUniqueIndex(error) !== KEY_NAME_INDEX) throw error;
    }
  }
}

/** A key as events tell of it. */
function apiKeyData({ id, name, prefix, last4, createdAt }: ApiKeyRow): object {
  return { id, name, prefix, last4, createdAt };
}

/** The key that the actor sent. Throws FORBIDDEN for an actor without one. */
export function viewerKey({ actor }: Scope): ApiKey {
  if ('apiKey' in actor) return actor.apiKey;
  throw noOrganization();
}

/** Live keys of a project, oldest first. */
export async function apiKeysOfProject(scope: Scope, project: ProjectRow): Promise<readonly ApiKeyRow[]> {
  const visible = visibleProjects(scope.actor, project.organizationId);
  return scope.loaders(visible).keysByProjectId.load(project.id);
}

/** Live keys that open the organization itself, oldest first. */
export async function apiKeysOfOrganization(
  scope: Scope,
  organizationId: string,
): Promise<readonly ApiKeyRow[]> {
  return scope.db.read(selectOrganizationKeys, visibleProjects(scope.actor, organizationId));
}

/** Null: unknown, revoked, or of somebody else. */
export async function apiKeyById(scope: Scope, id: string): Promise<ApiKeyRow | null> {
  return scope.loaders(visibleProjects(scope.actor)).keyById.load(id);
}
