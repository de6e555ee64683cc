import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './introspection.d.ts';

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    DateTime: string;
    BigInt: number | string;
    JSONObject: Record<string, unknown>;
    URL: string;
    Scope: string;
  };
}>();

/** Of the schema, although no operation selects it. */
export type ErrorReason = ReturnType<typeof graphql.scalar<'ErrorReason'>>;
