import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../domain/core/request-context.ts';

/** Response paths of values that are shown once, or whose visibility depends on permissions at the time of the request. */
export type NotKept = (readonly (string | number)[])[];

/** The context value that every resolver receives. */
export type GraphQLContext = {
  readonly context: RequestContext;
  /** False: responses and errors reveal nothing about the schema beyond the request. */
  readonly introspects: boolean;
  /** Filled during execution. Absent: not collected. */
  readonly notKept?: NotKept;
};

/** The context and info of the field being resolved; info describes the fields that the request selects below it. */
export type ResolverCall = { readonly context: GraphQLContext; readonly info: GraphQLResolveInfo };
