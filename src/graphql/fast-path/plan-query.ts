import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { KeyKind } from '../../domain/api-key/secret.ts';
import type { KeyScope } from '../../domain/core/permissions.ts';
import { type BoundRead, type PlannedRead, planRead } from '../../domain/fast-path/read.ts';
import type { AuthRole } from '../plugins/authorization.ts';
import { type BindArguments, bindProject, bindProjectPage, type RequestFacts } from './bind-arguments.ts';
import { type Shapes, selectRoots, Unplannable } from './select-fields.ts';

type Variables = { readonly [name: string]: unknown };

/** A query that one statement answers, including key authentication. */
export type QueryPlan = {
  /** Returns the statement for this request and the values of its parameters. Null: the standard executor handles it. */
  bind(variables: Variables, facts: RequestFacts): BoundRead | null;
};

/** A field whose arguments select rows. */
type ArgumentSite = {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly bind: BindArguments;
};

/** Maximum number of statements per document: argument shapes times kinds of keys. */
const STATEMENTS_MAX = 16;

const roleOf: Readonly<Record<KeyKind, AuthRole>> = { organization: 'ORGANIZATION', project: 'PROJECT' };

/** Returns a plan for a valid query, or null where any part of it is not supported by plans. */
export function planQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  answerBytesMax: number,
): QueryPlan | null {
  const sites: ArgumentSite[] = [];
  const roles: (readonly AuthRole[])[] = [];
  const scopes: KeyScope[] = [];
  const selectWith = (shapes: Shapes) => selectRoots(schema, document, operation, shapes);
  try {
    // A trial run with arbitrary shapes determines whether the document can be planned, where its arguments are, and which keys
    // may run it.
    selectWith({
      project: (field, node) => {
        sites.push({ field, node, bind: bindProject });
        return { by: 'default' };
      },
      page: (field, node) => {
        sites.push({ field, node, bind: bindProjectPage });
        return { size: 0, after: null };
      },
      visit: ({ requires, scope }) => {
        if (requires) roles.push(requires);
        if (scope) scopes.push(scope);
      },
    });
  } catch (error) {
    if (error instanceof Unplannable) return null;
    throw error;
  }
  return { bind: binder({ schema, operation, answerBytesMax, sites, roles, scopes, selectWith }) };
}

type BinderInput = {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly answerBytesMax: number;
  readonly sites: readonly ArgumentSite[];
  readonly roles: readonly (readonly AuthRole[])[];
  readonly scopes: readonly KeyScope[];
  readonly selectWith: (shapes: Shapes) => ReturnType<typeof selectRoots>;
};

function binder(input: BinderInput): QueryPlan['bind'] {
  const { schema, operation, answerBytesMax, sites, roles, scopes, selectWith } = input;
  const definitions = operation.variableDefinitions ?? [];
  const statements = new Map<string, PlannedRead>();
  return (variables, facts) => {
    if (!roles.every((required) => required.includes(roleOf[facts.kind]))) return null;
    const { coerced } = getVariableValues(schema, definitions, variables);
    if (!coerced) return null;
    const bound = sites.map(({ field, node, bind }) => bind(getArgumentValues(field, node, coerced), facts));
    const shapes: string[] = [];
    const values: unknown[] = [];
    for (const one of bound) {
      if (!one) return null;
      shapes.push(one.shape);
      values.push(...one.values);
    }
    const variant = [facts.kind, ...shapes].join();
    const cached = statements.get(variant);
    if (cached) return { read: cached, values, scopes };
    if (statements.size >= STATEMENTS_MAX) return null;
    const read = planRead(selectWith(numberedSlots(shapes)), facts.kind, answerBytesMax);
    statements.set(variant, read);
    return { read, values, scopes };
  };
}

/** $1 is the key. The sites are visited in the same order as in the trial run, so their values are consecutive. */
function numberedSlots(shapes: readonly string[]): Shapes {
  let site = 0;
  let slot = 1;
  const nextSlot = () => {
    slot += 1;
    return slot;
  };
  const nextShape = () => {
    const shape = shapes[site];
    site += 1;
    return shape;
  };
  return {
    project: () => {
      const shape = nextShape();
      return shape === 'id' || shape === 'slug'
        ? { by: shape, slot: nextSlot() }
        : { by: shape === 'own' ? 'own' : 'default' };
    },
    page: () => {
      const isAfter = nextShape() === 'after';
      const size = nextSlot();
      return { size, after: isAfter ? { epochMs: nextSlot(), id: nextSlot(), check: nextSlot() } : null };
    },
    visit: () => {},
  };
}
