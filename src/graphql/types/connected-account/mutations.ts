import { createConnectedAccount } from '../../../domain/connected-account/create.ts';
import { deleteConnectedAccount } from '../../../domain/connected-account/delete.ts';
import {
  revokeConnectedAccount,
  setConnectedAccountStatus,
} from '../../../domain/connected-account/status.ts';
import { updateConnectedAccount } from '../../../domain/connected-account/update.ts';
import { projectOf } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { defineEdge, edgeIn, newEdge } from '../../edges.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { ConnectedAccountRef, ProjectRef } from '../../refs.ts';
import { EXPECTED_FINGERPRINT } from '../deletion-preview.ts';
import { ConnectedAccountStatusEnum } from './type.ts';

export const ConnectedAccountEdge = defineEdge(
  ConnectedAccountRef,
  'Project.connectedAccounts',
  'A connected account',
);

const USER_ID =
  'The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked.';

const CreateConnectedAccountPayload = builder.simpleObject(
  'CreateConnectedAccountPayload',
  {
    description: 'Result of `createConnectedAccount`.',
    fields: (t) => ({
      connectedAccount: t.field({ type: ConnectedAccountRef, description: 'The new account.' }),
    }),
  },
  (t) => ({
    connectedAccountEdge: t.field({
      type: ConnectedAccountEdge,
      description: edgeIn('Project.connectedAccounts'),
      resolve: ({ connectedAccount }) =>
        newEdge('connectedAccounts', connectedAccount.projectId, connectedAccount),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'The project of the account.',
      resolve: ({ connectedAccount }, _args, { context }) => projectOf(context, connectedAccount),
    }),
  }),
);

defineMutation('createConnectedAccount', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'connected_accounts:write',
  project: 'REQUIRED',
  audits: 'CONNECTED_ACCOUNT_CREATED',
  errors: ['ALIAS_TAKEN', 'AUTH_CONFIG_DISABLED', 'AUTH_CONFIG_NOT_FOUND', 'PROJECT_NOT_FOUND'],
  description:
    'Connects an account of an end user with the toolkit of an auth config, in the project of the request. Not idempotent.',
  inputDescription: 'The account to create.',
  input: (t) => ({
    authConfigId: t.id({ required: true, description: 'The id of an ENABLED auth config of the project.' }),
    userId: t.string({
      required: true,
      description:
        'Your own id of the end user that owns the account, 1 to 256 characters. Bailiwick does not manage users.',
    }),
    alias: t.string({
      description:
        '1 to 100 characters, unique among the accounts of the user with the toolkit. Absent or null: none.',
    }),
    status: t.field({
      type: ConnectedAccountStatusEnum,
      description: 'INITIATED or ACTIVE. Absent or null: INITIATED.',
    }),
    credentials: t.field({
      type: 'JSONObject',
      description:
        'Credentials by name, values are strings: at most 32 entries and 8 KiB. Stored encrypted. Example: `{"access_token": "gho_..."}`. Absent or null: none.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When the account becomes EXPIRED. Absent or null: never automatically.',
    }),
  }),
  payload: CreateConnectedAccountPayload,
  resolve: async (_root, { input }, { context }) => ({
    connectedAccount: await createConnectedAccount(context, input),
  }),
});

const UpdateConnectedAccountPayload = builder.simpleObject('UpdateConnectedAccountPayload', {
  description: 'Result of `updateConnectedAccount`.',
  fields: (t) => ({
    connectedAccount: t.field({ type: ConnectedAccountRef, description: 'The account after the change.' }),
  }),
});

defineMutation('updateConnectedAccount', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'connected_accounts:write',
  project: 'REQUIRED',
  audits: 'CONNECTED_ACCOUNT_UPDATED',
  errors: [
    'CHANGED_MEANWHILE',
    'ACCOUNT_REVOKED',
    'ALIAS_TAKEN',
    'CONNECTED_ACCOUNT_NOT_FOUND',
    'PROJECT_NOT_FOUND',
    'USER_MISMATCH',
  ],
  description:
    'Changes the alias, the expiry or single credentials of a connected account. Repeating it changes nothing.',
  inputDescription: 'The account and the fields to change.',
  inputTypeDescription: 'Input of `updateConnectedAccount`. Absent fields keep their value.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a connected account of the project.' }),
    userId: t.string({ description: USER_ID }),
    alias: t.string({
      description:
        '1 to 100 characters, unique among the accounts of the user with the toolkit. Null removes it.',
    }),
    credentials: t.field({
      type: 'JSONObject',
      description:
        'Credentials to set by name; null removes one, absent ones are kept. Cannot be null itself.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description:
        'The new expiry. A later time, or null for none, reactivates an ACTIVE account that became EXPIRED by its `expiresAt`.',
    }),
    ...expectedUpdatedAtField(t),
  }),
  payload: UpdateConnectedAccountPayload,
  resolve: async (_root, { input }, { context }) => ({
    connectedAccount: await updateConnectedAccount(context, input),
  }),
});

const SetConnectedAccountStatusPayload = builder.simpleObject('SetConnectedAccountStatusPayload', {
  description: 'Result of `setConnectedAccountStatus`.',
  fields: (t) => ({
    connectedAccount: t.field({ type: ConnectedAccountRef, description: 'The account after the change.' }),
  }),
});

defineMutation('setConnectedAccountStatus', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'connected_accounts:write',
  project: 'REQUIRED',
  audits: 'CONNECTED_ACCOUNT_STATUS_SET',
  errors: [
    'ACCOUNT_EXPIRED',
    'ACCOUNT_REVOKED',
    'AUTH_CONFIG_DISABLED',
    'CONNECTED_ACCOUNT_NOT_FOUND',
    'PROJECT_NOT_FOUND',
    'USER_MISMATCH',
  ],
  description:
    'Sets the status of a connected account and its reason. ACTIVE requires that the account has not expired (ACCOUNT_EXPIRED) and that its auth config is ENABLED. Idempotent.',
  inputDescription: 'The account and its new status.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a connected account of the project.' }),
    userId: t.string({ description: USER_ID }),
    status: t.field({
      type: ConnectedAccountStatusEnum,
      required: true,
      description: 'Any status except REVOKED: use `revokeConnectedAccount` for that.',
    }),
    statusReason: t.string({
      description:
        'Free-text reason, 1 to 500 characters. Absent or null: none, which removes the reason of the previous status.',
    }),
  }),
  payload: SetConnectedAccountStatusPayload,
  resolve: async (_root, { input }, { context }) => ({
    connectedAccount: await setConnectedAccountStatus(context, input),
  }),
});

const RevokeConnectedAccountPayload = builder.simpleObject('RevokeConnectedAccountPayload', {
  description: 'Result of `revokeConnectedAccount`.',
  fields: (t) => ({
    connectedAccount: t.field({ type: ConnectedAccountRef, description: 'The revoked account.' }),
  }),
});

defineMutation('revokeConnectedAccount', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'connected_accounts:write',
  project: 'REQUIRED',
  audits: 'CONNECTED_ACCOUNT_REVOKED',
  errors: ['CONNECTED_ACCOUNT_NOT_FOUND', 'PROJECT_NOT_FOUND', 'USER_MISMATCH'],
  description:
    "Revokes a connected account permanently and erases its stored credentials. Tokens are not revoked at the toolkit's own service. Idempotent.",
  inputDescription: 'The account to revoke.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a connected account of the project.' }),
    userId: t.string({ description: USER_ID }),
    statusReason: t.string({ description: 'Free-text reason, 1 to 500 characters. Absent or null: none.' }),
  }),
  payload: RevokeConnectedAccountPayload,
  resolve: async (_root, { input }, { context }) => ({
    connectedAccount: await revokeConnectedAccount(context, input),
  }),
});

const DeleteConnectedAccountPayload = builder.simpleObject('DeleteConnectedAccountPayload', {
  description: 'Result of `deleteConnectedAccount`.',
  fields: (t) => ({
    deletedConnectedAccountId: t.id({ description: 'The id of the deleted account.' }),
    project: t.field({ type: ProjectRef, description: 'The project of the account.' }),
  }),
});

defineMutation('deleteConnectedAccount', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'connected_accounts:write',
  project: 'REQUIRED',
  audits: 'CONNECTED_ACCOUNT_DELETED',
  errors: ['CHANGED_SINCE_PREVIEW', 'CONNECTED_ACCOUNT_NOT_FOUND', 'PROJECT_NOT_FOUND', 'USER_MISMATCH'],
  description:
    'Deletes a connected account with its credentials and its triggers permanently. Recorded tool calls that used it are kept.',
  inputDescription: 'The account to delete.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a connected account of the project.' }),
    userId: t.string({ description: USER_ID }),
    expectedFingerprint: t.string({ description: EXPECTED_FINGERPRINT }),
  }),
  payload: DeleteConnectedAccountPayload,
  resolve: async (_root, { input }, { context }) => {
    const { project, account } = await deleteConnectedAccount(context, input);
    return { deletedConnectedAccountId: account.id, project };
  },
});
