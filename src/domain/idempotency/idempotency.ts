import { DAY_MS, MINUTE_MS } from '../../lib/duration.ts';
import { sha256 } from '../../lib/sha256.ts';
import { repeatUntilEmpty } from '../../postgres/batched-delete.ts';
import {
  deleteIdempotencyKey,
  deleteOldIdempotencyKeys,
  type IdempotencyPlace,
  insertIdempotencyKey,
  selectIdempotencyKey,
  updateIdempotencyAnswer,
} from '../../repositories/idempotency-key.ts';
import type { Actor } from '../core/actor.ts';
import type { ErrorReason } from '../core/error-reasons.ts';
import { DomainError } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';

/** A mutation as it was sent, under a key of the sender's own choice. */
export type IdempotentRequest = {
  readonly key: string;
  /** All that must be the same for it to be the same request. */
  readonly content: unknown;
};

/** An HTTP answer. */
export type StoredResponse = { readonly status: number; readonly body: string };

/** Either the place of a request that is to be done now, or the answer of one that was. */
export type Idempotent =
  | { readonly kind: 'begun'; readonly place: IdempotencyPlace }
  | { readonly kind: 'answered'; readonly answer: StoredResponse };

/** What a kept answer begins with that contains neither secrets nor credentials. Those of former versions may, and are not shown. White
 *  space: processes of a former version can read it. */
const FORM = '\n';
const RETENTION_MS = DAY_MS;
/** Of a larger answer only the fact is kept that there was one. */
export const KEPT_BYTES_MAX = 64 * 1024;
/** No mutation takes longer. Whoever began one and has not answered by then was cut off. */
const RUN_MS_MAX = MINUTE_MS;

/** Takes the place of a request, so that it is done once in 24 hours by all processes together, or finds its answer. Throws
 *  CONFLICT where the key was for something else, and where there is no answer: yet, because it was too large to be kept, or because
 *  the first request was cut off. */
export async function claimKey(context: RequestContext, request: IdempotentRequest): Promise<Idempotent> {
  const place = placeOf(context.actor, request.key);
  const requestHash = sha256(canonicalJson(request.content));
  const now = context.now();
  for (;;) {
    const expiredAt = new Date(now.getTime() - RETENTION_MS);
    const [begun] = await context.bookkeeping.write(insertIdempotencyKey, {
      ...place,
      requestHash,
      now,
      expiredAt,
    });
    if (begun) return { kind: 'begun', place };
    const [found] = await context.db.read(selectIdempotencyKey, place);
    // It was given back meanwhile.
    if (!found) continue;
    const { status, body, createdAt } = found;
    if (!found.requestHash.equals(requestHash)) throw keyReused();
    if (status !== null) {
      const kept = body && context.encryption.open(body, sealedPlace(place));
      if (!kept?.startsWith(FORM)) throw answerNotKept();
      return { kind: 'answered', answer: { status, body: kept.slice(FORM.length) } };
    }
    throw now.getTime() - createdAt.getTime() < RUN_MS_MAX ? keyInUse() : outcomeUnknown();
  }
}

/** Keeps the answer for a replay. It must not contain a value that is stored sealed, or nowhere. Of an answer of more than
 *  KEPT_BYTES_MAX as it is stored, and of one without a body, keeps the fact alone. */
export async function storeResponse(
  { bookkeeping, encryption }: RequestContext,
  place: IdempotencyPlace,
  { status, body }: { readonly status: number; readonly body: string | null },
): Promise<void> {
  const sealed = body === null ? null : encryption.seal(FORM + body, sealedPlace(place));
  const kept = sealed && sealed.byteLength <= KEPT_BYTES_MAX ? sealed : null;
  await bookkeeping.write(updateIdempotencyAnswer, { ...place, status, body: kept });
}

/** For a request that never came to be done: the key is as good as new. */
export async function releaseKey({ bookkeeping }: RequestContext, place: IdempotencyPlace): Promise<void> {
  await bookkeeping.write(deleteIdempotencyKey, place);
}

/** Forgets requests that are older than a day. Any number of workers may do it at once. */
export async function purgeIdempotencyKeys({ db, now }: RequestContext): Promise<void> {
  const before = new Date(now().getTime() - RETENTION_MS);
  await repeatUntilEmpty(() => db.write(deleteOldIdempotencyKeys, { before }));
}

/** Everybody has keys of their own. */
function placeOf(actor: Actor, key: string): IdempotencyPlace {
  const sender = 'apiKey' in actor ? actor.apiKey.id : actor.kind;
  return {
    organizationId: 'organizationId' in actor ? actor.organizationId : '',
    projectId: 'projectId' in actor ? actor.projectId : null,
    id: sha256(`${sender}\n${key}`).toString('base64url'),
  };
}

const sealedPlace = (place: IdempotencyPlace) => ({ ...place, column: 'idempotency_key.body' }) as const;

/** Without regard to the order of the names in objects. */
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
    'This Idempotency-Key was sent before, with another request.',
    'Make a new key for each mutation, and send it again only with the same document and variables.',
  );

const keyInUse = () =>
  conflict(
    'IDEMPOTENCY_KEY_IN_USE',
    'A request with this Idempotency-Key is being done at the moment.',
    'Send it again in a few seconds.',
  );

const outcomeUnknown = () =>
  conflict(
    'IDEMPOTENCY_OUTCOME_UNKNOWN',
    'The request with this Idempotency-Key was cut off: it may have been done, or not.',
    'Look whether it was done. If not, send it with a new key.',
  );

const answerNotKept = () =>
  conflict(
    'IDEMPOTENCY_ANSWER_NOT_KEPT',
    `The request with this Idempotency-Key was answered, and the answer was not kept: it had more than ${KEPT_BYTES_MAX} bytes, or came before an upgrade.`,
    'It is not done again: read what it changed. Select less in a mutation to have its answer kept.',
  );
