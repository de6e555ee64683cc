import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  visit,
} from 'graphql';
import type { KeyHolder } from '../../domain/core/actor.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import type { BoundRead } from '../../domain/plan/read.ts';
import { kindOf } from '../node.ts';
import { fragmentsOf } from './collect-fields.ts';
import { createOutline, type Outline, TOO_MANY_VARIANTS } from './outline.ts';
import { Unplannable } from './select.ts';

type Variables = { readonly [name: string]: unknown };

/** A query that one statement answers, including key authentication. */
export type QueryPlan = {
  /** Returns the statement for this request and the values of its arguments, or why the executor handles the request. */
  bind(variables: Variables, actor: KeyHolder, context: RequestContext): BoundRead | string;
};

/** Maximum number of combinations of directives and node types per document. */
const OUTLINES_MAX = 16;
const STATEMENTS_MAX = 32;

/** Returns a plan for a valid query, or the reason why plans do not support any request with it. */
export function planQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  responseBytesMax: number,
): QueryPlan | string {
  const type = schema.getQueryType();
  if (!type || operation.operation !== 'query') return operation.operation;
  if (operation.directives?.length) return 'directives of the operation';
  const decisions = decisionsOf(document);
  const fragments = fragmentsOf(document);
  const limits = { responseBytesMax, budget: { statementsLeft: STATEMENTS_MAX } };
  const outlines = new Map<string, Outline | string>();
  const outlineOf = (coerced: Variables): Outline | string => {
    const key = decisions.map((decide) => decide.keyOf(coerced)).join();
    const cached = outlines.get(key);
    if (cached !== undefined) return cached;
    if (outlines.size >= OUTLINES_MAX) return TOO_MANY_VARIANTS;
    const variables = Object.fromEntries(decisions.map(({ name }) => [name, coerced[name]]));
    const outline = orReason(() =>
      createOutline({ schema, fragments, variables }, type, operation.selectionSet, limits),
    );
    outlines.set(key, outline);
    return outline;
  };
  const only = decisions.length === 0 ? outlineOf({}) : null;
  if (typeof only === 'string') return only;
  return {
    bind: (variables, actor, context) => {
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      if (!coerced || !decisions.every(({ isValid }) => isValid(coerced))) return 'variables';
      const outline = only ?? outlineOf(coerced);
      return typeof outline === 'string' ? outline : outline.bind(coerced, actor, context);
    },
  };
}

/** A variable on which it depends what a document means. */
type Decision = {
  readonly name: string;
  readonly isValid: (variables: Variables) => boolean;
  readonly keyOf: (variables: Variables) => string;
};

/** Returns the variables of `@include` and `@skip`, and those of the ids whose types decide what selections of `Query.node`
 *  mean. */
function decisionsOf(document: DocumentNode): readonly Decision[] {
  const decisions = new Map<string, Decision>();
  const add = (value: ValueNode | undefined, decide: (name: string) => Omit<Decision, 'name'>) => {
    if (value?.kind !== Kind.VARIABLE) return;
    const name = value.name.value;
    decisions.set(name, { name, ...decide(name) });
  };
  const argumentOf = (args: readonly ArgumentNode[] = [], of: string) =>
    args.find(({ name }) => name.value === of)?.value;
  visit(document, {
    Directive: ({ arguments: args }) =>
      add(argumentOf(args, 'if'), (name) => ({
        isValid: (variables) => typeof variables[name] === 'boolean',
        keyOf: (variables) => String(variables[name]),
      })),
    Field: ({ name: field, arguments: args }) => {
      if (field.value !== 'node') return;
      add(argumentOf(args, 'id'), (name) => ({
        isValid: () => true,
        keyOf: (variables) => kindOf(String(variables[name]))?.typeName ?? '',
      }));
    },
  });
  return [...decisions.values()];
}

function orReason<Value>(work: () => Value): Value | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unplannable) return error.message;
    throw error;
  }
}
