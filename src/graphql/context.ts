import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../domain/core/request-context.ts';

/** Places of an answer in which a value stands that is shown once, or that only those may see who may see it now. */
export type NotKept = (readonly (string | number)[])[];

/** What a resolver is given beside its arguments. */
export type GraphQLContext = {
  readonly context: RequestContext;
  /** False: answers tell nothing of the schema beyond what was asked for. */
  readonly introspects: boolean;
  /** Filled while a document is answered. Absent: nobody asks. */
  readonly notKept?: NotKept;
};

/** What tells which fields a request asks for below the one that is being resolved. */
export type Asked = { readonly context: GraphQLContext; readonly info: GraphQLResolveInfo };
