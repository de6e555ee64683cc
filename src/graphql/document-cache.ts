import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../domain/core/errors.ts';
import { type Cost, costOf } from './limits/cost.ts';
import { parseDocument } from './limits/parse-document.ts';
import { type OperationInfo, operationInfo } from './operation-info.ts';
import { type MutationPlan, planMutation } from './plan/plan-mutation.ts';
import { planQuery, type QueryPlan } from './plan/plan-query.ts';
import { schema } from './schema.ts';

/** A valid document, analysed for execution as one statement. */
export type PreparedDocument = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly cost: Cost;
  readonly facts: OperationInfo;
  /** Plan of a query. Null: the document contains something that plans do not support. */
  readonly plan: QueryPlan | null;
  /** Why there is no plan of a query, such as `field Organization.auditLog`. Null: there is one. */
  readonly unplannedReason: string | null;
  /** Plan of a mutation. Null: the document contains something that plans do not support. */
  readonly writePlan: MutationPlan | null;
};

/** A document that is not valid, is over a limit, or has no operation of that name. */
type RejectedDocument = { readonly errors: readonly GraphQLError[] };

/** A document that has been parsed, measured and validated. */
type ReadDocument = {
  readonly document: DocumentNode;
  /** Empty: the document is valid. */
  readonly errors: readonly GraphQLError[];
  /** Prepared operations by operation name. */
  readonly prepared: Map<string | null, PreparedDocument>;
  readonly size: number;
};

/** Documents by their text. All endpoints parse documents through this cache, each document once while it is cached. */
export type DocumentCache = DocumentCacheOptions & {
  /** Costs one map lookup: suitable for requests whose key is not authenticated yet. */
  peek(query: string, operationName: string | null): PreparedDocument | undefined;
  /** Parses, validates and analyses a document. */
  prepare(query: string, operationName: string | null): PreparedDocument | RejectedDocument;
  state(): { readonly size: number; readonly hits: number; readonly misses: number };
};

export type DocumentCacheOptions = {
  /** False: introspection is refused, and no error message reveals names of the schema. */
  readonly introspects: boolean;
  /** The largest response of a planned query, in bytes. */
  readonly responseBytesMax: number;
};

/** Size of the cache in document tokens, a measure of the memory it takes. */
const SIZE_MAX = 400_000;
const SIZE_MIN = 50;
/** Comments count too: a document can consist of nothing else and is cached as well. */
const CHARACTERS_PER_TOKEN = 8;

/** Bounded: evicts the least recently used documents. */
export function createDocumentCache(options: DocumentCacheOptions): DocumentCache {
  const documents = new LRUCache<string, ReadDocument>({
    maxSize: SIZE_MAX,
    sizeCalculation: ({ size }) => size,
  });
  let hits = 0;
  let misses = 0;
  const read = (query: string) => {
    const cached = documents.get(query);
    if (cached) return cached;
    const parsed = readDocument(query, options);
    documents.set(query, parsed);
    return parsed;
  };
  return {
    ...options,
    state: () => ({ size: documents.size, hits, misses }),
    peek: (query, operationName) => {
      const cached = documents.get(query)?.prepared.get(operationName);
      if (cached) hits += 1;
      else misses += 1;
      return cached;
    },
    prepare: (query, operationName) => {
      const parsed = orErrors(() => read(query));
      if (parsed.errors.length > 0 || !('document' in parsed)) return { errors: parsed.errors };
      const prepared =
        parsed.prepared.get(operationName) ??
        prepareOperation(parsed.document, operationName, query, options);
      if ('document' in prepared) parsed.prepared.set(operationName, prepared);
      return prepared;
    },
  };
}

function readDocument(query: string, options: DocumentCacheOptions): ReadDocument {
  const { document, tokenCount } = parseDocument(query);
  const errors = validateDocument(document, options);
  const size = SIZE_MIN + tokenCount + Math.ceil(query.length / CHARACTERS_PER_TOKEN);
  return { document, errors, prepared: new Map(), size };
}

const publicRules = [...specifiedRules];
const blindRules = [...specifiedRules, NoSchemaIntrospectionCustomRule];

function validateDocument(
  document: DocumentNode,
  { introspects }: DocumentCacheOptions,
): readonly GraphQLError[] {
  const rules = introspects ? publicRules : blindRules;
  return validate(schema, document, rules, { hideSuggestions: !introspects });
}

function prepareOperation(
  document: DocumentNode,
  operationName: string | null,
  query: string,
  { responseBytesMax }: DocumentCacheOptions,
): PreparedDocument | RejectedDocument {
  const operation = getOperationAST(document, operationName);
  if (!operation) return rejected('Could not determine what operation to execute.');
  if (operation.operation === 'subscription') return rejected('Subscriptions are not supported.');
  const plan = planQuery(schema, document, operation, responseBytesMax);
  return {
    document,
    operation,
    cost: costOf(schema, document, operation),
    facts: operationInfo(document, operation, query),
    plan: typeof plan === 'string' ? null : plan,
    unplannedReason: typeof plan === 'string' ? plan : null,
    writePlan: planMutation(schema, document, operation),
  };
}

const rejected = (message: string): RejectedDocument => ({ errors: [new GraphQLError(message)] });

/** Returns the syntax error or the limit that a document exceeds as its error. */
function orErrors(parse: () => ReadDocument): ReadDocument | RejectedDocument {
  try {
    return parse();
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    if (!(error instanceof DomainError)) throw error;
    return { errors: [new GraphQLError(error.message, { originalError: error })] };
  }
}
