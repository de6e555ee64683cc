import type { Logger } from 'pino';
import type { Actor } from '../domain/core/actor.ts';
import type { Outcome, RequestTelemetry } from './request-record.ts';

/** The properties of a request that its log line contains. */
export type Arrival = { readonly method: string; readonly path: string; readonly ip: string | null };

/** Writes a line for each ended request, without its content: no headers, variables or document text. */
export type AccessLog = {
  /** False: the log level suppresses the line, and nothing needs to be collected for it. */
  isOn(telemetry: RequestTelemetry): boolean;
  write(telemetry: RequestTelemetry, outcome: Outcome, arrival: Arrival): void;
};

/** Health probes arrive every few seconds, so they are logged at level debug. */
const levelOf = ({ endpoint }: RequestTelemetry) => (endpoint === 'health' ? 'debug' : 'info');

export function createAccessLog(log: Logger): AccessLog {
  return {
    isOn: (telemetry) => log.isLevelEnabled(levelOf(telemetry)),
    write: (telemetry, outcome, arrival) =>
      log[levelOf(telemetry)](lineOf(telemetry, outcome, arrival), 'request'),
  };
}

const MICROSECONDS = 1_000;

function lineOf(telemetry: RequestTelemetry, outcome: Outcome, { method, path, ip }: Arrival): object {
  const { caller, operation, tool, chargeState, failures, trace } = telemetry;
  return {
    requestId: caller?.requestId,
    traceId: trace?.traceId,
    method,
    path,
    status: outcome.status,
    ms: Math.round(outcome.durationMs * MICROSECONDS) / MICROSECONDS,
    ip,
    actor: caller ? serializeCaller(caller.actor) : undefined,
    operation: operation ?? undefined,
    tool: tool ?? undefined,
    cost: chargeState.cost,
    errors: failures.length > 0 ? failures : undefined,
    isAborted: outcome.isAborted || undefined,
  };
}

function serializeCaller(actor: Actor): object {
  const { kind } = actor;
  if (!('organizationId' in actor)) return { kind };
  const { organizationId } = actor;
  const projectId = 'projectId' in actor ? actor.projectId : undefined;
  return { kind, organizationId, projectId, apiKeyId: 'apiKey' in actor ? actor.apiKey.id : undefined };
}
