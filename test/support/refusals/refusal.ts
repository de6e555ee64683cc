import type { TypedDocumentString } from '../../generated/graphql.ts';
import { type Answer, type Credentials, send } from '../client.ts';
import type { World } from '../fixtures.ts';
import type { TestServer } from '../server.ts';

export const roles = ['OPERATOR', 'ORGANIZATION', 'PROJECT'] as const;

export type Role = (typeof roles)[number];

/** What a good key of another tenant gets when it asks for the victim's things. */
export type ForeignTenantResult =
  /** NOT_FOUND. */
  | 'not found'
  /** Null in the place of each. */
  | 'null'
  /** Its own things: the field does not say whose. */
  | 'own'
  /** Nothing to try: the field is not for tenants. */
  | 'no tenant';

/** Asks with these credentials. */
export type SendRequest = (credentials: Credentials) => Promise<Answer<Record<string, unknown>>>;

export type Refusal = {
  readonly requires: readonly Role[];
  readonly foreignTenant: ForeignTenantResult;
  /** Makes what the request names, as a thing of this tenant that a key of this kind may ask about. */
  readonly prepare: (server: TestServer, tenant: World, role: Role) => Promise<SendRequest>;
};

/** A root field, and who may ask for it. `variablesOf` may make the things of the tenant that it names. */
export function refusal<Data extends Record<string, unknown>, Variables>(
  requires: readonly Role[],
  stranger: ForeignTenantResult,
  document: TypedDocumentString<Data, Variables>,
  variablesOf: (tenant: World, server: TestServer, role: Role) => Variables | Promise<Variables>,
): Refusal {
  return {
    requires,
    foreignTenant: stranger,
    prepare: async (server, tenant, role) => {
      const variables = await variablesOf(tenant, server, role);
      return (credentials) => send(server, document, variables, credentials);
    },
  };
}
