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
import type { Outcome, RequestTelemetry, RequestTrace } from './request-record.ts';
import { querySummary } from './sql-summary.ts';

/** A request as its first span tells it. */
export type TracedRequest = {
  readonly method: string;
  readonly path: string;
  readonly ip: string | null;
  readonly header: (name: string) => string | null;
};

export type TracingOptions = {
  /** Where spans are posted. */
  readonly url: string;
  readonly version: string;
  /** Told when spans cannot be sent, once until they can again. */
  readonly warn: (error: unknown) => void;
};

export type Tracing = ReturnType<typeof createTracing>;

/** How long the end of the process waits for the last spans to leave. */
const FLUSH_MAX_MS = 2_000;
const BAD_STATUS_MIN = 500;

type OpenTrace = RequestTrace & {
  readonly span: Span;
  readonly method: string;
  /** Of what happens now. Null: the trace is not kept, or the request is over, and what its timers still do is no part of it. */
  current: Context | null;
};

/** Spans of requests, of their operations and of the statements in them. Everything else that OpenTelemetry's variables can say
 *  (OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER, OTEL_EXPORTER_OTLP_HEADERS, OTEL_BSP_…) its packages read by themselves. */
export function createTracing({ url, version, warn }: TracingOptions) {
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'bailiwick', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    // Bounded: what finds no room is dropped.
    spanProcessors: [new BatchSpanProcessor(warnOnExportFailure(new OTLPTraceExporter({ url }), warn))],
  });
  const tracer = provider.getTracer('bailiwick', version);
  const propagator = new W3CTraceContextPropagator();
  const traces = new AsyncLocalStorage<OpenTrace>();
  const opened = new WeakMap<RequestTelemetry, OpenTrace>();
  return {
    /** Does the work as part of the trace of the request, which goes on where `traceparent` says. */
    follow(telemetry: RequestTelemetry, request: TracedRequest, work: () => void): void {
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
    /** A statement that has just ended. Outside of a request nobody follows it. */
    noteStatement(ran: ExecutedStatement): void {
      const context = traces.getStore()?.current;
      if (context) addStatement(tracer, context, ran);
    },
    /** Sends what is left, as far as that can be done soon. */
    async close(): Promise<void> {
      // Whatever could not be sent has been told of.
      const sent = provider.shutdown().catch(() => {});
      await Promise.race([sent, sleep(FLUSH_MAX_MS, null, { ref: false })]);
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
    current: span.isRecording() ? inRequest : null,
    beginOperation({ type, name, hash }: OperationInfo): void {
      if (operation || type === null || this.current === null) return;
      const told = { 'graphql.operation.type': type, 'bailiwick.document.hash': hash };
      operation = tracer.startSpan(
        type,
        { attributes: name === null ? told : { ...told, 'graphql.operation.name': name } },
        inRequest,
      );
      this.current = trace.setSpan(inRequest, operation);
    },
    endOperation(): void {
      operation?.end();
      if (this.current !== null) this.current = inRequest;
    },
  };
}

function endTrace(open: OpenTrace, telemetry: RequestTelemetry, { status, isAborted }: Outcome): void {
  const { span, method } = open;
  const { caller, endpoint, failures } = telemetry;
  open.endOperation();
  open.current = null;
  const route = routes[endpoint];
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

const routes: Readonly<Record<RequestTelemetry['endpoint'], string | null>> = {
  graphql: '/graphql',
  mcp: '/mcp/{id}',
  audit_export: '/audit/export',
  keys_revoke: '/keys/revoke',
  health: '/health',
  none: null,
};

/** No text and no value: what is written out in a statement may be a secret, and its name says enough. */
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
  let isTold = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.code === ExportResultCode.FAILED;
        if (failed && !isTold) warn(result.error);
        isTold = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
