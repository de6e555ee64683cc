import { type DatabaseErrorKind, databaseErrorKind } from '../../postgres/errors.ts';
import { RowsTooLargeError } from '../../postgres/share.ts';
import { DomainError, responseTooLarge } from './errors.ts';

const RETRY_SECONDS = 1;

const clientErrors: Readonly<Record<DatabaseErrorKind, () => DomainError>> = {
  unavailable: () =>
    new DomainError({
      code: 'UNAVAILABLE',
      reason: 'DATABASE_UNAVAILABLE',
      message: 'The database is unavailable at the moment.',
      suggestedFix:
        'Retry in a moment. Send mutations with an Idempotency-Key, so that none is executed twice.',
      retryAfterSeconds: RETRY_SECONDS,
    }),
  busy: () =>
    new DomainError({
      code: 'UNAVAILABLE',
      reason: 'DATABASE_BUSY',
      message: 'Too many requests wait for the database.',
      suggestedFix: 'Retry in a moment.',
      retryAfterSeconds: RETRY_SECONDS,
    }),
  timeout: () =>
    new DomainError({
      code: 'TIMEOUT',
      reason: 'STATEMENT_TIMEOUT',
      message: 'The database took too long.',
      suggestedFix: 'Request less at once.',
    }),
};

/** Converts an exception to the error returned to the client: domain errors as they are, database errors by their kind.
 *  Null: a bug. */
export function toClientError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (error instanceof RowsTooLargeError) return responseTooLarge();
  const failure = databaseErrorKind(error);
  return failure === null ? null : clientErrors[failure]();
}
