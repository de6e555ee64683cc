import { createAuthConfig } from '../../../domain/auth-config/create.ts';
import { deleteAuthConfig } from '../../../domain/auth-config/delete.ts';
import { authConfigDeletion } from '../../../domain/auth-config/deletion-preview.ts';
import { type SealedCredentials, shownAuthConfigCredentials } from '../../../domain/auth-config/fields.ts';
import { authConfigById, plannedAuthConfigNode } from '../../../domain/auth-config/find.ts';
import { setAuthConfigStatus, updateAuthConfig } from '../../../domain/auth-config/update.ts';
import type { RequestContext } from '../../../domain/core/request-context.ts';
import { projectOf } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { defineEdge, edgeIn, newEdge } from '../../edges.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { NULL_WHEN_REPLAYED } from '../../plugins/withheld-fields.ts';
import { AuthConfigRef, ProjectRef } from '../../refs.ts';
import { defineDeletionPreview, EXPECTED_FINGERPRINT } from '../deletion-preview.ts';

export const AuthConfigEdge = defineEdge(AuthConfigRef, 'Project.authConfigs', 'An auth config');

registerNode('ac', AuthConfigRef.name, authConfigById, plannedAuthConfigNode);

defineDeletionPreview(AuthConfigRef, authConfigDeletion, {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'auth_configs:read',
  mutation: 'deleteAuthConfig',
});

const AuthSchemeEnum = builder.enumType('AuthScheme', {
  description: 'How a toolkit authenticates its accounts.',
  values: {
    OAUTH2: { description: 'OAuth 2.0.' },
    OAUTH1: { description: 'OAuth 1.0a.' },
    API_KEY: { description: 'An API key that each account provides.' },
    BEARER_TOKEN: { description: 'A token that each account provides, sent as `Authorization: Bearer`.' },
    BASIC: { description: 'A user name and a password.' },
    NO_AUTH: { description: 'No authentication.' },
  } as const,
});

export const AuthConfigStatusEnum = builder.enumType('AuthConfigStatus', {
  description: 'Whether an auth config accepts new connected accounts.',
  values: {
    ENABLED: { description: 'The auth config can be used to connect accounts.' },
    DISABLED: {
      description:
        'No new connected accounts, and none can become ACTIVE. Existing accounts keep their status.',
    },
  } as const,
});

const sealedCredentials = {
  organizationId: 'json',
  projectId: 'json',
  id: 'json',
  sealedCredentials: 'bytes',
} as const;

const shownCredentials = (authConfig: SealedCredentials, context: Pick<RequestContext, 'encryption'>) =>
  shownAuthConfigCredentials(context, authConfig);

builder.objectType(AuthConfigRef, {
  description: 'How the accounts of one toolkit authenticate in a project, such as with which OAuth client.',
  interfaces: [NodeRef],
  fields: (t) => ({
    toolkitSlug: t.exposeString('toolkitSlug', {
      description: 'The toolkit in lower case, such as `github`. Immutable.',
    }),
    name: t.exposeString('name', { description: 'Display name. Not unique.' }),
    authScheme: t.expose('authScheme', {
      type: AuthSchemeEnum,
      description: 'How the accounts authenticate. Immutable.',
    }),
    credentials: t.field({
      type: 'JSONObject',
      nullable: true,
      notKept: true,
      extensions: planned({ kind: 'computed', reads: sealedCredentials, compute: shownCredentials }),
      description: `The credentials of the auth config by name, masked regardless of the settings of the project: \`client_id\` in full, every other value as its first 4 characters and \`...\` (values shorter than 12: \`...\` only). Example: \`{"client_id": "Iv1.8a61", "client_secret": "7c2f..."}\`. Null, with an error, when the stored value is damaged. ${NULL_WHEN_REPLAYED}`,
      resolve: (authConfig, _args, { context }) => shownCredentials(authConfig, context),
    }),
    isManaged: t.exposeBoolean('isManaged', {
      description:
        'Whether the operator manages the auth config: the credentials of its accounts always read `REDACTED`. Immutable.',
    }),
    status: t.expose('status', {
      type: AuthConfigStatusEnum,
      description: 'Whether the auth config accepts new accounts. Initially ENABLED.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the auth config was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When a field last changed.' }),
  }),
});

const CreateAuthConfigPayload = builder.simpleObject(
  'CreateAuthConfigPayload',
  {
    description: 'Result of `createAuthConfig`.',
    fields: (t) => ({ authConfig: t.field({ type: AuthConfigRef, description: 'The new auth config.' }) }),
  },
  (t) => ({
    authConfigEdge: t.field({
      type: AuthConfigEdge,
      description: edgeIn('Project.authConfigs'),
      resolve: ({ authConfig }) => newEdge('authConfigs', authConfig.projectId, authConfig),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'The project of the auth config.',
      resolve: ({ authConfig }, _args, { context }) => projectOf(context, authConfig),
    }),
  }),
);

defineMutation('createAuthConfig', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'auth_configs:write',
  project: 'REQUIRED',
  audits: 'AUTH_CONFIG_CREATED',
  errors: ['PROJECT_NOT_FOUND'],
  description: 'Creates an auth config in the project of the request. Not idempotent.',
  inputDescription: 'The auth config to create.',
  input: (t) => ({
    toolkitSlug: t.string({
      required: true,
      description: '1 to 64 characters, `[a-z0-9_-]`; upper case is converted to lower case.',
    }),
    name: t.string({ required: true, description: '1 to 100 characters. Not unique.' }),
    authScheme: t.field({
      type: AuthSchemeEnum,
      required: true,
      description: 'How the accounts authenticate. Cannot be changed later.',
    }),
    credentials: t.field({
      type: 'JSONObject',
      description:
        'Credentials by name, values are strings: at most 32 entries and 8 KiB. Stored encrypted. Example: `{"client_id": "Iv1.8a61", "client_secret": "..."}`. Absent or null: none.',
    }),
    isManaged: t.boolean({
      defaultValue: false,
      description:
        'Whether the credentials of its accounts are hidden from all keys. Cannot be changed later. Absent or null: false.',
    }),
  }),
  payload: CreateAuthConfigPayload,
  resolve: async (_root, { input }, { context }) => ({
    authConfig: await createAuthConfig(context, input),
  }),
});

const UpdateAuthConfigPayload = builder.simpleObject('UpdateAuthConfigPayload', {
  description: 'Result of `updateAuthConfig`.',
  fields: (t) => ({
    authConfig: t.field({ type: AuthConfigRef, description: 'The auth config after the change.' }),
  }),
});

defineMutation('updateAuthConfig', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'auth_configs:write',
  project: 'REQUIRED',
  audits: 'AUTH_CONFIG_UPDATED',
  errors: ['CHANGED_MEANWHILE', 'AUTH_CONFIG_NOT_FOUND', 'PROJECT_NOT_FOUND'],
  description:
    'Renames an auth config, or sets or removes single credentials of it. Repeating it changes nothing.',
  inputDescription: 'The auth config and the fields to change.',
  inputTypeDescription: 'Input of `updateAuthConfig`. Absent fields keep their value.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of an auth config of the project.' }),
    name: t.string({ description: '1 to 100 characters. Cannot be null.' }),
    credentials: t.field({
      type: 'JSONObject',
      description:
        'Credentials to set by name; null removes one, absent ones are kept. Cannot be null itself.',
    }),
    ...expectedUpdatedAtField(t),
  }),
  payload: UpdateAuthConfigPayload,
  resolve: async (_root, { input }, { context }) => ({
    authConfig: await updateAuthConfig(context, input),
  }),
});

const SetAuthConfigStatusPayload = builder.simpleObject('SetAuthConfigStatusPayload', {
  description: 'Result of `setAuthConfigStatus`.',
  fields: (t) => ({
    authConfig: t.field({ type: AuthConfigRef, description: 'The auth config after the change.' }),
  }),
});

defineMutation('setAuthConfigStatus', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'auth_configs:write',
  project: 'REQUIRED',
  audits: 'AUTH_CONFIG_STATUS_SET',
  errors: ['AUTH_CONFIG_NOT_FOUND', 'PROJECT_NOT_FOUND'],
  description: 'Enables or disables an auth config. Existing accounts keep their status. Idempotent.',
  inputDescription: 'The auth config and its new status.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of an auth config of the project.' }),
    status: t.field({ type: AuthConfigStatusEnum, required: true, description: 'The new status.' }),
  }),
  payload: SetAuthConfigStatusPayload,
  resolve: async (_root, { input }, { context }) => ({
    authConfig: await setAuthConfigStatus(context, input),
  }),
});

const DeleteAuthConfigPayload = builder.simpleObject('DeleteAuthConfigPayload', {
  description: 'Result of `deleteAuthConfig`.',
  fields: (t) => ({
    deletedAuthConfigId: t.id({ description: 'The id of the deleted auth config.' }),
    project: t.field({ type: ProjectRef, description: 'The project of the auth config.' }),
  }),
});

defineMutation('deleteAuthConfig', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'auth_configs:write',
  project: 'REQUIRED',
  audits: 'AUTH_CONFIG_DELETED',
  errors: ['AUTH_CONFIG_NOT_FOUND', 'CHANGED_SINCE_PREVIEW', 'IN_USE', 'PROJECT_NOT_FOUND'],
  description:
    'Deletes an auth config and its revoked accounts permanently. IN_USE while it has other accounts, unless `cascade` is true. None of its accounts can be read or changed afterwards. Audit entries and events are written for each account and trigger; beyond the first 100 accounts, they follow after the response.',
  inputDescription: 'The auth config to delete.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of an auth config of the project.' }),
    cascade: t.boolean({
      defaultValue: false,
      description: 'Whether to delete its connected accounts too, in any status. Absent or null: false.',
    }),
    expectedFingerprint: t.string({ description: EXPECTED_FINGERPRINT }),
  }),
  payload: DeleteAuthConfigPayload,
  resolve: async (_root, { input }, { context }) => {
    const { project, authConfig } = await deleteAuthConfig(context, input);
    return { deletedAuthConfigId: authConfig.id, project };
  },
});
