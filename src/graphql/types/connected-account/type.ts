import {
  type ShownAccount,
  showAccountCredentials,
  shownAccountCredentials,
} from '../../../domain/connected-account/credentials.ts';
import { connectedAccountDeletion } from '../../../domain/connected-account/deletion-preview.ts';
import type { ConnectedAccount } from '../../../domain/connected-account/fields.ts';
import {
  authConfigOfAccount,
  connectedAccountById,
  connectedAccountCount,
  plannedAuthConfigOfAccount,
  plannedConnectedAccountCount,
  plannedConnectedAccountNode,
} from '../../../domain/connected-account/find.ts';
import type { RequestContext } from '../../../domain/core/request-context.ts';
import { statusAt } from '../../../domain/events/connected-account-status.ts';
import { builder } from '../../builder.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { NULL_WHEN_REPLAYED } from '../../plugins/withheld-fields.ts';
import { AuthConfigRef, ConnectedAccountRef } from '../../refs.ts';
import { defineDeletionPreview } from '../deletion-preview.ts';

registerNode('ca', ConnectedAccountRef.name, connectedAccountById, plannedConnectedAccountNode);

defineDeletionPreview(ConnectedAccountRef, connectedAccountDeletion, {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'connected_accounts:read',
  mutation: 'deleteConnectedAccount',
});

export const ConnectedAccountStatusEnum = builder.enumType('ConnectedAccountStatus', {
  description:
    'Status of a connected account. `setConnectedAccountStatus` changes any status to any other, except to or from REVOKED.',
  values: {
    INITIATED: { description: 'The user has not completed the connection yet.' },
    ACTIVE: { description: 'The account can be used.' },
    FAILED: { description: 'The connection attempt failed.' },
    EXPIRED: {
      description: 'A client set this status, or the account was ACTIVE and its `expiresAt` has passed.',
    },
    INACTIVE: { description: 'A client deactivated the account temporarily.' },
    REVOKED: { description: 'The account was revoked permanently, and its credentials are erased.' },
  } as const,
});

const sealedCredentials = {
  organizationId: 'json',
  projectId: 'json',
  id: 'json',
  sealedCredentials: 'bytes',
  isManaged: 'json',
  isMasked: 'json',
} as const;

const statusOf = (
  account: Pick<ConnectedAccount, 'storedStatus' | 'expiresAt'>,
  { startedAt }: Pick<RequestContext, 'startedAt'>,
) => statusAt(startedAt, account);

builder.objectType(ConnectedAccountRef, {
  description: 'The account of one end user with one toolkit.',
  interfaces: [NodeRef],
  fields: (t) => ({
    authConfig: t.field({
      type: AuthConfigRef,
      scope: 'auth_configs:read',
      extensions: planned(plannedAuthConfigOfAccount),
      description: 'The auth config that the account authenticates with. Immutable.',
      resolve: (account, _args, { context }) => authConfigOfAccount(context, account),
    }),
    toolkitSlug: t.exposeString('toolkitSlug', { description: 'The toolkit of its auth config.' }),
    userId: t.exposeString('userId', {
      description:
        'Your own id of the end user that owns the account, 1 to 256 characters. Bailiwick does not manage users. Immutable.',
    }),
    alias: t.exposeString('alias', {
      nullable: true,
      description: 'Distinguishes several accounts of one user with one toolkit. Null: none.',
    }),
    status: t.field({
      type: ConnectedAccountStatusEnum,
      extensions: planned({
        kind: 'computed',
        reads: { storedStatus: 'json', expiresAt: 'instant' },
        compute: statusOf,
      }),
      description: 'The effective status: EXPIRED for an ACTIVE account whose `expiresAt` has passed.',
      resolve: (account, _args, { context }) => statusOf(account, context),
    }),
    statusReason: t.exposeString('statusReason', {
      nullable: true,
      description: 'Free-text reason passed with the last status change. Null: none was passed.',
    }),
    credentials: t.field({
      type: 'JSONObject',
      nullable: true,
      notKept: true,
      extensions: planned({
        kind: 'computed',
        reads: sealedCredentials,
        compute: (account: ShownAccount, context: RequestContext) => showAccountCredentials(context, account),
      }),
      description: `The credentials of the account by name, such as \`{"access_token": "gho_..."}\`. With \`maskSecretKeysInConnectedAccount\` on, each value is its first 4 characters and \`...\` (values shorter than 12: \`...\` only), otherwise the full value. With a managed auth config, each value is always \`REDACTED\`. Null, with an error, when the stored value is damaged. ${NULL_WHEN_REPLAYED}`,
      resolve: (account, _args, { context }) => shownAccountCredentials(context, account),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the account becomes EXPIRED and needs new credentials. Null: no expiry is known.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the account was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When a field last changed.' }),
  }),
});

builder.objectField(AuthConfigRef, 'connectedAccountCount', (t) =>
  t.int({
    extensions: planned(plannedConnectedAccountCount),
    description: 'Number of connected accounts of the auth config, in any status.',
    resolve: (authConfig, _args, { context }) => connectedAccountCount(context, authConfig),
  }),
);
