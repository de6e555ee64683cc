import { type KeyVerification, type VerificationCode, verifyApiKey } from '../../../domain/api-key/verify.ts';
import { projectOfKey } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { ApiKeyRef, ProjectRef } from '../../refs.ts';

const codes: Readonly<Record<VerificationCode, string>> = {
  NOT_FOUND: 'Nobody in the organization was given it, or it has a typing error.',
  REVOKED: 'It was good once and has been revoked, or rotated away.',
  EXPIRED: 'Its `expiresAt` has passed.',
  DISABLED: 'It is not `enabled`.',
  IP_NOT_ALLOWED:
    'It is not accepted from this address, or it came without one and is not accepted from everywhere.',
  PROJECT_MISMATCH: 'It is good, but does not open this project.',
  INSUFFICIENT_SCOPE: 'It is good, but lacks `missingScopes`.',
  RATE_LIMITED:
    'It is good, but has used up its own points of this minute, or its project has. Each good answer takes one.',
};

const VerificationCodeEnum = builder.enumType('ApiKeyVerificationCode', {
  description: 'What is wrong with a key. Of several things, the first of this list.',
  values: Object.fromEntries(Object.entries(codes).map(([code, description]) => [code, { description }])),
});

const VerificationRef = builder.objectRef<KeyVerification>('ApiKeyVerification').implement({
  description: 'Whether a key is good.',
  fields: (t) => ({
    isValid: t.boolean({
      description: 'Whether to let its holder in.',
      resolve: ({ code }) => code === null,
    }),
    code: t.field({
      type: VerificationCodeEnum,
      nullable: true,
      description: 'What is wrong with it. Null: nothing.',
      resolve: ({ code }) => code,
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      nullable: true,
      description: 'The key. Null when it is unknown or revoked.',
      resolve: ({ apiKey }) => apiKey,
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description:
        'The project that it opens, with its config. Null for a key of the organization, and without a key.',
      resolve: ({ apiKey }, _args, { context }) => apiKey && projectOfKey(context, apiKey),
    }),
    missingScopes: t.field({
      type: ['Scope'],
      description: 'What it lacks of the scopes that were asked for.',
      resolve: ({ missingScopes }) => missingScopes,
    }),
  }),
});

builder.queryField('verifyApiKey', (t) =>
  t.field({
    type: VerificationRef,
    auth: ['ORGANIZATION'],
    description:
      'Whether a key that somebody sent to you is good, and for which project: what a gateway asks at each of its own requests. By the same rules and as quickly as here: a key that was revoked a moment ago is. Keys of other organizations are NOT_FOUND. Send it with POST, so that no log of addresses gets the secret.',
    args: {
      secret: t.arg.string({ required: true, description: 'What was sent, such as `ak_…`.' }),
      scopes: t.arg({ type: ['Scope'], description: 'What the request needs. Null: nothing.' }),
      ip: t.arg.string({
        description:
          'The address that it came from, such as `203.0.113.7` or, as proxies write it, `203.0.113.7:49152`. Null: not known.',
      }),
      projectId: t.arg.id({ description: 'The project that it is meant for. Null: any.' }),
    },
    resolve: (_root, args, { context }) => verifyApiKey(context, args),
  }),
);
