import { DAY_MS, MINUTE_MS } from '../../lib/duration.ts';
import { sha256 } from '../../lib/sha256.ts';
import { repeatUntilEmpty } from '../../postgres/row-batch.ts';
import {
  deleteIdempotencyKey,
  deleteOldIdempotencyKeys,
  type IdempotencySlot,
  insertIdempotencyKey,
  selectIdempotencyKey,
  updateIdempotencyResponse,
} from '../../repositories/idempotency-key.ts';
import type { Actor } from '../core/actor.ts';
import type { ErrorReason } from '../core/error-reasons.ts';
import { DomainError } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';

/** A mutation with the idempotency key of its client. */
export type IdempotentRequest = {
  readonly key: string;
  /** Everything that must be equal for a retry of the same request. */
  readonly content: unknown;
};

/** An HTTP response. */
export type StoredResponse = { readonly status: number; readonly body: string };

/** The slot of a request to execute now. */
export type ClaimedKey = { readonly kind: 'claimed'; readonly slot: IdempotencySlot };

/** Either the slot of a request to execute now, or the stored response of an executed one. */
export type IdempotencyClaim = ClaimedKey | { readonly kind: 'completed'; readonly response: StoredResponse };

/** The prefix of stored responses, which contain neither secrets nor credentials. Responses of former versions lack it, may
 *  contain them and are not replayed. White space, so that processes of a former version can read it. */
const FORMAT_MARKER = '\n';
/** @limit objects: retention of an `Idempotency-Key` */
const RETENTION_MS = DAY_MS;
/** Larger responses are not stored, only that there was one.
 *  @limit objects: response that an `Idempotency-Key` keeps */
export const STORED_BYTES_MAX = 64 * 1024;
/** Longer than any mutation. A request that began earlier and has no response was interrupted. */
const RUN_MS_MAX = MINUTE_MS;

/** Claims the slot of a request, so that all processes together execute it once in 24 hours, or returns its stored
 *  response. Throws CONFLICT when the key was used for another request, and when there is no response: because the first
 *  request is still in progress, its response was too large to store, or it was interrupted. */
export async function claimKey(
  context: RequestContext,
  request: IdempotentRequest,
): Promise<IdempotencyClaim> {
  const slot = slotOf(context.actor, request.key);
  const requestHash = sha256(canonicalJson(request.content));
  const now = context.now();
  for (;;) {
    const expiredAt = new Date(now.getTime() - RETENTION_MS);
    const [claimed] = await context.bookkeeping.write(insertIdempotencyKey, {
      ...slot,
      requestHash,
      now,
      expiredAt,
    });
    if (claimed) return { kind: 'claimed', slot };
    const [row] = await context.db.read(selectIdempotencyKey, slot);
    // The slot was released concurrently.
    if (!row) continue;
    const { status, body, createdAt } = row;
    if (!row.requestHash.equals(requestHash)) throw keyReused();
    if (status !== null) {
      const stored = body && context.encryption.open(body, sealedSlot(slot));
      if (!stored?.startsWith(FORMAT_MARKER)) throw responseNotStored();
      return { kind: 'completed', response: { status, body: stored.slice(FORMAT_MARKER.length) } };
    }
    throw now.getTime() - createdAt.getTime() < RUN_MS_MAX ? keyInUse() : outcomeUnknown();
  }
}

/** Stores a response for replay. It must not contain a value that is stored encrypted, or nowhere. Of a response that
 *  exceeds STORED_BYTES_MAX as stored, and of one without a body, stores only that there was one. */
export async function storeResponse(
  { bookkeeping, encryption }: RequestContext,
  slot: IdempotencySlot,
  { status, body }: { readonly status: number; readonly body: string | null },
): Promise<void> {
  const sealed = body === null ? null : encryption.seal(FORMAT_MARKER + body, sealedSlot(slot));
  const stored = sealed && sealed.byteLength <= STORED_BYTES_MAX ? sealed : null;
  await bookkeeping.write(updateIdempotencyResponse, { ...slot, status, body: stored });
}

/** Releases the slot of a request that was not executed: the key can be used again. */
export async function releaseKey({ bookkeeping }: RequestContext, slot: IdempotencySlot): Promise<void> {
  await bookkeeping.write(deleteIdempotencyKey, slot);
}

/** Deletes requests older than a day. Any number of workers may run it concurrently. */
export async function purgeIdempotencyKeys({ db, now }: RequestContext): Promise<void> {
  const before = new Date(now().getTime() - RETENTION_MS);
  await repeatUntilEmpty(() => db.write(deleteOldIdempotencyKeys, { before }));
}

/** Idempotency keys are separate for each caller. */
function slotOf(actor: Actor, key: string): IdempotencySlot {
  const sender = 'apiKey' in actor ? actor.apiKey.id : actor.kind;
  return {
    organizationId: 'organizationId' in actor ? actor.organizationId : '',
    projectId: 'projectId' in actor ? actor.projectId : null,
    id: sha256(`${sender}\n${key}`).toString('base64url'),
  };
}

const sealedSlot = (slot: IdempotencySlot) => ({ ...slot, column: 'idempotency_key.body' }) as const;

/** Serializes a value independently of the order of object keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

const conflict = (reason: ErrorReason, message: string, suggestedFix: string) =>
  new DomainError({ code: 'CONFLICT', reason, message, suggestedFix });

const keyReused = () =>
  conflict(
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used before, with another request.',
    'Use a new key for each mutation, and reuse it only with the same document and variables.',
  );

const keyInUse = () =>
  conflict(
    'IDEMPOTENCY_KEY_IN_USE',
    'A request with this Idempotency-Key is still in progress.',
    'Retry in a few seconds.',
  );

const outcomeUnknown = () =>
  conflict(
    'IDEMPOTENCY_OUTCOME_UNKNOWN',
    'The request with this Idempotency-Key was interrupted: it may or may not have been executed.',
    'Check whether it was executed. If not, send it with a new key.',
  );

const responseNotStored = () =>
  conflict(
    'IDEMPOTENCY_RESPONSE_NOT_STORED',
    `The request with this Idempotency-Key was executed, but its response was not stored: it had more than ${STORED_BYTES_MAX} bytes, or dates from before an upgrade.`,
    'It is not executed again: read what it changed. Select less in a mutation to have its response stored.',
  );
