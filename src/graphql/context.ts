import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../domain/core/request-context.ts';

/** Response paths of values that are shown once, or whose visibility depends on permissions at the time of the request. */
export type NotKept = (readonly (string | number)[])[];

/** Everything that a resolver receives beside its arguments. */
export type GraphQLContext = {
  readonly context: RequestContext;
  /** False: responses and errors reveal nothing about the schema beyond the request. */
  readonly introspects: boolean;
  /** Filled during execution. Absent: not collected. */
  readonly notKept?: NotKept;
};

/** Describes which fields the request selects below the field that is being resolved. */
export type Asked = { readonly context: GraphQLContext; readonly info: GraphQLResolveInfo };
