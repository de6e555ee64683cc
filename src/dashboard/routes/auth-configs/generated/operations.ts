/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Whether an auth config accepts new connected accounts. */
export type AuthConfigStatus =
  /** No new connected accounts, and none can become ACTIVE. Existing accounts keep their status. */
  | 'DISABLED'
  /** The auth config can be used to connect accounts. */
  | 'ENABLED';

/** How a toolkit authenticates its accounts. */
export type AuthScheme =
  /** An API key that each account provides. */
  | 'API_KEY'
  /** A user name and a password. */
  | 'BASIC'
  /** A token that each account provides, sent as `Authorization: Bearer`. */
  | 'BEARER_TOKEN'
  /** No authentication. */
  | 'NO_AUTH'
  /** OAuth 1.0a. */
  | 'OAUTH1'
  /** OAuth 2.0. */
  | 'OAUTH2';

/** Input of `createAuthConfig`. */
export type CreateAuthConfigInput = {
  /** How the accounts authenticate. Cannot be changed later. */
  authScheme: AuthScheme;
  /** Credentials by name, values are strings: at most 32 entries and 8 KiB. Stored encrypted. Example: `{"client_id": "Iv1.8a61", "client_secret": "..."}`. Absent or null: none. */
  credentials?: Record<string, unknown> | null | undefined;
  /** Whether the credentials of its accounts are hidden from all keys. Cannot be changed later. Absent or null: false. */
  isManaged?: boolean | null | undefined;
  /** 1 to 100 characters. Not unique. */
  name: string;
  /** 1 to 64 characters, `[a-z0-9_-]`; upper case is converted to lower case. */
  toolkitSlug: string;
};

/** Input of `deleteAuthConfig`. */
export type DeleteAuthConfigInput = {
  /** Whether to delete its connected accounts too, in any status. Absent or null: false. */
  cascade?: boolean | null | undefined;
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of an auth config of the project. */
  id: string | number;
};

/** Input of `setAuthConfigStatus`. */
export type SetAuthConfigStatusInput = {
  /** The id of an auth config of the project. */
  id: string | number;
  /** The new status. */
  status: AuthConfigStatus;
};

/** Input of `updateAuthConfig`. Absent fields keep their value. */
export type UpdateAuthConfigInput = {
  /** Credentials to set by name; null removes one, absent ones are kept. Cannot be null itself. */
  credentials?: Record<string, unknown> | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The id of an auth config of the project. */
  id: string | number;
  /** 1 to 100 characters. Cannot be null. */
  name?: string | null | undefined;
};

export type AuthConfigsPageQueryVariables = Exact<{
  id?: string | number | null | undefined;
  slug?: string | null | undefined;
  search?: string | null | undefined;
  statuses?: Array<AuthConfigStatus> | AuthConfigStatus | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}>;


export type AuthConfigsPageQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, authConfigs: { __typename: 'ProjectAuthConfigsConnection', totalCount: number, nodes: Array<(
        { __typename: 'AuthConfig' }
        & AuthConfigsRowFragment
      )>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type AuthConfigsRowFragment = { __typename: 'AuthConfig', id: string, name: string, toolkitSlug: string, authScheme: AuthScheme, isManaged: boolean, status: AuthConfigStatus, credentials: Record<string, unknown> | null, connectedAccountCount: number, updatedAt: string };

export type AuthConfigsCreateMutationVariables = Exact<{
  input: CreateAuthConfigInput;
}>;


export type AuthConfigsCreateMutation = { __typename: 'Mutation', createAuthConfig: { __typename: 'CreateAuthConfigPayload', authConfig: { __typename: 'AuthConfig', id: string } } | null };

export type AuthConfigsUpdateMutationVariables = Exact<{
  input: UpdateAuthConfigInput;
}>;


export type AuthConfigsUpdateMutation = { __typename: 'Mutation', updateAuthConfig: { __typename: 'UpdateAuthConfigPayload', authConfig: (
      { __typename: 'AuthConfig' }
      & AuthConfigsRowFragment
    ) } | null };

export type AuthConfigsSetStatusMutationVariables = Exact<{
  input: SetAuthConfigStatusInput;
}>;


export type AuthConfigsSetStatusMutation = { __typename: 'Mutation', setAuthConfigStatus: { __typename: 'SetAuthConfigStatusPayload', authConfig: { __typename: 'AuthConfig', id: string, status: AuthConfigStatus, updatedAt: string } } | null };

export type AuthConfigsDeleteMutationVariables = Exact<{
  input: DeleteAuthConfigInput;
}>;


export type AuthConfigsDeleteMutation = { __typename: 'Mutation', deleteAuthConfig: { __typename: 'DeleteAuthConfigPayload', deletedAuthConfigId: string } | null };

export const AuthConfigsRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AuthConfigsRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuthConfig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"toolkitSlug"}},{"kind":"Field","name":{"kind":"Name","value":"authScheme"}},{"kind":"Field","name":{"kind":"Name","value":"isManaged"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"credentials"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAccountCount"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<AuthConfigsRowFragment, unknown>;
export const AuthConfigsPageDocument = {"__meta__":{"hash":"81264f7360389ccc468baf741fd44e4b3a4b5f5bc5d5f0c33424f8f497afd6f2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuthConfigsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"statuses"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AuthConfigStatus"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"authConfigs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"statuses"},"value":{"kind":"Variable","name":{"kind":"Name","value":"statuses"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AuthConfigsRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AuthConfigsRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuthConfig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"toolkitSlug"}},{"kind":"Field","name":{"kind":"Name","value":"authScheme"}},{"kind":"Field","name":{"kind":"Name","value":"isManaged"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"credentials"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAccountCount"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<AuthConfigsPageQuery, AuthConfigsPageQueryVariables>;
export const AuthConfigsCreateDocument = {"__meta__":{"hash":"8909a74f9ca20c9b7e4e985ebab42bf32537d39e9eedea02c4ec2661be12d74e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AuthConfigsCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAuthConfigInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createAuthConfig"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"authConfig"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<AuthConfigsCreateMutation, AuthConfigsCreateMutationVariables>;
export const AuthConfigsUpdateDocument = {"__meta__":{"hash":"47eaf00d020ddabf962a88edf7b8fb5f5b2eb77893ebddb2b756d587dc923dbb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AuthConfigsUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAuthConfigInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"updateAuthConfig"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"authConfig"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AuthConfigsRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AuthConfigsRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuthConfig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"toolkitSlug"}},{"kind":"Field","name":{"kind":"Name","value":"authScheme"}},{"kind":"Field","name":{"kind":"Name","value":"isManaged"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"credentials"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAccountCount"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<AuthConfigsUpdateMutation, AuthConfigsUpdateMutationVariables>;
export const AuthConfigsSetStatusDocument = {"__meta__":{"hash":"d2406a95dc2acaadcb2bfccb6956a0a6cdec2a3c132c933ebff0cd099cafd386"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AuthConfigsSetStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetAuthConfigStatusInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"setAuthConfigStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"authConfig"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]}}]} as unknown as DocumentNode<AuthConfigsSetStatusMutation, AuthConfigsSetStatusMutationVariables>;
export const AuthConfigsDeleteDocument = {"__meta__":{"hash":"e899711a23978a0ff2628e8b33c6862b6aae332e9fd9d9a1968c671103be4d48"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AuthConfigsDelete"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteAuthConfigInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deleteAuthConfig"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAuthConfigId"}}]}}]}}]} as unknown as DocumentNode<AuthConfigsDeleteMutation, AuthConfigsDeleteMutationVariables>;