import type { Authentication } from '../auth/authenticate.ts';
import type { AppContext } from '../domain/core/app-context.ts';
import type { DocumentCache } from '../graphql/document-cache.ts';
import type { Readiness } from './endpoints/health.ts';
import type { FairScheduler } from './fair-scheduler.ts';
import type { PersistedDocuments } from './graphql/persisted-documents.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';
import type { Cors } from './request/cors.ts';
import type { CheckOrigin } from './request/origin-check.ts';
import type { ReadClient } from './server/client-address.ts';

/** The resources of a process that serves HTTP. Handlers of requests that need some of them pick them. */
export type HttpContext = AppContext &
  Authentication & {
    readonly rateLimiter: RateLimiter;
    readonly scheduler: FairScheduler;
    readonly documentCache: DocumentCache;
    readonly persistedDocuments: PersistedDocuments;
    readonly cors: Cors;
    readonly checkOrigin: CheckOrigin;
    readonly readClient: ReadClient;
    readonly isReady: Readiness;
    /** The path below which clients reach this server. Null: the dashboard is not served. */
    readonly dashboardPrefix: string | null;
    /** Whether a request without a key is executed, for the fields that need none. */
    readonly allowsAnonymous: boolean;
    /** Whether responses have the headers of `debug-headers.ts`. */
    readonly debugHeaders: boolean;
  };
