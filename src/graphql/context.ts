import type { Scope } from '../domain/scope.ts';

/** What a resolver is given beside its arguments. */
export type GraphQLContext = { readonly scope: Scope };
