import type { Actor } from '../domain/core/actor.ts';
import type { Client, RequestContext } from '../domain/core/request-context.ts';
import type { Idempotent } from '../domain/idempotency/idempotency.ts';
import type { NotKept } from '../graphql/context.ts';
import type { RequestTelemetry } from '../telemetry/request-record.ts';
import type { ChargeState } from './rate-limit/rate-limiter.ts';
import type { Connection } from './server/client-address.ts';

/** What came of a mutation, as far as anybody can say. Undone: it may be sent again as if it had never come. */
export type Outcome = 'done' | 'undone' | 'unknown';

/** What becomes of a request with an `Idempotency-Key`. Empty: it has none, or is no mutation. */
export type IdempotentState = {
  claim?: Idempotent;
  context?: RequestContext;
  notKept?: NotKept;
  outcome?: Outcome;
};

/** What the edge has found out about a request before anybody reads its body. */
export type RequestState = {
  requestId: string;
  actor: Actor;
  client: Client;
  chargeState: ChargeState;
  telemetry: RequestTelemetry;
  idempotent: IdempotentState;
};

/** How a request came here. Without `req`, from within this process. The lane says what it has charged. Without `record`, nobody is
 *  told of it. */
export type ListenerContext = {
  readonly req?: Connection;
  readonly chargeState?: ChargeState;
  readonly telemetry?: RequestTelemetry;
};
