import { shownAccountCredentials } from '../../../domain/connected-account/credentials.ts';
import {
  authConfigOfAccount,
  connectedAccountById,
  connectedAccountCount,
} from '../../../domain/connected-account/find.ts';
import { statusAt } from '../../../domain/events/connected-account-status.ts';
import { builder } from '../../builder.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { NULL_WHEN_REPLAYED } from '../../plugins/withheld-fields.ts';
import { AuthConfigRef, ConnectedAccountRef } from '../../refs.ts';

registerNode('ca', ConnectedAccountRef.name, connectedAccountById, 'connected_accounts:read');

export const ConnectedAccountStatusEnum = builder.enumType('ConnectedAccountStatus', {
  description:
    'Where a connected account stands. `setConnectedAccountStatus` leads from any of these to any other, but not to or from REVOKED.',
  values: {
    INITIATED: { description: 'The user has not finished connecting it.' },
    ACTIVE: { description: 'It can be used.' },
    FAILED: { description: 'Connecting it went wrong.' },
    EXPIRED: {
      description: 'Somebody set it so, or it was ACTIVE and the time of its `expiresAt` has passed.',
    },
    INACTIVE: { description: 'Somebody put it out of use for the time being.' },
    REVOKED: { description: 'It was revoked: final, its credentials are erased.' },
  } as const,
});

builder.objectType(ConnectedAccountRef, {
  description: 'The account of one user with one toolkit.',
  interfaces: [NodeRef],
  fields: (t) => ({
    authConfig: t.field({
      type: AuthConfigRef,
      scope: 'auth_configs:read',
      description: 'How it is opened. Never changes.',
      resolve: (account, _args, { context }) => authConfigOfAccount(context, account),
    }),
    toolkitSlug: t.exposeString('toolkitSlug', { description: 'The toolkit of its auth config.' }),
    userId: t.exposeString('userId', {
      description: 'Who owns it, as the platform before this API calls its users. Never changes.',
    }),
    alias: t.exposeString('alias', {
      nullable: true,
      description: 'Tells apart several accounts of one user with one toolkit. Null: none.',
    }),
    status: t.field({
      type: ConnectedAccountStatusEnum,
      description: 'Where it stands. From `expiresAt` on an account that was ACTIVE is EXPIRED.',
      resolve: (account, _args, { context }) => statusAt(context.startedAt, account),
    }),
    statusReason: t.exposeString('statusReason', {
      nullable: true,
      description: 'Why, as whoever set the status told. Null: nobody said.',
    }),
    credentials: t.field({
      type: 'JSONObject',
      nullable: true,
      notKept: true,
      description: `Names and values. With \`maskSecretKeysInConnectedAccount\` on, of each value the first 4 characters and \`...\` (shorter than 12: \`...\` alone), else the values as they are. Where the auth config is managed each value is \`REDACTED\`, always. Null, beside an error: what is stored is damaged. ${NULL_WHEN_REPLAYED}`,
      resolve: (account, _args, { context }) => shownAccountCredentials(context, account),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'From when on it cannot be used without new credentials. Null: nobody knows of such a time.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When a field last changed.' }),
  }),
});

builder.objectField(AuthConfigRef, 'connectedAccountCount', (t) =>
  t.int({
    description: 'How many accounts it has, in whatever status.',
    resolve: (authConfig, _args, { context }) => connectedAccountCount(context, authConfig),
  }),
);
