import type { Client } from '../domain/core/request-context.ts';
import type { RequestTelemetry } from '../telemetry/request-record.ts';
import type { ChargeState } from './rate-limit/rate-limiter.ts';
import type { Connection } from './server/client-address.ts';

/** What is known of a request before its body is read. */
export type RequestState = {
  readonly requestId: string;
  readonly readClient: () => Client;
  readonly chargeState: ChargeState;
  readonly telemetry: RequestTelemetry;
  /** False: an operation is executed field by field. For tests, which compare the responses. */
  readonly usesPlans: boolean;
};

/** What accompanies a Fetch request. Without `req`, the request comes from this process. Without `telemetry`, it is not recorded. */
export type ListenerContext = {
  readonly req?: Connection;
  readonly telemetry?: RequestTelemetry;
  /** False: the operation is executed field by field. For tests, which compare the responses. */
  readonly usesPlans?: boolean;
};
