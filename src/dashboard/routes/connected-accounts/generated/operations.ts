/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Status of a connected account. `setConnectedAccountStatus` changes any status to any other, except to or from REVOKED. */
export type ConnectedAccountStatus =
  /** The account can be used. */
  | 'ACTIVE'
  /** A client set this status, or the account was ACTIVE and its `expiresAt` has passed. */
  | 'EXPIRED'
  /** The connection attempt failed. */
  | 'FAILED'
  /** A client deactivated the account temporarily. */
  | 'INACTIVE'
  /** The user has not completed the connection yet. */
  | 'INITIATED'
  /** The account was revoked permanently, and its credentials are erased. */
  | 'REVOKED';

/** Input of `deleteConnectedAccount`. */
export type DeleteConnectedAccountInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of a connected account of the project. */
  id: string | number;
  /** The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked. */
  userId?: string | null | undefined;
};

/** Input of `revokeConnectedAccount`. */
export type RevokeConnectedAccountInput = {
  /** The id of a connected account of the project. */
  id: string | number;
  /** Free-text reason, 1 to 500 characters. Absent or null: none. */
  statusReason?: string | null | undefined;
  /** The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked. */
  userId?: string | null | undefined;
};

/** Input of `setConnectedAccountStatus`. */
export type SetConnectedAccountStatusInput = {
  /** The id of a connected account of the project. */
  id: string | number;
  /** Any status except REVOKED: use `revokeConnectedAccount` for that. */
  status: ConnectedAccountStatus;
  /** Free-text reason, 1 to 500 characters. Absent or null: none, which removes the reason of the previous status. */
  statusReason?: string | null | undefined;
  /** The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked. */
  userId?: string | null | undefined;
};

/** Input of `updateConnectedAccount`. Absent fields keep their value. */
export type UpdateConnectedAccountInput = {
  /** 1 to 100 characters, unique among the accounts of the user with the toolkit. Null removes it. */
  alias?: string | null | undefined;
  /** Credentials to set by name; null removes one, absent ones are kept. Cannot be null itself. */
  credentials?: Record<string, unknown> | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The new expiry. A later time, or null for none, reactivates an ACTIVE account that became EXPIRED by its `expiresAt`. */
  expiresAt?: string | null | undefined;
  /** The id of a connected account of the project. */
  id: string | number;
  /** The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked. */
  userId?: string | null | undefined;
};

export type ConnectedAccountsPageQueryVariables = Exact<{
  id?: string | number | null | undefined;
  slug?: string | null | undefined;
  search?: string | null | undefined;
  statuses?: Array<ConnectedAccountStatus> | ConnectedAccountStatus | null | undefined;
  authConfigIds?: Array<string | number> | string | number | null | undefined;
  withAuthConfigs: boolean;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}>;


export type ConnectedAccountsPageQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, connectedAccounts: { __typename: 'ProjectConnectedAccountsConnection', totalCount: number, nodes: Array<(
        { __typename: 'ConnectedAccount' }
        & ConnectedAccountsRowFragment
      )>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type ConnectedAccountsRowFragment = { __typename: 'ConnectedAccount', id: string, userId: string, alias: string | null, toolkitSlug: string, status: ConnectedAccountStatus, statusReason: string | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig?: { __typename: 'AuthConfig', id: string, name: string } };

export type ConnectedAccountsDetailQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectedAccountsDetailQuery = { __typename: 'Query', node:
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditLogEntry', id: string }
    | { __typename: 'AuthConfig', id: string }
    | { __typename: 'ConnectedAccount', userId: string, alias: string | null, toolkitSlug: string, status: ConnectedAccountStatus, statusReason: string | null, expiresAt: string | null, createdAt: string, updatedAt: string, credentials: Record<string, unknown> | null, id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'ProjectConfig', id: string }
    | { __typename: 'ProjectQuota', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'ToolCallLog', id: string }
    | { __typename: 'Trigger', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookSubscription', id: string }
   | null };

export type ConnectedAccountsUpdateMutationVariables = Exact<{
  input: UpdateConnectedAccountInput;
}>;


export type ConnectedAccountsUpdateMutation = { __typename: 'Mutation', updateConnectedAccount: { __typename: 'UpdateConnectedAccountPayload', connectedAccount: { __typename: 'ConnectedAccount', id: string, alias: string | null, expiresAt: string | null, status: ConnectedAccountStatus, updatedAt: string } } | null };

export type ConnectedAccountsSetStatusMutationVariables = Exact<{
  input: SetConnectedAccountStatusInput;
}>;


export type ConnectedAccountsSetStatusMutation = { __typename: 'Mutation', setConnectedAccountStatus: { __typename: 'SetConnectedAccountStatusPayload', connectedAccount: { __typename: 'ConnectedAccount', id: string, status: ConnectedAccountStatus, statusReason: string | null, updatedAt: string } } | null };

export type ConnectedAccountsRevokeMutationVariables = Exact<{
  input: RevokeConnectedAccountInput;
}>;


export type ConnectedAccountsRevokeMutation = { __typename: 'Mutation', revokeConnectedAccount: { __typename: 'RevokeConnectedAccountPayload', connectedAccount: { __typename: 'ConnectedAccount', id: string, status: ConnectedAccountStatus, statusReason: string | null, updatedAt: string } } | null };

export type ConnectedAccountsDeleteMutationVariables = Exact<{
  input: DeleteConnectedAccountInput;
}>;


export type ConnectedAccountsDeleteMutation = { __typename: 'Mutation', deleteConnectedAccount: { __typename: 'DeleteConnectedAccountPayload', deletedConnectedAccountId: string } | null };

export const ConnectedAccountsRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ConnectedAccountsRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConnectedAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"alias"}},{"kind":"Field","name":{"kind":"Name","value":"toolkitSlug"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"authConfig"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withAuthConfigs"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ConnectedAccountsRowFragment, unknown>;
export const ConnectedAccountsPageDocument = {"__meta__":{"hash":"c12866420cc5d965c8281ce947ce2fa2b689b5f0bc1e922f7fb8deffee4c9606"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectedAccountsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"statuses"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConnectedAccountStatus"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"authConfigIds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withAuthConfigs"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAccounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"statuses"},"value":{"kind":"Variable","name":{"kind":"Name","value":"statuses"}}},{"kind":"Argument","name":{"kind":"Name","value":"authConfigIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"authConfigIds"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ConnectedAccountsRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ConnectedAccountsRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConnectedAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"alias"}},{"kind":"Field","name":{"kind":"Name","value":"toolkitSlug"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"authConfig"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withAuthConfigs"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ConnectedAccountsPageQuery, ConnectedAccountsPageQueryVariables>;
export const ConnectedAccountsDetailDocument = {"__meta__":{"hash":"f01265d3ff150872658e1097f3d807c45591a3700bf9dbe2577da5ed68beef65"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectedAccountsDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConnectedAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"alias"}},{"kind":"Field","name":{"kind":"Name","value":"toolkitSlug"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"credentials"}}]}}]}}]}}]} as unknown as DocumentNode<ConnectedAccountsDetailQuery, ConnectedAccountsDetailQueryVariables>;
export const ConnectedAccountsUpdateDocument = {"__meta__":{"hash":"85adb6cddc4488f826505109a13a9225112fe24a90c4e5806db936fdb9bf2916"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConnectedAccountsUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateConnectedAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"updateConnectedAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"alias"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]}}]} as unknown as DocumentNode<ConnectedAccountsUpdateMutation, ConnectedAccountsUpdateMutationVariables>;
export const ConnectedAccountsSetStatusDocument = {"__meta__":{"hash":"5d5cfe54a14f630bbcec25b350f5b22b8e35469d61fcd73532057ca4a85c59af"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConnectedAccountsSetStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetConnectedAccountStatusInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"setConnectedAccountStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]}}]} as unknown as DocumentNode<ConnectedAccountsSetStatusMutation, ConnectedAccountsSetStatusMutationVariables>;
export const ConnectedAccountsRevokeDocument = {"__meta__":{"hash":"f5418180f9532d7502b23c1f71d4dbe1edd37d9d882eba43d8b2ab1a954f2ad9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConnectedAccountsRevoke"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeConnectedAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"revokeConnectedAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]}}]} as unknown as DocumentNode<ConnectedAccountsRevokeMutation, ConnectedAccountsRevokeMutationVariables>;
export const ConnectedAccountsDeleteDocument = {"__meta__":{"hash":"a8db399d287c04e4e20b87223667f99de79979c1b986b05263f3c663be086534"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConnectedAccountsDelete"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteConnectedAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deleteConnectedAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deletedConnectedAccountId"}}]}}]}}]} as unknown as DocumentNode<ConnectedAccountsDeleteMutation, ConnectedAccountsDeleteMutationVariables>;