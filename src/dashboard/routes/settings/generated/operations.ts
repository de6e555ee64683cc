/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Input of `deleteProject`. */
export type DeleteProjectInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of a project of the organization. */
  id: string | number;
  /** True: deletes the project with everything in it for good, which cannot be undone. Needs the scope `projects:purge`. */
  permanently?: boolean | null | undefined;
};

/** Which data of tool calls a project stores. */
export type LogVisibility =
  /** Stores only metadata such as time, duration and status: no arguments, response or error message. */
  | 'DONT_STORE_DATA'
  /** Stores everything, including arguments and responses. */
  | 'SHOW_ALL';

/** Whether a project is for production or for tests. A mark for clients, which changes no rule of the API. */
export type ProjectEnvironment =
  /** Production: its users and data are real. */
  | 'LIVE'
  /** Development and tests. */
  | 'TEST';

/** Input of `restoreProject`. */
export type RestoreProjectInput = {
  /** The id of an archived project of the organization. */
  id: string | number;
  /** Another name, if a project has taken the former one: 3 to 75 characters, `[a-zA-Z0-9_-]`. Absent or null: the former name. */
  name?: string | null | undefined;
  /** True: sends the webhook deliveries that were held when the project was archived, and enables the subscriptions that were enabled. False: they are kept with the status HELD. */
  resendHeld?: boolean | null | undefined;
  /** Another slug, if a project has taken the former one: 1 to 64 characters, `[a-z0-9_-]`. Absent or null: the former slug. */
  slug?: string | null | undefined;
};

/** Input of `updateProjectConfig`. Absent fields keep their value. */
export type UpdateProjectConfigInput = {
  /** 1 to 128 characters. Null removes it: the project name is shown. */
  displayName?: string | null | undefined;
  /** The `ProjectConfig.updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** Ownership check of connected accounts. Cannot be null. */
  is2FAEnabled?: boolean | null | undefined;
  /** Storage of tool call data. Cannot be null. */
  logVisibilitySetting?: LogVisibility | null | undefined;
  /** An https URL of at most 2048 characters. Null removes it. */
  logoUrl?: string | null | undefined;
  /** Masking of credentials. Cannot be null. */
  maskSecretKeysInConnectedAccount?: boolean | null | undefined;
  /** Whether MCP requests need a key, from the next request on. Cannot be null. */
  requireMcpApiKey?: boolean | null | undefined;
};

/** Input of `updateProject`. Absent fields keep their value; no field to change can be null. */
export type UpdateProjectInput = {
  /** Whether the project is for production or for tests. */
  environment?: ProjectEnvironment | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The id of a project of the organization. */
  id: string | number;
  /** True makes this the default project in place of the current one. Cannot be false: make another project the default instead. */
  isDefault?: boolean | null | undefined;
  /** 3 to 75 characters, `[a-zA-Z0-9_-]`. Unique in the organization. The slug does not change with it. */
  name?: string | null | undefined;
  /** 1 to 64 characters, `[a-z0-9_-]`. Unique in the organization; `default` is reserved. */
  slug?: string | null | undefined;
};

export type SettingsPageQueryVariables = Exact<{
  id?: string | number | null | undefined;
  slug?: string | null | undefined;
  withConfig: boolean;
}>;


export type SettingsPageQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config?: (
      { __typename: 'ProjectConfig' }
      & SettingsConfigFragment
    ) } };

export type SettingsConfigFragment = { __typename: 'ProjectConfig', id: string, displayName: string | null, logoUrl: string | null, requireMcpApiKey: boolean, maskSecretKeysInConnectedAccount: boolean, is2FAEnabled: boolean, logVisibilitySetting: LogVisibility, updatedAt: string };

export type SettingsUpdateConfigMutationVariables = Exact<{
  input: UpdateProjectConfigInput;
}>;


export type SettingsUpdateConfigMutation = { __typename: 'Mutation', updateProjectConfig: { __typename: 'UpdateProjectConfigPayload', projectConfig: (
      { __typename: 'ProjectConfig' }
      & SettingsConfigFragment
    ) } | null };

export type SettingsUpdateProjectMutationVariables = Exact<{
  input: UpdateProjectInput;
}>;


export type SettingsUpdateProjectMutation = { __typename: 'Mutation', updateProject: { __typename: 'UpdateProjectPayload', project: { __typename: 'Project', id: string, name: string, slug: string, isDefault: boolean, updatedAt: string } } | null };

export type SettingsDeleteProjectMutationVariables = Exact<{
  input: DeleteProjectInput;
}>;


export type SettingsDeleteProjectMutation = { __typename: 'Mutation', deleteProject: { __typename: 'DeleteProjectPayload', deletedProjectId: string, archivedProject: { __typename: 'ArchivedProject', id: string, purgeAt: string } | null } | null };

export type SettingsRestoreProjectMutationVariables = Exact<{
  input: RestoreProjectInput;
}>;


export type SettingsRestoreProjectMutation = { __typename: 'Mutation', restoreProject: { __typename: 'RestoreProjectPayload', project: { __typename: 'Project', id: string, name: string, slug: string } } | null };

export const SettingsConfigFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SettingsConfig"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectConfig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"requireMcpApiKey"}},{"kind":"Field","name":{"kind":"Name","value":"maskSecretKeysInConnectedAccount"}},{"kind":"Field","name":{"kind":"Name","value":"is2FAEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"logVisibilitySetting"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<SettingsConfigFragment, unknown>;
export const SettingsPageDocument = {"__meta__":{"hash":"c8217eecbbc972588fe6429e903f6fbb27322f37d604dbd8c26e99d6227fe374"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SettingsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withConfig"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"environment"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"config"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withConfig"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SettingsConfig"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SettingsConfig"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectConfig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"requireMcpApiKey"}},{"kind":"Field","name":{"kind":"Name","value":"maskSecretKeysInConnectedAccount"}},{"kind":"Field","name":{"kind":"Name","value":"is2FAEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"logVisibilitySetting"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<SettingsPageQuery, SettingsPageQueryVariables>;
export const SettingsUpdateConfigDocument = {"__meta__":{"hash":"e4f70e6489d0e7aba86ec9171d005f8432785c834443074836304ceee83d4d21"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SettingsUpdateConfig"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateProjectConfigInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"updateProjectConfig"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"projectConfig"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SettingsConfig"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SettingsConfig"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectConfig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"requireMcpApiKey"}},{"kind":"Field","name":{"kind":"Name","value":"maskSecretKeysInConnectedAccount"}},{"kind":"Field","name":{"kind":"Name","value":"is2FAEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"logVisibilitySetting"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<SettingsUpdateConfigMutation, SettingsUpdateConfigMutationVariables>;
export const SettingsUpdateProjectDocument = {"__meta__":{"hash":"198431cd963c54cc4528cf953d29b77d66cb450cdf48a635e098c327eba0d46f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SettingsUpdateProject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateProjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"updateProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]}}]} as unknown as DocumentNode<SettingsUpdateProjectMutation, SettingsUpdateProjectMutationVariables>;
export const SettingsDeleteProjectDocument = {"__meta__":{"hash":"288292e9342ad65e13cc59537665548d16ac8a3048442e147cf6ee85eeb54f3a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SettingsDeleteProject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteProjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deleteProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deletedProjectId"}},{"kind":"Field","name":{"kind":"Name","value":"archivedProject"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"purgeAt"}}]}}]}}]}}]} as unknown as DocumentNode<SettingsDeleteProjectMutation, SettingsDeleteProjectMutationVariables>;
export const SettingsRestoreProjectDocument = {"__meta__":{"hash":"d41bbc2ad7eeb82c9d25f02d03357d7b2972fb90cebf835904a705d6c88a2329"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SettingsRestoreProject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RestoreProjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"restoreProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]} as unknown as DocumentNode<SettingsRestoreProjectMutation, SettingsRestoreProjectMutationVariables>;