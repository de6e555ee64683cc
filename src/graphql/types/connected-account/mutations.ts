import { createConnectedAccount } from '../../../domain/connected-account/create.ts';
import { deleteConnectedAccount } from '../../../domain/connected-account/delete.ts';
import {
  revokeConnectedAccount,
  setConnectedAccountStatus,
} from '../../../domain/connected-account/status.ts';
import { updateConnectedAccount } from '../../../domain/connected-account/update.ts';
import { projectOf } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { ConnectedAccountEdge, edgeIn, newEdge } from '../../edges.ts';
import { ConnectedAccountRef, ProjectRef } from '../../refs.ts';
import { ConnectedAccountStatusEnum } from './type.ts';

const USER_ID =
  'Who asks for it. With `is2FAEnabled` on, FORBIDDEN unless this user owns the account. Absent or null: not looked at.';

const CreateConnectedAccountInputRef = builder.inputType('CreateConnectedAccountInput', {
  description: 'A new account.',
  fields: (t) => ({
    authConfigId: t.id({ required: true, description: 'An auth config of the project, ENABLED.' }),
    userId: t.string({ required: true, description: 'Who owns it. 1 to 256 characters.' }),
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
        'Names and values, all text: at most 32 entries and 8 KiB. Stored encrypted. Absent or null: none.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'From when on it reads as EXPIRED. Absent or null: never by itself.',
    }),
  }),
});

const CreateConnectedAccountPayload = builder.simpleObject(
  'CreateConnectedAccountPayload',
  {
    description: 'The new account.',
    fields: (t) => ({
      connectedAccount: t.field({ type: ConnectedAccountRef, description: 'The account.' }),
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
      description: 'Its project.',
      resolve: ({ connectedAccount }, _args, { context }) => projectOf(context, connectedAccount),
    }),
  }),
);

builder.mutationField('createConnectedAccount', (t) =>
  t.field({
    type: CreateConnectedAccountPayload,
    auth: ['PROJECT'],
    audits: 'CONNECTED_ACCOUNT_CREATED',
    scope: 'connected_accounts:write',
    description:
      'Creates an account in the project of the key. CONFLICT when the auth config is disabled, or the alias taken. Not idempotent.',
    args: {
      input: t.arg({ type: CreateConnectedAccountInputRef, required: true, description: 'What to create.' }),
    },
    resolve: async (_root, { input }, { context }) => ({
      connectedAccount: await createConnectedAccount(context, input),
    }),
  }),
);

const UpdateConnectedAccountInputRef = builder.inputType('UpdateConnectedAccountInput', {
  description: 'What to change. What is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A connected account of the project.' }),
    userId: t.string({ description: USER_ID }),
    alias: t.string({ description: 'As when it is created. Null clears it.' }),
    credentials: t.field({
      type: 'JSONObject',
      description:
        'Credentials to set; null removes one, and those that are not named stay. Cannot be null itself.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'A later time, or null for none, revives an account that only its time made EXPIRED.',
    }),
  }),
});

const UpdateConnectedAccountPayload = builder.simpleObject('UpdateConnectedAccountPayload', {
  description: 'The account as it is now.',
  fields: (t) => ({
    connectedAccount: t.field({ type: ConnectedAccountRef, description: 'The account.' }),
  }),
});

builder.mutationField('updateConnectedAccount', (t) =>
  t.field({
    type: UpdateConnectedAccountPayload,
    auth: ['PROJECT'],
    audits: 'CONNECTED_ACCOUNT_UPDATED',
    scope: 'connected_accounts:write',
    description:
      'Changes the alias, the time of expiry and single credentials of an account. CONFLICT when it was revoked, or the alias is taken.',
    args: {
      input: t.arg({ type: UpdateConnectedAccountInputRef, required: true, description: 'What to change.' }),
    },
    resolve: async (_root, { input }, { context }) => ({
      connectedAccount: await updateConnectedAccount(context, input),
    }),
  }),
);

const SetConnectedAccountStatusInputRef = builder.inputType('SetConnectedAccountStatusInput', {
  description: 'Which account, and where it shall stand.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A connected account of the project.' }),
    userId: t.string({ description: USER_ID }),
    status: t.field({
      type: ConnectedAccountStatusEnum,
      required: true,
      description: 'Any but REVOKED, for which there is `revokeConnectedAccount`.',
    }),
    statusReason: t.string({
      description: '1 to 500 characters. Absent or null: none, and that of the former status is cleared.',
    }),
  }),
});

const SetConnectedAccountStatusPayload = builder.simpleObject('SetConnectedAccountStatusPayload', {
  description: 'The account as it is now.',
  fields: (t) => ({
    connectedAccount: t.field({ type: ConnectedAccountRef, description: 'The account.' }),
  }),
});

builder.mutationField('setConnectedAccountStatus', (t) =>
  t.field({
    type: SetConnectedAccountStatusPayload,
    auth: ['PROJECT'],
    audits: 'CONNECTED_ACCOUNT_STATUS_SET',
    scope: 'connected_accounts:write',
    description:
      'Sets the status of an account, and why. CONFLICT when it was revoked; for one that becomes ACTIVE also when it has expired or its auth config is disabled. Idempotent.',
    args: {
      input: t.arg({ type: SetConnectedAccountStatusInputRef, required: true, description: 'What to set.' }),
    },
    resolve: async (_root, { input }, { context }) => ({
      connectedAccount: await setConnectedAccountStatus(context, input),
    }),
  }),
);

const RevokeConnectedAccountInputRef = builder.inputType('RevokeConnectedAccountInput', {
  description: 'Which account, and why.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A connected account of the project.' }),
    userId: t.string({ description: USER_ID }),
    statusReason: t.string({ description: '1 to 500 characters. Absent or null: none.' }),
  }),
});

const RevokeConnectedAccountPayload = builder.simpleObject('RevokeConnectedAccountPayload', {
  description: 'The account as it will stay.',
  fields: (t) => ({
    connectedAccount: t.field({ type: ConnectedAccountRef, description: 'The account.' }),
  }),
});

builder.mutationField('revokeConnectedAccount', (t) =>
  t.field({
    type: RevokeConnectedAccountPayload,
    auth: ['PROJECT'],
    audits: 'CONNECTED_ACCOUNT_REVOKED',
    scope: 'connected_accounts:write',
    description:
      'Revokes an account for good and erases its credentials; what the toolkit itself gave out is not called back. Idempotent.',
    args: {
      input: t.arg({ type: RevokeConnectedAccountInputRef, required: true, description: 'What to revoke.' }),
    },
    resolve: async (_root, { input }, { context }) => ({
      connectedAccount: await revokeConnectedAccount(context, input),
    }),
  }),
);

const DeleteConnectedAccountInputRef = builder.inputType('DeleteConnectedAccountInput', {
  description: 'What to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A connected account of the project.' }),
    userId: t.string({ description: USER_ID }),
  }),
});

const DeleteConnectedAccountPayload = builder.simpleObject('DeleteConnectedAccountPayload', {
  description: 'What is left.',
  fields: (t) => ({
    deletedConnectedAccountId: t.id({ description: 'The id of the account that is gone.' }),
    project: t.field({ type: ProjectRef, description: 'Its project, without it.' }),
  }),
});

builder.mutationField('deleteConnectedAccount', (t) =>
  t.field({
    type: DeleteConnectedAccountPayload,
    auth: ['PROJECT'],
    audits: 'CONNECTED_ACCOUNT_DELETED',
    scope: 'connected_accounts:write',
    description:
      'Deletes an account, its credentials and its triggers for good. Calls that used it stay in the log.',
    args: {
      input: t.arg({ type: DeleteConnectedAccountInputRef, required: true, description: 'What to delete.' }),
    },
    resolve: async (_root, { input }, { context }) => {
      const { project, account } = await deleteConnectedAccount(context, input);
      return { deletedConnectedAccountId: account.id, project };
    },
  }),
);
