import { getOperationAST } from 'graphql';
import {
  type CORSOptions,
  createYoga,
  isAsyncIterable,
  type Plugin,
  type YogaServerInstance,
} from 'graphql-yoga';
import type { Introspection } from '../../config.ts';
import type { ReportError } from '../../domain/core/app-context.ts';
import {
  type Clock,
  createRequestContext,
  type SharedContext,
  sharedBy,
} from '../../domain/core/request-context.ts';
import type { GraphQLContext } from '../../graphql/context.ts';
import type { DocumentCache } from '../../graphql/document-cache.ts';
import { presentErrors } from '../../graphql/errors.ts';
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
import type { ListenerContext, RequestState } from '../request-state.ts';
import { GRAPHQL_PATH } from '../routes.ts';
import { useIdempotency } from './idempotency.ts';
import { readParams, readQueryParams } from './params.ts';
import { documentReference, type PersistedDocuments, tenantOf } from './persisted-documents.ts';

const PREFLIGHT_SECONDS = 10 * 60;

export type YogaOptions = Omit<
  GatewayOptions,
  'allowsAnonymous' | 'handleMcp' | 'handleAuditExport' | 'handleLeakedKeys'
> & {
  readonly shared: SharedContext;
  readonly clock: Clock;
  readonly introspection: Introspection;
  readonly documentCache: DocumentCache;
  readonly persistedDocuments: PersistedDocuments;
  readonly checkOrigin: CheckOrigin;
  /** Empty: cross-origin requests of browsers are rejected. */
  readonly corsOrigins: readonly string[];
};

/** Creates the HTTP handler of the API: a function from request to response. */
export function createYogaHandler(
  options: YogaOptions,
): YogaServerInstance<RequestState & ListenerContext, GraphQLContext> {
  const {
    shared,
    clock,
    introspection,
    documentCache,
    persistedDocuments,
    corsOrigins,
    rateLimiter,
    scheduler,
    reportError,
  } = options;
  return createYoga<RequestState & ListenerContext, GraphQLContext>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    // Disables Yoga's own health check, which matches the end of the path only. No path ends in a space.
    healthCheckEndpoint: ' ',
    context: ({ actor, client, requestId, chargeState, request }) => {
      const requestedProjectId = request.headers.get('x-project-id');
      const rateLimit = () => rateLimiter.stateOf(chargeState, clock.now());
      return {
        context: createRequestContext(
          shared,
          {
            actor,
            client,
            requestId,
            requestedProjectId,
            rateLimit,
            consume: rateLimiter.consume,
            charge: (points) => rateLimiter.chargeMore(chargeState, actor, points),
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
        allowsAnonymous: introspection === 'public',
        handleMcp: createMcpEndpoint(options),
        handleAuditExport: createAuditExportEndpoint(options),
        handleLeakedKeys: (request, state) => handleLeakedKeys(request, state, options),
      }),
      useJsonBody(),
      usePersistedDocuments(persistedDocuments),
      useDocumentCache(documentCache),
      useErrorPresentation(reportError, documentCache.introspects),
      useTelemetry(),
      useRateLimiter(rateLimiter, scheduler),
      useIdempotency(reportError),
      useAnswerSize(shared.answerBytesMax),
    ],
    cors: corsOrigins.length > 0 && ((request) => corsFor(request.headers.get('origin'), corsOrigins)),
    // readBody limits the size.
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    extraParamNames: ['documentId'],
    batching: false,
    multipart: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    // useErrorPresentation masks errors in every response, including those of requests that were not executed.
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

/** Parses parameters. The gateway has rejected every body that is not JSON. */
function useJsonBody(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'POST') setRequestParser(async (post) => readParams(await readBody(post)));
      else setRequestParser((get) => readQueryParams(readQuery(get.url)));
    },
  };
}

/** Resolves persisted documents to their text, after the gateway has authenticated the request. */
function usePersistedDocuments(persistedDocuments: PersistedDocuments): Plugin<object, RequestState> {
  return {
    onParams({ params, setParams, context }) {
      const { actor } = context as RequestState;
      const query = persistedDocuments.resolve(documentReference({ ...params }), tenantOf(actor));
      if (query !== null) setParams({ ...params, query });
    },
  };
}

/** Records the operation of a request in its telemetry. */
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

/** Limits the size of responses, as the fast path does. Must come after the plugins that read the result. */
function useAnswerSize(bytesMax: number): Plugin<GraphQLContext> {
  return {
    onExecute: ({ args: { document, operationName, contextValue } }) => ({
      onExecuteDone: async ({ result, setResult }) => {
        const operation = getOperationAST(document, operationName);
        if (!operation || isAsyncIterable(result)) return;
        const organizationId = sharedBy(contextValue.context.actor);
        setResult(await fitAnswer(result, operation.operation, { bytesMax, organizationId }));
      },
    }),
  };
}

/** Parses and validates documents by the cache that the fast path uses. */
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
