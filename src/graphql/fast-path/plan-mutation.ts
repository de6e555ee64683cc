import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { RequestContext } from '../../domain/core/request-context.ts';
import type { WrittenRead } from '../../domain/fast-path/read.ts';
import { type PlannedWrite, writePlanners } from '../../domain/fast-path/write.ts';
import type { AuthRole, FieldAuth } from '../plugins/authorization.ts';
import { hintOf } from './field-hints.ts';
import {
  flatten,
  fragmentsOf,
  membersOf,
  type Selector,
  selectObject,
  Unplannable,
  visit,
} from './select-fields.ts';

/** A mutation that one statement executes and serializes. Available to organization keys only. */
export type MutationPlan = {
  readonly key: string;
  readonly node: FieldNode;
  /** Returns the response data as JSON text. Null: nothing was executed; the standard executor handles the operation. Throws
   *  what the resolver would throw. */
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
  const mutation = schema.getMutationType();
  if (!mutation || operation.operation !== 'mutation' || operation.directives?.length)
    throw new Unplannable();
  const roles: (readonly AuthRole[])[] = [];
  const shapes = {
    visit: ({ requires }: FieldAuth) => {
      if (requires) roles.push(requires);
    },
  };
  const selector = { fragments: fragmentsOf(document), shapes, written: true };
  const [root, ...others] = flatten(selector, mutation, operation.selectionSet);
  // Mutations of one document must run one after the other.
  if (!root || others.length > 0 || root[1].name.value === '__typename') throw new Unplannable();
  const [key, node] = root;
  const field = visit(selector, mutation, node);
  const hint = hintOf(field);
  if (hint?.kind !== 'write') throw new Unplannable();
  const read = {
    key,
    members: membersOf(selector, field, node, (_name, child, childNode) =>
      selectMember(selector, child, childNode),
    ),
  };
  if (!roles.every((required) => required.includes('ORGANIZATION'))) throw new Unplannable();
  const write: PlannedWrite<never> = writePlanners[hint.write](read);
  const definitions = operation.variableDefinitions ?? [];
  return {
    key,
    node,
    run: async (context, variables) => {
      const { coerced } = getVariableValues(schema, definitions, variables);
      if (!coerced) return null;
      const { input } = getArgumentValues(field, node, coerced);
      // Validated input has the shape that the operation expects.
      return write(context, input as never);
    },
  };
}

type Member = WrittenRead['members'][number];
type Keyless<Whole> = Whole extends unknown ? Omit<Whole, 'key'> : never;

function selectMember(
  selector: Selector,
  field: Parameters<typeof selectObject>[1],
  node: FieldNode,
): Exclude<Keyless<Member>, { kind: 'constant' }> {
  switch (hintOf(field)?.kind) {
    case 'subject':
      return { kind: 'subject', object: selectObject(selector, field, node, 1, 0) };
    case 'issuedKey': {
      const members = membersOf(selector, field, node, (_name, child, childNode) => {
        switch (hintOf(child)?.kind) {
          case 'secret':
            return { kind: 'secret' as const };
          case 'issued':
            return { kind: 'issued' as const, object: selectObject(selector, child, childNode, 2, 0) };
          default:
            throw new Unplannable();
        }
      });
      return { kind: 'issuedKey', members };
    }
    default:
      throw new Unplannable();
  }
}
