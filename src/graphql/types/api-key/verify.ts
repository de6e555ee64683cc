import { type KeyVerification, type VerificationCode, verifyApiKey } from '../../../domain/api-key/verify.ts';
import { projectOfKey } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { ApiKeyRef, ProjectRef } from '../../refs.ts';

const codes: Readonly<Record<VerificationCode, string>> = {
  NOT_FOUND: 'The key is unknown in this organization, or mistyped.',
  REVOKED: 'The key was revoked, or the secret was rotated and its overlap has ended.',
  PROJECT_ARCHIVED: 'The project of the key was archived.',
  EXPIRED: 'The `expiresAt` of the key or secret has passed.',
  DISABLED: 'The key is disabled: `enabled` is false.',
  IP_NOT_ALLOWED:
    'The key is not accepted from this address, or it is restricted to addresses and none was passed.',
  ORGANIZATION_SUSPENDED: 'The operator of this installation has suspended the organization.',
  PROJECT_MISMATCH: 'The key is valid, but has no access to this project.',
  INSUFFICIENT_SCOPE: 'The key is valid, but lacks `missingScopes`.',
  RATE_LIMITED:
    'The key is valid, but its rate limit, or that of its project, is exhausted for this minute. Each valid verification takes one point.',
};

const VerificationCodeEnum = builder.enumType('ApiKeyVerificationCode', {
  description: 'Why a key was rejected. When several reasons apply, the first one of this list is returned.',
  values: Object.fromEntries(Object.entries(codes).map(([code, description]) => [code, { description }])),
});

const VerificationRef = builder.objectRef<KeyVerification>('ApiKeyVerification').implement({
  description: 'Result of `verifyApiKey`.',
  fields: (t) => ({
    isValid: t.boolean({
      description: 'Whether to accept the request that the key came with.',
      resolve: ({ code }) => code === null,
    }),
    code: t.field({
      type: VerificationCodeEnum,
      nullable: true,
      description: 'Why the key was rejected. Null: it is valid.',
      resolve: ({ code }) => code,
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      nullable: true,
      description: 'The verified key. Null when it is unknown or revoked.',
      resolve: ({ apiKey }) => apiKey,
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description:
        'The project that the key gives access to, with its config. Null for an organization key, and when `apiKey` is null.',
      resolve: ({ apiKey }, _args, { context }) => apiKey && projectOfKey(context, apiKey),
    }),
    missingScopes: t.field({
      type: ['Scope'],
      description: 'The requested scopes that the key lacks.',
      resolve: ({ missingScopes }) => missingScopes,
    }),
  }),
});

builder.queryField('verifyApiKey', (t) =>
  t.field({
    type: VerificationRef,
    auth: ['ORGANIZATION'],
    scope: 'api_keys:read',
    description:
      'Verifies a key that a client sent to your service, and returns its project. For gateways, on each request: applies the same rules as this API, immediately after every change. Keys of other organizations are NOT_FOUND in `failure`. Send the query with POST, so that access logs do not contain the secret. Each valid key is charged one point of its rate limits.',
    args: {
      secret: t.arg.string({
        required: true,
        description: 'The secret as the client sent it, such as `ak_...`.',
      }),
      scopes: t.arg({ type: ['Scope'], description: 'The scopes that the request needs. Null: none.' }),
      ip: t.arg.string({
        description:
          'The client address of the request, such as `203.0.113.7`, or with a port as proxies write it, `203.0.113.7:49152`. Null: unknown.',
      }),
      projectId: t.arg.id({ description: 'The project that the request is for. Null: any project.' }),
    },
    resolve: (_root, args, { context }) => verifyApiKey(context, args),
  }),
);
