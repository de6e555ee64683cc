import type { HeaderSource } from '../auth/authenticate.ts';
import type { AppContext } from '../domain/core/app-context.ts';
import type { ErrorReason } from '../domain/core/error-reasons.ts';
import type { DomainError, ErrorCode } from '../domain/core/errors.ts';
import type { RequestContext } from '../domain/core/request-context.ts';
import { type ClaimedKey, releaseKey, storeResponse } from '../domain/idempotency/idempotency.ts';
import { HttpError } from './error-response.ts';

export const IDEMPOTENCY_KEY = 'idempotency-key';
const keyPattern = /^[\x20-\x7e]{1,255}$/;

/** Returns the key of a request. Null: it has none. Throws an HttpError for a malformed one. */
export function readIdempotencyKey(headers: HeaderSource): string | null {
  const key = headers.get(IDEMPOTENCY_KEY);
  if (key === null || keyPattern.test(key)) return key;
  const fix = 'Send 1 to 255 printable ASCII characters, such as a UUID.';
  throw new HttpError(400, 'Invalid Idempotency-Key header.', fix);
}

/** The outcome of a write. 'rolledBack': it may be retried as if it had never been sent. */
export type WriteOutcome = 'committed' | 'rolledBack' | 'unknown';

/** Codes of errors that are thrown before anything is written. */
const rejectedCodes: readonly ErrorCode[] = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
];

/** Reasons of errors after which the database has written nothing, or rolled it back. */
const rolledBackReasons: readonly ErrorReason[] = ['DATABASE_BUSY', 'STATEMENT_TIMEOUT'];

/** Returns what a write left that failed with this error. Null: an unexpected error. */
export function outcomeOfError(error: DomainError | null): WriteOutcome {
  if (error === null) return 'unknown';
  const { code, reason } = error;
  // RESPONSE_TOO_LARGE is excluded: such a write has been committed.
  if (reason === 'RESPONSE_TOO_LARGE') return 'committed';
  if (rejectedCodes.includes(code) || rolledBackReasons.includes(reason)) return 'rolledBack';
  return code === 'UNAVAILABLE' || code === 'TIMEOUT' ? 'unknown' : 'committed';
}

type ExecutedWrite = {
  readonly claim: ClaimedKey;
  readonly requestId: string;
  readonly outcome: WriteOutcome;
  /** Returns the response to store. Body null: too large. */
  readonly readResponse: () => { readonly status: number; readonly body: string | null };
};

/** Stores the response of a committed write, and releases the key of one that was rolled back. The key of an unknown outcome stays
 *  claimed, as does one whose update fails, which is reported: the write ran. A retry gets IDEMPOTENCY_OUTCOME_UNKNOWN. */
export async function settleKey(
  { reportError }: Pick<AppContext, 'reportError'>,
  context: RequestContext,
  { claim: { slot }, requestId, outcome, readResponse }: ExecutedWrite,
): Promise<void> {
  if (outcome === 'unknown') return;
  const settled =
    outcome === 'committed' ? storeResponse(context, slot, readResponse()) : releaseKey(context, slot);
  await settled.catch((error) => reportError(error, requestId));
}

/** Sets the value at a path to null. False: there was none. */
export function redact(part: unknown, [name, ...below]: readonly (string | number)[]): boolean {
  if (typeof part !== 'object' || part === null || name === undefined || !(name in part)) return false;
  const parent = part as Record<string | number, unknown>;
  if (below.length > 0) return redact(parent[name], below);
  if (parent[name] === null) return false;
  parent[name] = null;
  return true;
}
