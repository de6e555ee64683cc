import type { Logger } from 'pino';
import type { ReportError } from '../domain/core/app-context.ts';
import { databaseErrorKind } from '../postgres/errors.ts';

/** Throttles database errors: during an outage every request fails. */
const LOG_INTERVAL_MS = 1_000;

/** Creates the reporter of errors in requests. Logs every unhandled error, and at most one database error per second. */
export function createErrorReporter(log: Logger): ReportError {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let suppressedCount = 0;
  return (err, requestId) => {
    if (databaseErrorKind(err) === null)
      return log.error({ err, requestId }, 'unhandled error while processing request');
    if (performance.now() - loggedAt < LOG_INTERVAL_MS) {
      suppressedCount += 1;
      return;
    }
    log.warn({ err, requestId, suppressedCount }, 'database error while processing request');
    loggedAt = performance.now();
    suppressedCount = 0;
  };
}
