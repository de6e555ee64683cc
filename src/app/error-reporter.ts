import type { Logger } from 'pino';
import type { ReportError } from '../graphql/errors.ts';
import { databaseErrorKind } from '../postgres/errors.ts';

/** A database that is gone fails every request. */
const LOG_INTERVAL_MS = 1_000;

/** Writes to the log what requests have met: each bug, and of the database's failures one a second. */
export function createErrorReporter(log: Logger): ReportError {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let suppressedCount = 0;
  return (err, requestId) => {
    if (databaseErrorKind(err) === null) return log.error({ err, requestId }, 'a request met a bug');
    if (performance.now() - loggedAt < LOG_INTERVAL_MS) {
      suppressedCount += 1;
      return;
    }
    log.warn({ err, requestId, suppressedCount }, 'the database failed a request');
    loggedAt = performance.now();
    suppressedCount = 0;
  };
}
