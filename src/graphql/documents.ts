import {
  type DocumentNode,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Cost, costOf } from './cost/cost.ts';
import { type OperationFacts, operationFacts } from './operation-facts.ts';
import { planQuery, type ReadPlan } from './read-plan/plan.ts';
import { planMutation, type WritePlan } from './read-plan/write.ts';
import { schema } from './schema.ts';

/** A document that has been parsed, found valid, and looked through for what one statement can answer. */
export type PreparedDocument = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly cost: Cost;
  readonly facts: OperationFacts;
  /** Of a query. Null: there is more in it than plans know. */
  readonly plan: ReadPlan | null;
  /** Of a mutation. Null: there is more in it than plans know. */
  readonly writePlan: WritePlan | null;
};

/** Documents that were prepared, by their text and operation name. */
export type Documents = {
  /** Costs a look into a table: fit for requests whose key is not known yet. */
  known(query: string, operationName: string | null): PreparedDocument | undefined;
  /** Prepares and remembers. Null: not valid, or without that operation. */
  prepare(query: string, operationName: string | null): PreparedDocument | null;
  state(): { readonly size: number; readonly hits: number; readonly misses: number };
};

const CHARACTERS_MAX = 4_000_000;
/** What is kept beside the text is many times its size, and never nothing. */
const CHARACTERS_MIN = 1_000;

/** Bounded: the documents that were not used for longest are forgotten. */
export function createDocuments(extraRules: readonly ValidationRule[]): Documents {
  const rules = [...specifiedRules, ...extraRules];
  const prepared = new LRUCache<string, PreparedDocument>({
    maxSize: CHARACTERS_MAX,
    sizeCalculation: (_value, key) => CHARACTERS_MIN + key.length,
  });
  const keyOf = (query: string, operationName: string | null) => `${operationName ?? ''}\n${query}`;
  let hits = 0;
  let misses = 0;
  return {
    state: () => ({ size: prepared.size, hits, misses }),
    known: (query, operationName) => {
      const found = prepared.get(keyOf(query, operationName));
      if (found) hits += 1;
      else misses += 1;
      return found;
    },
    prepare: (query, operationName) => {
      const made = prepareDocument(query, operationName, rules);
      if (made) prepared.set(keyOf(query, operationName), made);
      return made;
    },
  };
}

function prepareDocument(
  query: string,
  operationName: string | null,
  rules: readonly ValidationRule[],
): PreparedDocument | null {
  const document = parseOrNull(query);
  if (!document || validate(schema, document, rules).length > 0) return null;
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  return {
    document,
    operation,
    cost: preparedCost(document, operation),
    facts: operationFacts(document, operation, query),
    plan: planQuery(schema, document, operation),
    writePlan: planMutation(schema, document, operation),
  };
}

function parseOrNull(query: string): DocumentNode | null {
  try {
    return parse(query);
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
