import { type DatabaseErrorKind, databaseErrorKind } from '../../postgres/errors.ts';
import { RowsTooLargeError } from '../../postgres/share.ts';
import { answerTooLarge, DomainError } from './errors.ts';

const RETRY_SECONDS = 1;

const clientErrors: Readonly<Record<DatabaseErrorKind, () => DomainError>> = {
  unavailable: () =>
    new DomainError({
      code: 'UNAVAILABLE',
      reason: 'DATABASE_UNAVAILABLE',
      message: 'The database cannot answer at the moment.',
      suggestedFix:
        'Ask again in a moment, and send mutations with an Idempotency-Key, so that none is done twice.',
      retryAfterSeconds: RETRY_SECONDS,
    }),
  busy: () =>
    new DomainError({
      code: 'UNAVAILABLE',
      reason: 'DATABASE_BUSY',
      message: 'Too many requests wait for the database.',
      suggestedFix: 'Ask again in a moment.',
      retryAfterSeconds: RETRY_SECONDS,
    }),
  timeout: () =>
    new DomainError({
      code: 'TIMEOUT',
      reason: 'STATEMENT_TIMEOUT',
      message: 'The database took too long.',
      suggestedFix: 'Ask for less at once.',
    }),
};

/** What a client is told of an error: itself where the domain has thrown it, and the state of the database where that is to
 *  blame. Null: a bug of ours. */
export function toClientError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (error instanceof RowsTooLargeError) return answerTooLarge();
  const failure = databaseErrorKind(error);
  return failure === null ? null : clientErrors[failure]();
}
