import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { NotAuthenticated } from '../../domain/api-key/caller.ts';
import { DomainError } from '../../domain/core/errors.ts';
import type { KeyScope } from '../../domain/core/permissions.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { authOf } from '../plugins/authorization.ts';
import { type Collecting, collectFields, fragmentsOf } from './collect-fields.ts';
import { exposedProperty } from './encode.ts';
import { isOfPayload, plannedOf, plannedWriteOf } from './planned-field.ts';
import { type AnyField, Unplannable } from './select.ts';

/** A mutation whose payload has only what its domain operation returns: it needs no executor. Its statement checks the key
 *  of the caller by itself. Available to organization keys only. */
export type MutationPlan = {
  readonly key: string;
  readonly node: FieldNode;
  /** Scopes that the key of the caller needs. */
  readonly scopes: readonly KeyScope[];
  /** Returns the response data as JSON text. Null: nothing was changed; the executor handles the operation, once the caller is
   *  authenticated. Throws what the resolver would throw. */
  run(context: RequestContext, variables: { readonly [name: string]: unknown }): Promise<string | null>;
};

/** Returns a plan for a valid mutation, or null where any part of it is not supported by plans. */
export function planMutation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): MutationPlan | null {
  try {
    return plan(schema, document, operation);
  } catch (error) {
    if (error instanceof Unplannable) return null;
    throw error;
  }
}

function plan(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): MutationPlan {
  const type = schema.getMutationType();
  if (!type || operation.operation !== 'mutation') throw new Unplannable(operation.operation);
  if (hasDirectives(document)) throw new Unplannable('directives');
  const scopes: KeyScope[] = [];
  const collecting = { schema, fragments: fragmentsOf(document), variables: {}, scopes };
  const [root, ...others] = collectFields(collecting, type, [operation.selectionSet]);
  // Mutations of one document must run one after the other.
  if (!root || others.length > 0) throw new Unplannable('several mutations');
  const { key, nodes } = root;
  const [node] = nodes;
  const field = fieldOf(collecting, type, node);
  const write = plannedWriteOf(field);
  if (!write) throw new Unplannable(`mutation ${field.name}`);
  const pick = pickerOf(collecting, objectTypeOf(field), nodes);
  const definitions = operation.variableDefinitions ?? [];
  return {
    key,
    node,
    scopes,
    run: async (context, variables) => {
      const { coerced } = getVariableValues(schema, definitions, variables);
      if (!coerced) return null;
      const { input } = getArgumentValues(field, node, coerced);
      // Validated input has the shape that the operation expects.
      const payload = await write(context, input as never).catch(nullIfNotPlanned);
      return payload && JSON.stringify({ [key]: pick(payload, context) });
    },
  };
}

function hasDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive: () => {
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** The executor records a denial. */
function nullIfNotPlanned(error: unknown): null {
  if (error instanceof NotAuthenticated) return null;
  if (error instanceof DomainError && error.code === 'FORBIDDEN') return null;
  throw error;
}

type Picking = Collecting & {
  /** Filled with the scopes of the fields. */
  readonly scopes: KeyScope[];
};

/** The field, if an organization key may select it. */
function fieldOf({ scopes }: Picking, type: GraphQLObjectType, { name }: FieldNode): AnyField {
  const field = type.getFields()[name.value];
  if (!field) throw new Unplannable(`field ${type.name}.${name.value}`);
  const { requires, scope } = authOf(field) ?? {};
  if (requires?.includes('ORGANIZATION') === false) throw new Unplannable('required key');
  if (scope) scopes.push(scope);
  return field;
}

function objectTypeOf(field: AnyField): GraphQLObjectType {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) throw new Unplannable(`type ${type.name}`);
  return type;
}

type Row = Readonly<Record<string, unknown>>;
/** Returns what a selection has of an object. */
type Picker = (of: object, context: RequestContext) => unknown;

function pickerOf(collecting: Picking, type: GraphQLObjectType, nodes: readonly FieldNode[]): Picker {
  const selectionSets: readonly SelectionSetNode[] = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const members = collectFields(collecting, type, selectionSets).map(
    ({ key, nodes }) => [key, memberPicker(collecting, type, nodes)] as const,
  );
  return (of, context) => {
    const picked: Record<string, unknown> = {};
    for (const [key, pick] of members) picked[key] = pick(of, context);
    return picked;
  };
}

function memberPicker(
  collecting: Picking,
  type: GraphQLObjectType,
  nodes: readonly [FieldNode, ...FieldNode[]],
): Picker {
  if (nodes[0].name.value === '__typename') return () => type.name;
  const field = fieldOf(collecting, type, nodes[0]);
  const property = exposedProperty(field);
  if (property !== undefined) return (of) => (of as Row)[property];
  const planned = plannedOf(field);
  if (planned?.kind === 'same') return pickerOf(collecting, objectTypeOf(field), nodes);
  if (planned?.kind === 'computed') return (of, context) => planned.compute(of as never, context);
  if (!isOfPayload(field)) throw new Unplannable(`field ${type.name}.${field.name}`);
  const pick = pickerOf(collecting, objectTypeOf(field), nodes);
  return (of, context) => {
    const object = (of as Row)[field.name];
    return object === null ? null : pick(object as object, context);
  };
}
