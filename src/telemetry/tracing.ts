import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { OperationInfo } from '../graphql/operation-info.ts';
import type { ExecutedStatement } from '../postgres/database.ts';
import { endpointRoutes } from './endpoints.ts';
import type { Outcome, RequestTelemetry, RequestTrace } from './request-record.ts';
import { querySummary } from './sql-summary.ts';

/** The attributes of a request's root span. */
export type TracedRequest = {
  readonly method: string;
  readonly path: string;
  readonly ip: string | null;
  readonly header: (name: string) => string | null;
};

export type TracingOptions = {
  /** The URL to which spans are exported. */
  readonly url: string;
  readonly version: string;
  /** Called when an export fails, once until an export succeeds again. */
  readonly warn: (error: unknown) => void;
};

export type Tracing = ReturnType<typeof createTracing>;

/** How long the shutdown waits for the last export. */
const FLUSH_MAX_MS = 2_000;
const BAD_STATUS_MIN = 500;

type OpenTrace = RequestTrace & {
  readonly span: Span;
  readonly method: string;
  /** The parent of new spans. Null: the trace is not sampled, or the request has ended and later work of its timers is not traced. */
  activeContext: Context | null;
};

/** Creates spans of requests, of their operations and of their statements. OpenTelemetry's packages read the other variables themselves
 *  (OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER, OTEL_EXPORTER_OTLP_HEADERS, OTEL_BSP_…). */
export function createTracing({ url, version, warn }: TracingOptions) {
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'bailiwick', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    // The queue is bounded: spans beyond it are dropped.
    spanProcessors: [new BatchSpanProcessor(warnOnExportFailure(new OTLPTraceExporter({ url }), warn))],
  });
  const tracer = provider.getTracer('bailiwick', version);
  const propagator = new W3CTraceContextPropagator();
  const traces = new AsyncLocalStorage<OpenTrace>();
  const opened = new WeakMap<RequestTelemetry, OpenTrace>();
  return {
    /** Runs the work inside the trace of the request, which continues the one in `traceparent`. */
    traceRequest(telemetry: RequestTelemetry, request: TracedRequest, work: () => void): void {
      const parent = propagator.extract(ROOT_CONTEXT, request, {
        get: ({ header }, name) => header(name) ?? undefined,
        keys: () => [],
      });
      const open = openTrace(tracer, parent, request);
      telemetry.trace = open;
      opened.set(telemetry, open);
      traces.run(open, work);
    },
    end(telemetry: RequestTelemetry, outcome: Outcome): void {
      const open = opened.get(telemetry);
      if (open) endTrace(open, telemetry, outcome);
    },
    /** Adds the span of a statement that has just ended. Does nothing outside of a request. */
    noteStatement(ran: ExecutedStatement): void {
      const context = traces.getStore()?.activeContext;
      if (context) addStatement(tracer, context, ran);
    },
    /** Exports the remaining spans, within FLUSH_MAX_MS. */
    async close(): Promise<void> {
      // A failed export has been logged.
      const flushed = provider.shutdown().catch(() => {});
      await Promise.race([flushed, sleep(FLUSH_MAX_MS, null, { ref: false })]);
    },
  };
}

function openTrace(tracer: Tracer, parent: Context, { method, path, ip, header }: TracedRequest): OpenTrace {
  const attributes: Attributes = {
    'http.request.method': method,
    'url.path': path,
    'url.scheme': 'http',
    'client.address': ip ?? undefined,
    'user_agent.original': header('user-agent') ?? undefined,
  };
  const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  const inRequest = trace.setSpan(parent, span);
  let operation: Span | null = null;
  return {
    span,
    method,
    traceId: span.spanContext().traceId,
    activeContext: span.isRecording() ? inRequest : null,
    beginOperation({ type, name, hash }: OperationInfo): void {
      if (operation || type === null || this.activeContext === null) return;
      const attributes = { 'graphql.operation.type': type, 'bailiwick.document.hash': hash };
      operation = tracer.startSpan(
        type,
        { attributes: name === null ? attributes : { ...attributes, 'graphql.operation.name': name } },
        inRequest,
      );
      this.activeContext = trace.setSpan(inRequest, operation);
    },
    endOperation(): void {
      operation?.end();
      if (this.activeContext !== null) this.activeContext = inRequest;
    },
  };
}

function endTrace(open: OpenTrace, telemetry: RequestTelemetry, { status, isAborted }: Outcome): void {
  const { span, method } = open;
  const { caller, endpoint, failures } = telemetry;
  open.endOperation();
  open.activeContext = null;
  const route = telemetry.route?.template ?? endpointRoutes[endpoint];
  if (route) {
    span.updateName(`${method} ${route}`);
    span.setAttribute('http.route', route);
  }
  if (status !== null) span.setAttribute('http.response.status_code', status);
  if (caller) span.setAttribute('bailiwick.request.id', caller.requestId);
  const codes = [...new Set(failures.map(({ code }) => code))];
  if (codes.length > 0) span.setAttribute('bailiwick.error.codes', codes);
  const isBad = status === null || isAborted || status >= BAD_STATUS_MIN;
  if (isBad) {
    span.setAttribute('error.type', isAborted || status === null ? 'aborted' : String(status));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** Adds the span of a statement without its text and values, which may contain secrets. */
function addStatement(
  tracer: Tracer,
  context: Context,
  { name, text, durationMs, failed }: ExecutedStatement,
): void {
  const endTime = Date.now();
  const { operation, summary } = querySummary(text);
  const span = tracer.startSpan(
    summary,
    {
      kind: SpanKind.CLIENT,
      startTime: endTime - durationMs,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        'db.query.summary': summary,
        ...(name !== '' && { 'bailiwick.statement': name }),
      },
    },
    context,
  );
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endTime);
}

function warnOnExportFailure(exporter: SpanExporter, warn: (error: unknown) => void): SpanExporter {
  let hasWarned = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.code === ExportResultCode.FAILED;
        if (failed && !hasWarned) warn(result.error);
        hasWarned = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
