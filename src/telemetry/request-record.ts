import type { GraphQLError } from 'graphql';
import type { Actor } from '../domain/core/actor.ts';
import type { OperationInfo } from '../graphql/operation-info.ts';
import type { Endpoint } from './endpoints.ts';

/** What went wrong, by names of the schema. */
export type Failure = { readonly code: string; readonly reason: string | null };

/** Who asks, as far as it has been found out. */
export type Caller = { readonly requestId: string; readonly actor: Actor };

/** What a trace hears of a request. */
export type RequestTrace = {
  readonly traceId: string;
  beginOperation(facts: OperationInfo): void;
  endOperation(): void;
};

/** What is known of a request so far, for the log, the metrics and the trace. Whoever finds something out writes it here. */
export type RequestTelemetry = {
  /** On the clock of `performance`. */
  readonly startedAtMs: number;
  readonly endpoint: Endpoint;
  /** Null: it has not come that far. */
  caller: Caller | null;
  operation: OperationInfo | null;
  /** Of MCP: the tool that is called. */
  tool: string | null;
  /** What the document costs, whether or not a limit holds. */
  chargeState: { readonly cost?: number };
  failures: readonly Failure[];
  /** Null: the request is not traced. */
  trace: RequestTrace | null;
};

const NO_CHARGE = {};
const NO_FAILURES: readonly Failure[] = [];

export function createRequestTelemetry(endpoint: Endpoint): RequestTelemetry {
  return {
    startedAtMs: performance.now(),
    endpoint,
    caller: null,
    operation: null,
    tool: null,
    chargeState: NO_CHARGE,
    failures: NO_FAILURES,
    trace: null,
  };
}

/** How a request ended. */
export type Outcome = {
  readonly durationMs: number;
  /** Null: the client went away before there was an answer. */
  readonly status: number | null;
  /** Whether the client went away before it had all of it. */
  readonly isAborted: boolean;
};

/** From here on statements belong to the operation. */
export function beginOperation(telemetry: RequestTelemetry, facts: OperationInfo): void {
  telemetry.operation = facts;
  telemetry.trace?.beginOperation(facts);
}

/** Errors as the client is told them. Each kind counts once. */
export function noteErrors(telemetry: RequestTelemetry, errors: readonly GraphQLError[]): void {
  for (const { extensions } of errors)
    noteFailure(telemetry, {
      code: String(extensions.code ?? 'INTERNAL_SERVER_ERROR'),
      reason: typeof extensions.reason === 'string' ? extensions.reason : null,
    });
}

export function noteFailure(telemetry: RequestTelemetry, failure: Failure): void {
  const isKnown = telemetry.failures.some(
    ({ code, reason }) => code === failure.code && reason === failure.reason,
  );
  if (!isKnown) telemetry.failures = [...telemetry.failures, failure];
}
