import type { GraphQLResolveInfo } from 'graphql';
import type { Scope } from '../domain/scope.ts';

/** Places of an answer in which a secret stands that is shown once. */
export type ShownOnce = (readonly (string | number)[])[];

/** What a resolver is given beside its arguments. */
export type GraphQLContext = {
  readonly scope: Scope;
  /** False: answers tell nothing of the schema beyond what was asked for. */
  readonly introspects: boolean;
  /** Filled while a document is answered. Absent: nobody asks. */
  readonly shownOnce?: ShownOnce;
};

/** What tells which fields a request asks for below the one that is being resolved. */
export type Asked = { readonly context: GraphQLContext; readonly info: GraphQLResolveInfo };
