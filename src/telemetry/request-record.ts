import type { GraphQLError } from 'graphql';
import type { Actor } from '../domain/core/actor.ts';
import type { OperationInfo } from '../graphql/operation-info.ts';
import type { Endpoint } from './endpoints.ts';

/** An error of a request, by its code and reason in the schema. */
export type Failure = { readonly code: string; readonly reason: string | null };

/** The caller of a request, as far as it is authenticated. */
type Caller = { readonly requestId: string; readonly actor: Actor };

/** A route of a REST API: a method of this server and a path with the names of its parameters. */
type RestRoute = { readonly method: string; readonly template: string };

/** The trace of a request. */
export type RequestTrace = {
  readonly traceId: string;
  beginOperation(facts: OperationInfo): void;
  endOperation(): void;
};

/** The facts about a request for the access log, metrics and the trace. The code that handles the request fills them in. */
export type RequestTelemetry = {
  /** By the clock of `performance.now()`. */
  readonly startedAtMs: number;
  readonly endpoint: Endpoint;
  /** Null until the request has an id. */
  caller: Caller | null;
  operation: OperationInfo | null;
  /** The route of a request to a REST API. Null: none. */
  route: RestRoute | null;
  /** The tool that an MCP request calls. Null: none. */
  tool: string | null;
  /** The cost of the document in points, whether or not a limit applies. */
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
    route: null,
    tool: null,
    chargeState: NO_CHARGE,
    failures: NO_FAILURES,
    trace: null,
  };
}

/** How a request ended. */
export type Outcome = {
  readonly durationMs: number;
  /** Null: the client disconnected before a response was sent. */
  readonly status: number | null;
  /** Whether the client disconnected before the end of the response. */
  readonly isAborted: boolean;
};

/** Sets the operation of a request. Later statements belong to its span. */
export function beginOperation(telemetry: RequestTelemetry, facts: OperationInfo): void {
  telemetry.operation = facts;
  telemetry.trace?.beginOperation(facts);
}

/** Records the errors of a response, each combination of code and reason once. */
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
