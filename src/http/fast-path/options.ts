import type { Authentication, HeaderSource } from '../../auth/authenticate.ts';
import type { ReportError } from '../../domain/core/app-context.ts';
import type { Client, Clock, SharedContext } from '../../domain/core/request-context.ts';
import type { DocumentCache } from '../../graphql/document-cache.ts';
import type { RequestTelemetry } from '../../telemetry/request-record.ts';
import type { FairScheduler } from '../fair-scheduler.ts';
import type { PersistedDocuments } from '../graphql/persisted-documents.ts';
import type { ChargeState, RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { ReadClient } from '../server/client-address.ts';

export type FastPathOptions = {
  readonly authentication: Authentication;
  readonly shared: SharedContext;
  readonly clock: Clock;
  readonly readClient: ReadClient;
  readonly rateLimiter: RateLimiter;
  readonly scheduler: FairScheduler;
  readonly documentCache: DocumentCache;
  readonly persistedDocuments: PersistedDocuments;
  readonly reportError: ReportError;
};

/** The state of one request on the fast path. */
export type SimpleRequestContext = {
  readonly headers: HeaderSource;
  readonly body: string;
  readonly requestId: string;
  readonly readClient: () => Client;
  readonly chargeState: ChargeState;
  readonly telemetry: RequestTelemetry;
};
