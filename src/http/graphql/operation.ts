import type { Authentication, HeaderSource } from '../../auth/authenticate.ts';
import type { Actor } from '../../domain/core/actor.ts';
import type { ReportError } from '../../domain/core/app-context.ts';
import {
  type Client,
  type Clock,
  createRequestContext,
  type RequestContext,
  type SharedContext,
} from '../../domain/core/request-context.ts';
import type { DocumentCache } from '../../graphql/document-cache.ts';
import type { RequestTelemetry } from '../../telemetry/request-record.ts';
import type { FairScheduler } from '../fair-scheduler.ts';
import type { ChargeState, RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { Cors } from '../request/cors.ts';
import type { OperationParams } from './params.ts';
import type { PersistedDocuments } from './persisted-documents.ts';

/** What all operations of a process share. */
export type OperationServices = {
  readonly authentication: Authentication;
  readonly shared: SharedContext;
  readonly clock: Clock;
  readonly rateLimiter: RateLimiter;
  readonly scheduler: FairScheduler;
  readonly documentCache: DocumentCache;
  readonly persistedDocuments: PersistedDocuments;
  readonly cors: Cors;
  readonly reportError: ReportError;
  /** Whether a request without a key is executed, for the fields that need none. */
  readonly allowsAnonymous: boolean;
  /** Whether responses have the headers of `debug-headers.ts`. */
  readonly debugHeaders: boolean;
};

/** A request to the GraphQL endpoint, independent of the server API that received it. */
export type OperationRequest = {
  readonly method: 'GET' | 'POST';
  readonly headers: HeaderSource;
  readonly requestId: string;
  readonly readClient: () => Client;
  readonly chargeState: ChargeState;
  readonly telemetry: RequestTelemetry;
  /** Reads the parameters: from the body of a POST, from the URL of a GET. Throws an HttpError. */
  readonly readParams: () => Promise<OperationParams>;
  /** False: the operation is executed field by field. For tests, which compare the responses. */
  readonly usesPlans: boolean;
};

/** Builds the context of a domain operation from a request. */
export function contextOf(
  { shared, rateLimiter, clock }: Pick<OperationServices, 'shared' | 'rateLimiter' | 'clock'>,
  { headers, readClient, requestId, chargeState }: OperationRequest,
  actor: Actor,
  { isActorCached = false }: Partial<Pick<RequestContext, 'isActorCached'>> = {},
): RequestContext {
  const request = {
    actor,
    isActorCached,
    client: readClient(),
    requestId,
    requestedProjectId: headers.get('x-project-id'),
    rateLimit: () => rateLimiter.stateOf(chargeState, clock.now()),
    consume: rateLimiter.consume,
    charge: (points: number) => rateLimiter.chargeMore(chargeState, actor, points),
  };
  return createRequestContext(shared, request, clock);
}
