import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  visit,
} from 'graphql';
import type { KeyHolder } from '../../domain/core/actor.ts';
import { idPrefix, type RequestContext } from '../../domain/core/request-context.ts';
import type { BoundRead } from '../../domain/plan/read.ts';
import { fragmentsOf } from './collect-fields.ts';
import { createOutline, type Outline } from './outline.ts';
import { Unplannable } from './select.ts';

type Variables = { readonly [name: string]: unknown };

/** A query that one statement answers, including key authentication. */
export type QueryPlan = {
  /** Returns the statement for this request and the values of its arguments, or why the executor handles the request. */
  bind(variables: Variables, actor: KeyHolder, context: RequestContext): BoundRead | string;
};

/** Maximum number of combinations of directives and node types per document. */
const OUTLINES_MAX = 16;

/** Returns a plan for a valid query, or the reason why plans do not support any request with it. */
export function planQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  answerBytesMax: number,
): QueryPlan | string {
  const type = schema.getQueryType();
  if (!type || operation.operation !== 'query') return operation.operation;
  if (operation.directives?.length) return 'directives of the operation';
  const definitions = operation.variableDefinitions ?? [];
  const fragments = fragmentsOf(document);
  const deciding = directiveVariables(document);
  const nodeFields = fieldsWithId(document);
  const nodePrefixes = (coerced: Variables) =>
    nodeFields.map((value) =>
      idPrefix(
        String(value.kind === Kind.VARIABLE ? coerced[value.name.value] : 'value' in value && value.value),
      ),
    );
  const outlines = new Map<string, Outline | string>();
  const outlineOf = (coerced: Variables): Outline | string => {
    const key = [...deciding.map((name) => String(coerced[name])), ...nodePrefixes(coerced)].join();
    const cached = outlines.get(key);
    if (cached !== undefined) return cached;
    if (outlines.size >= OUTLINES_MAX) return 'too many variants of the document';
    const outline = orReason(() =>
      createOutline({ schema, fragments, variables: coerced }, type, operation.selectionSet, answerBytesMax),
    );
    outlines.set(key, outline);
    return outline;
  };
  if (deciding.length === 0 && nodeFields.length === 0) {
    const outline = outlineOf({});
    if (typeof outline === 'string') return outline;
  }
  return {
    bind: (variables, actor, context) => {
      const { coerced } = getVariableValues(schema, definitions, variables);
      if (!coerced) return 'variables';
      if (deciding.some((name) => typeof coerced[name] !== 'boolean')) return 'variables';
      const outline = outlineOf(coerced);
      return typeof outline === 'string' ? outline : outline.bind(coerced, actor, context);
    },
  };
}

/** Returns the variables of `@include` and `@skip`. */
function directiveVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (node) => {
      for (const { value } of node.arguments ?? [])
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Returns the ids of the objects that `Query.node` is to return: their types decide what their selections mean. */
function fieldsWithId(document: DocumentNode): readonly ValueNode[] {
  const ids: ValueNode[] = [];
  visit(document, {
    Field: ({ name, arguments: args = [] }) => {
      const id = args.find((argument) => argument.name.value === 'id');
      if (name.value === 'node' && id) ids.push(id.value);
    },
  });
  return ids;
}

function orReason<Value>(work: () => Value): Value | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unplannable) return error.message;
    throw error;
  }
}
