import {
  type DocumentNode,
  type GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type MutationPlan, planMutation } from './fast-path/plan-mutation.ts';
import { planQuery, type QueryPlan } from './fast-path/plan-query.ts';
import { type Cost, costOf } from './limits/cost.ts';
import { parseDocument } from './limits/parse-document.ts';
import { type OperationInfo, operationInfo } from './operation-info.ts';
import { schema } from './schema.ts';

/** A valid document, looked through for what one statement can answer. */
export type PreparedDocument = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly cost: Cost;
  readonly facts: OperationInfo;
  /** Of a query. Null: there is more in it than plans know. */
  readonly plan: QueryPlan | null;
  /** Of a mutation. Null: there is more in it than plans know. */
  readonly writePlan: MutationPlan | null;
};

/** A document that has been parsed, measured and validated. */
type ReadDocument = {
  readonly document: DocumentNode;
  /** None: it is valid. */
  readonly errors: readonly GraphQLError[];
  /** By operation name. */
  readonly prepared: Map<string | null, PreparedDocument>;
  readonly size: number;
};

/** Documents by their text: the one way in which all doors read them, each of them once as long as it is remembered. */
export type DocumentCache = DocumentCacheOptions & {
  /** Costs a look into a table: fit for requests whose key is not known yet. */
  peek(query: string, operationName: string | null): PreparedDocument | undefined;
  /** Null: not valid, or without that operation. */
  prepare(query: string, operationName: string | null): PreparedDocument | null;
  /** Throws a GraphQLError for what does not parse, BAD_USER_INPUT for what is over a limit. */
  parse(query: string): DocumentNode;
  /** What is wrong with a document of `parse`. */
  validate(document: DocumentNode): readonly GraphQLError[];
  state(): { readonly size: number; readonly hits: number; readonly misses: number };
};

export type DocumentCacheOptions = {
  /** False: nobody may look at the schema, and no error tells of what is in it. */
  readonly introspects: boolean;
  /** What a planned read may answer. */
  readonly answerBytesMax: number;
};

/** What is remembered, by a measure of the memory that it takes: about one for each token. */
const SIZE_MAX = 400_000;
const SIZE_MIN = 50;
/** A document can be all comments, which are kept too. */
const CHARACTERS_PER_TOKEN = 8;

/** Bounded: the documents that were not used for longest are forgotten. */
export function createDocumentCache(options: DocumentCacheOptions): DocumentCache {
  const documents = new LRUCache<string, ReadDocument>({
    maxSize: SIZE_MAX,
    sizeCalculation: ({ size }) => size,
  });
  const errorsOf = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  let hits = 0;
  let misses = 0;
  const read = (query: string) => {
    const known = documents.get(query);
    if (known) return known;
    const found = readDocument(query, options);
    documents.set(query, found);
    errorsOf.set(found.document, found.errors);
    return found;
  };
  return {
    ...options,
    state: () => ({ size: documents.size, hits, misses }),
    peek: (query, operationName) => {
      const found = documents.get(query)?.prepared.get(operationName);
      if (found) hits += 1;
      else misses += 1;
      return found;
    },
    prepare: (query, operationName) => {
      const found = orNull(() => read(query));
      if (!found || found.errors.length > 0) return null;
      const prepared = prepareOperation(found.document, operationName, query, options);
      if (prepared) found.prepared.set(operationName, prepared);
      return prepared;
    },
    parse: (query) => read(query).document,
    validate: (document) => errorsOf.get(document) ?? validateDocument(document, options),
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
  { answerBytesMax }: DocumentCacheOptions,
): PreparedDocument | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  return {
    document,
    operation,
    cost: preparedCost(document, operation),
    facts: operationInfo(document, operation, query),
    plan: planQuery(schema, document, operation, answerBytesMax),
    writePlan: planMutation(schema, document, operation),
  };
}

/** What is wrong with a request is told by who refuses it. */
function orNull<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch {
    return null;
  }
}

const costs = new WeakMap<OperationDefinitionNode, Cost>();

/** The cost of a valid operation, prepared once for as long as somebody keeps its document. */
export function preparedCost(document: DocumentNode, operation: OperationDefinitionNode): Cost {
  const cost = costs.get(operation) ?? costOf(schema, document, operation);
  costs.set(operation, cost);
  return cost;
}
