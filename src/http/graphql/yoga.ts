import { getOperationAST } from 'graphql';
import {
  type CORSOptions,
  createYoga,
  isAsyncIterable,
  type Plugin,
  type YogaServerInstance,
} from 'graphql-yoga';
import type { Introspection } from '../../config.ts';
import { type Clock, createRequestContext, type SharedContext } from '../../domain/core/request-context.ts';
import type { GraphQLContext } from '../../graphql/context.ts';
import type { DocumentCache } from '../../graphql/document-cache.ts';
import { presentErrors, type ReportError } from '../../graphql/errors.ts';
import { fitAnswer } from '../../graphql/limits/answer-size.ts';
import { documentInfo, operationInfo } from '../../graphql/operation-info.ts';
import { schema } from '../../graphql/schema.ts';
import { beginOperation, noteErrors } from '../../telemetry/request-record.ts';
import { createAuditExportEndpoint } from '../endpoints/audit-export.ts';
import { createMcpEndpoint } from '../endpoints/mcp.ts';
import { handleLeakedKeys } from '../endpoints/revoke-leaked-keys.ts';
import { type GatewayOptions, useGateway } from '../gateway.ts';
import { useRateLimiter } from '../rate-limit/yoga-plugin.ts';
import { readBody } from '../request/body.ts';
import type { CheckOrigin } from '../request/origin-check.ts';
import { readQuery } from '../request/query.ts';
import type { Arrived, RequestState } from '../request-state.ts';
import { GRAPHQL_PATH } from '../routes.ts';
import { useIdempotency } from './idempotency.ts';
import { readParams, readQueryParams } from './params.ts';
import { documentReference, type PersistedDocuments, tenantOf } from './persisted-documents.ts';

const PREFLIGHT_SECONDS = 10 * 60;

export type YogaOptions = Omit<
  GatewayOptions,
  'admitsAnonymous' | 'answerMcp' | 'answerAuditExport' | 'answerLeakedKeys'
> & {
  readonly shared: SharedContext;
  readonly clock: Clock;
  readonly introspection: Introspection;
  readonly documentCache: DocumentCache;
  readonly persistedDocuments: PersistedDocuments;
  readonly checkOrigin: CheckOrigin;
  /** Empty: browsers of other origins are not let in. */
  readonly corsOrigins: readonly string[];
};

/** The HTTP handler of the whole API, as a function from request to answer. */
export function createYogaHandler(
  options: YogaOptions,
): YogaServerInstance<RequestState & Arrived, GraphQLContext> {
  const {
    shared,
    clock,
    introspection,
    documentCache,
    persistedDocuments,
    corsOrigins,
    meter,
    turns,
    reportError,
  } = options;
  return createYoga<RequestState & Arrived, GraphQLContext>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    // Yoga's own health check looks at the end of the address only. No address ends in a space.
    healthCheckEndpoint: ' ',
    context: ({ actor, client, requestId, metered, request }) => {
      const requestedProjectId = request.headers.get('x-project-id');
      const rateLimit = () => meter.stateOf(metered, clock.now());
      return {
        context: createRequestContext(
          shared,
          {
            actor,
            client,
            requestId,
            requestedProjectId,
            rateLimit,
            consume: meter.spend,
            charge: (points) => meter.chargeMore(metered, actor, points),
          },
          clock,
        ),
        introspects: documentCache.introspects,
        notKept: [],
      };
    },
    plugins: [
      useGateway({
        ...options,
        admitsAnonymous: introspection === 'public',
        answerMcp: createMcpEndpoint(options),
        answerAuditExport: createAuditExportEndpoint(options),
        answerLeakedKeys: (request, state) => handleLeakedKeys(request, state, options),
      }),
      useJsonBody(),
      usePersistedDocuments(persistedDocuments),
      useDocumentCache(documentCache),
      useErrorPresentation(reportError, documentCache.introspects),
      useTelemetry(),
      useRateLimiter(meter, turns),
      useIdempotency(reportError),
      useAnswerSize(shared.answerBytesMax),
    ],
    cors: corsOrigins.length > 0 && ((request) => corsFor(request.headers.get('origin'), corsOrigins)),
    // Bodies are read by readBody, which has a limit.
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    extraParamNames: ['documentId'],
    batching: false,
    multipart: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    // usePresentedErrors does it for every answer, also for those that never came to be executed.
    maskedErrors: false,
  });
}

function corsFor(origin: string | null, allowed: readonly string[]): CORSOptions {
  if (origin === null || !allowed.includes(origin)) return false;
  return {
    origin,
    methods: ['GET', 'POST'],
    exposedHeaders: [
      'x-request-id',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'idempotency-replayed',
      'www-authenticate',
    ],
    credentials: false,
    maxAge: PREFLIGHT_SECONDS,
  };
}

/** The edge has let JSON through only, in whatever way its media type was written. */
function useJsonBody(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'POST') setRequestParser(async (sent) => readParams(await readBody(sent)));
      else setRequestParser((sent) => readQueryParams(readQuery(sent.url)));
    },
  };
}

/** Finds the text of what is asked for by its hash, after the edge has let somebody in. */
function usePersistedDocuments(stored: PersistedDocuments): Plugin<object, RequestState> {
  return {
    onParams({ params, setParams, context }) {
      const { actor } = context as RequestState;
      const query = stored.resolve(documentReference({ ...params }), tenantOf(actor));
      if (query !== null) setParams({ ...params, query });
    },
  };
}

/** Notes which document it is. */
function useTelemetry(): Plugin<RequestState & GraphQLContext, RequestState> {
  return {
    onParse({ context, params: { source } }) {
      context.telemetry.operation ??= documentInfo(typeof source === 'string' ? source : source.body);
    },
    onExecute({ args: { document, operationName, contextValue } }) {
      const { telemetry, params } = contextValue;
      const operation = getOperationAST(document, operationName);
      if (operation) beginOperation(telemetry, operationInfo(document, operation, params.query ?? ''));
      return { onExecuteDone: () => telemetry.trace?.endOperation() };
    },
  };
}

/** Bounds answers, as the lane does. Comes after what looks at what was done. */
function useAnswerSize(bytesMax: number): Plugin<GraphQLContext> {
  return {
    onExecute: ({ args: { document, operationName } }) => ({
      onExecuteDone: async ({ result, setResult }) => {
        const operation = getOperationAST(document, operationName);
        if (!operation || isAsyncIterable(result)) return;
        setResult(await fitAnswer(result, operation.operation, bytesMax));
      },
    }),
  };
}

/** Reads documents as the lane does, and remembers them together with it. */
function useDocumentCache(documentCache: DocumentCache): Plugin {
  return {
    onParse: ({ setParseFn }) => setParseFn((source) => documentCache.parse(String(source))),
    onValidate: ({ params, setResult }) => setResult([...documentCache.validate(params.documentAST)]),
  };
}

/** Converts the errors of each result, by the same function as the fast path. */
function useErrorPresentation(reportError: ReportError, introspects: boolean): Plugin<object, RequestState> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (!('errors' in result) || !result.errors) return;
      const { requestId, telemetry } = serverContext;
      const errors = presentErrors(result, { requestId, reportError, introspects });
      noteErrors(telemetry, errors);
      setResult({ ...result, errors: [...errors] });
    },
  };
}
