import type { GraphQLError } from 'graphql';
import type { Actor } from '../domain/core/actor.ts';
import type { OperationFacts } from '../graphql/operation-info.ts';

/** What a request was sent to. */
export type Door = 'graphql' | 'mcp' | 'audit_export' | 'keys_revoke' | 'health' | 'none';

/** What went wrong, by names of the schema. */
export type Failure = { readonly code: string; readonly reason: string | null };

/** Who asks, as far as it has been found out. */
export type Asker = { readonly requestId: string; readonly actor: Actor };

/** What a trace hears of a request. */
export type RequestTrace = {
  readonly traceId: string;
  beginOperation(facts: OperationFacts): void;
  endOperation(): void;
};

/** What is known of a request so far, for the log, the metrics and the trace. Whoever finds something out writes it here. */
export type RequestRecord = {
  /** On the clock of `performance`. */
  readonly startedAtMs: number;
  readonly door: Door;
  /** Null: it has not come that far. */
  asker: Asker | null;
  operation: OperationFacts | null;
  /** Of MCP: the tool that is called. */
  tool: string | null;
  /** What the document costs, whether or not a limit holds. */
  metered: { readonly cost?: number };
  failures: readonly Failure[];
  /** Null: the request is not traced. */
  trace: RequestTrace | null;
};

const NOTHING_METERED = {};
const NO_FAILURES: readonly Failure[] = [];

export function createRecord(door: Door): RequestRecord {
  return {
    startedAtMs: performance.now(),
    door,
    asker: null,
    operation: null,
    tool: null,
    metered: NOTHING_METERED,
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
export function beginOperation(record: RequestRecord, facts: OperationFacts): void {
  record.operation = facts;
  record.trace?.beginOperation(facts);
}

/** Errors as the client is told them. Each kind counts once. */
export function noteErrors(record: RequestRecord, errors: readonly GraphQLError[]): void {
  for (const { extensions } of errors)
    noteFailure(record, {
      code: String(extensions.code ?? 'INTERNAL_SERVER_ERROR'),
      reason: typeof extensions.reason === 'string' ? extensions.reason : null,
    });
}

export function noteFailure(record: RequestRecord, failure: Failure): void {
  const isKnown = record.failures.some(
    ({ code, reason }) => code === failure.code && reason === failure.reason,
  );
  if (!isKnown) record.failures = [...record.failures, failure];
}
