import type { Actor } from '../domain/core/actor.ts';
import type { Client, RequestContext } from '../domain/core/request-context.ts';
import type { IdempotencyClaim } from '../domain/idempotency/idempotency.ts';
import type { NotKept } from '../graphql/context.ts';
import type { RequestTelemetry } from '../telemetry/request-record.ts';
import type { ChargeState } from './rate-limit/rate-limiter.ts';
import type { Connection } from './server/client-address.ts';

/** The outcome of a mutation. 'rolledBack': it may be retried as if it had never been sent. */
export type Outcome = 'committed' | 'rolledBack' | 'unknown';

/** The state of a request with an `Idempotency-Key`. Empty: it has none, or is not a mutation. */
export type IdempotentState = {
  claim?: IdempotencyClaim;
  context?: RequestContext;
  notKept?: NotKept;
  outcome?: Outcome;
};

/** What the gateway knows about a request before its body is read. */
export type RequestState = {
  requestId: string;
  actor: Actor;
  client: Client;
  chargeState: ChargeState;
  telemetry: RequestTelemetry;
  idempotent: IdempotentState;
};

/** What the listener passes to Yoga. Without `req`, the request comes from this process. `chargeState` is set by the fast path when it
 *  forwards a request. Without `telemetry`, the request is not recorded. */
export type ListenerContext = {
  readonly req?: Connection;
  readonly chargeState?: ChargeState;
  readonly telemetry?: RequestTelemetry;
};
