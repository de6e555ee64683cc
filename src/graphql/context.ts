import type { GraphQLResolveInfo } from 'graphql';
import type { Scope } from '../domain/scope.ts';

/** What a resolver is given beside its arguments. */
export type GraphQLContext = { readonly scope: Scope };

/** What tells which fields a request asks for below the one that is being resolved. */
export type Asked = { readonly context: GraphQLContext; readonly info: GraphQLResolveInfo };
