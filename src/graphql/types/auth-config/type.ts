import { createAuthConfig } from '../../../domain/auth-config/create.ts';
import { deleteAuthConfig } from '../../../domain/auth-config/delete.ts';
import { shownAuthConfigCredentials } from '../../../domain/auth-config/fields.ts';
import { authConfigById } from '../../../domain/auth-config/find.ts';
import { setAuthConfigStatus, updateAuthConfig } from '../../../domain/auth-config/update.ts';
import { projectOf } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { AuthConfigEdge, edgeIn, newEdge } from '../../edges.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { NULL_WHEN_REPLAYED } from '../../plugins/withheld-fields.ts';
import { AuthConfigRef, ProjectRef } from '../../refs.ts';

registerNode('ac', AuthConfigRef.name, authConfigById, 'auth_configs:read');

const AuthSchemeEnum = builder.enumType('AuthScheme', {
  description: 'How a toolkit lets accounts in.',
  values: {
    OAUTH2: { description: 'OAuth 2.0.' },
    OAUTH1: { description: 'OAuth 1.0a.' },
    API_KEY: { description: 'A key that each account brings.' },
    BEARER_TOKEN: { description: 'A token that each account brings, sent as `Authorization: Bearer`.' },
    BASIC: { description: 'A user name and a password.' },
    NO_AUTH: { description: 'It lets everybody in.' },
  } as const,
});

export const AuthConfigStatusEnum = builder.enumType('AuthConfigStatus', {
  description: 'Whether an auth config may be used for new accounts.',
  values: {
    ENABLED: { description: 'It may.' },
    DISABLED: { description: 'It may not. The accounts that it has stay as they are.' },
  } as const,
});

builder.objectType(AuthConfigRef, {
  description: 'How the accounts of one toolkit are opened in a project, such as the OAuth client to use.',
  interfaces: [NodeRef],
  fields: (t) => ({
    toolkitSlug: t.exposeString('toolkitSlug', {
      description: 'The toolkit, such as `github`, in lower case. Never changes.',
    }),
    name: t.exposeString('name', { description: 'What people call it. Not unique.' }),
    authScheme: t.expose('authScheme', {
      type: AuthSchemeEnum,
      description: 'How its accounts are let in. Never changes.',
    }),
    credentials: t.field({
      type: 'JSONObject',
      nullable: true,
      notKept: true,
      description: `Names and values, as far as they can be shown: \`client_id\` in full, of every secret the first 4 characters and \`...\` (shorter than 12: \`...\` alone), whatever the settings of the project. Null, beside an error: what is stored is damaged. ${NULL_WHEN_REPLAYED}`,
      resolve: (authConfig, _args, { context }) => shownAuthConfigCredentials(context, authConfig),
    }),
    isManaged: t.exposeBoolean('isManaged', {
      description:
        'Whether whoever runs the installation manages it: the credentials of its accounts then always read `REDACTED`. Never changes.',
    }),
    status: t.expose('status', {
      type: AuthConfigStatusEnum,
      description: 'Whether it may be used for new accounts. ENABLED at first.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When a field last changed.' }),
  }),
});

const CreateAuthConfigInputRef = builder.inputType('CreateAuthConfigInput', {
  description: 'A new auth config.',
  fields: (t) => ({
    toolkitSlug: t.string({
      required: true,
      description: '1 to 64 characters out of a-z, 0-9, _ and -. Capitals become small.',
    }),
    name: t.string({ required: true, description: '1 to 100 characters. Need not be unique.' }),
    authScheme: t.field({ type: AuthSchemeEnum, required: true, description: 'Cannot be changed later.' }),
    credentials: t.field({
      type: 'JSONObject',
      description:
        'Names and values, all text: at most 32 entries and 8 KiB. Stored encrypted. Absent or null: none.',
    }),
    isManaged: t.boolean({
      defaultValue: false,
      description:
        'Whether the credentials of its accounts are kept from everybody. Cannot be changed later.',
    }),
  }),
});

const CreateAuthConfigPayload = builder.simpleObject(
  'CreateAuthConfigPayload',
  {
    description: 'The new auth config.',
    fields: (t) => ({ authConfig: t.field({ type: AuthConfigRef, description: 'The auth config.' }) }),
  },
  (t) => ({
    authConfigEdge: t.field({
      type: AuthConfigEdge,
      description: edgeIn('Project.authConfigs'),
      resolve: ({ authConfig }) => newEdge('authConfigs', authConfig.projectId, authConfig),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'Its project.',
      resolve: ({ authConfig }, _args, { context }) => projectOf(context, authConfig),
    }),
  }),
);

builder.mutationField('createAuthConfig', (t) =>
  t.field({
    type: CreateAuthConfigPayload,
    auth: ['PROJECT'],
    audits: 'AUTH_CONFIG_CREATED',
    scope: 'auth_configs:write',
    description: 'Creates an auth config in the project of the key. Not idempotent.',
    args: {
      input: t.arg({ type: CreateAuthConfigInputRef, required: true, description: 'What to create.' }),
    },
    resolve: async (_root, { input }, { context }) => ({
      authConfig: await createAuthConfig(context, input),
    }),
  }),
);

const UpdateAuthConfigInputRef = builder.inputType('UpdateAuthConfigInput', {
  description: 'What to change. What is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'An auth config of the project.' }),
    name: t.string({ description: 'As when it is created. Cannot be null.' }),
    credentials: t.field({
      type: 'JSONObject',
      description:
        'Credentials to set; null removes one, and those that are not named stay. Cannot be null itself.',
    }),
  }),
});

const UpdateAuthConfigPayload = builder.simpleObject('UpdateAuthConfigPayload', {
  description: 'The auth config as it is now.',
  fields: (t) => ({ authConfig: t.field({ type: AuthConfigRef, description: 'The auth config.' }) }),
});

builder.mutationField('updateAuthConfig', (t) =>
  t.field({
    type: UpdateAuthConfigPayload,
    auth: ['PROJECT'],
    audits: 'AUTH_CONFIG_UPDATED',
    scope: 'auth_configs:write',
    description: 'Renames an auth config, and sets or removes single credentials of it.',
    args: {
      input: t.arg({ type: UpdateAuthConfigInputRef, required: true, description: 'What to change.' }),
    },
    resolve: async (_root, { input }, { context }) => ({
      authConfig: await updateAuthConfig(context, input),
    }),
  }),
);

const SetAuthConfigStatusInputRef = builder.inputType('SetAuthConfigStatusInput', {
  description: 'Which auth config, and what it shall be.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'An auth config of the project.' }),
    status: t.field({ type: AuthConfigStatusEnum, required: true, description: 'Its new status.' }),
  }),
});

const SetAuthConfigStatusPayload = builder.simpleObject('SetAuthConfigStatusPayload', {
  description: 'The auth config as it is now.',
  fields: (t) => ({ authConfig: t.field({ type: AuthConfigRef, description: 'The auth config.' }) }),
});

builder.mutationField('setAuthConfigStatus', (t) =>
  t.field({
    type: SetAuthConfigStatusPayload,
    auth: ['PROJECT'],
    audits: 'AUTH_CONFIG_STATUS_SET',
    scope: 'auth_configs:write',
    description: 'Enables or disables an auth config. The accounts that it has stay as they are. Idempotent.',
    args: {
      input: t.arg({ type: SetAuthConfigStatusInputRef, required: true, description: 'What to set.' }),
    },
    resolve: async (_root, { input }, { context }) => ({
      authConfig: await setAuthConfigStatus(context, input),
    }),
  }),
);

const DeleteAuthConfigInputRef = builder.inputType('DeleteAuthConfigInput', {
  description: 'What to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'An auth config of the project.' }),
    cascade: t.boolean({
      defaultValue: false,
      description: 'Whether its accounts go with it, whatever their status.',
    }),
  }),
});

const DeleteAuthConfigPayload = builder.simpleObject('DeleteAuthConfigPayload', {
  description: 'What is left.',
  fields: (t) => ({
    deletedAuthConfigId: t.id({ description: 'The id of the auth config that is gone.' }),
    project: t.field({ type: ProjectRef, description: 'Its project, without it.' }),
  }),
});

builder.mutationField('deleteAuthConfig', (t) =>
  t.field({
    type: DeleteAuthConfigPayload,
    auth: ['PROJECT'],
    audits: 'AUTH_CONFIG_DELETED',
    scope: 'auth_configs:write',
    description:
      'Deletes an auth config for good, with its revoked accounts. CONFLICT while it has others, unless `cascade` is true. None of its accounts can be read or changed from then on. Events and audit entries tell each account and trigger; beyond the first 100 accounts they follow after the answer.',
    args: {
      input: t.arg({ type: DeleteAuthConfigInputRef, required: true, description: 'What to delete.' }),
    },
    resolve: async (_root, { input }, { context }) => {
      const { project, authConfig } = await deleteAuthConfig(context, input);
      return { deletedAuthConfigId: authConfig.id, project };
    },
  }),
);
