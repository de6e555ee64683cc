import { createApiKey } from '../../../domain/api-key/create.ts';
import type { ApiKey } from '../../../domain/api-key/issue.ts';
import { revokeApiKey } from '../../../domain/api-key/revoke.ts';
import { rotateApiKey } from '../../../domain/api-key/rotate.ts';
import { updateApiKey } from '../../../domain/api-key/update.ts';
import { organizationOf } from '../../../domain/organization/organization.ts';
import { projectOfKey } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { definePagelessEdge, newEdge } from '../../edges.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { ApiKeyRef, OrganizationRef, ProjectRef } from '../../refs.ts';
import { EXPECTED_FINGERPRINT } from '../deletion-preview.ts';
import { IssuedApiKeyRef } from './type.ts';

const ApiKeyEdge = definePagelessEdge(ApiKeyRef, 'An API key');

const ALLOWED_IPS =
  "1 to 100 IPv4 or IPv6 addresses or CIDR ranges, such as `10.0.0.0/8`. Behind a reverse proxy, the client address is known only if the server's `TRUST_PROXY` is set.";

const CreateApiKeyPayload = builder.simpleObject(
  'CreateApiKeyPayload',
  {
    description: 'Result of `createApiKey`.',
    fields: (t) => ({
      issuedKey: t.field({ type: IssuedApiKeyRef, description: 'The new key and its secret.' }),
    }),
  },
  (t) => ({
    apiKeyEdge: t.field({
      type: ApiKeyEdge,
      description: 'The new key as an edge, for client-side caches.',
      resolve: ({ issuedKey: { apiKey } }) =>
        newEdge('apiKeys', apiKey.projectId ?? apiKey.organizationId, apiKey),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'The project of the key. Null for an organization key.',
      resolve: ({ issuedKey: { apiKey } }, _args, { context }) => projectOfKey(context, apiKey),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization of the key.',
      resolve: ({ issuedKey: { apiKey } }, _args, { context }) => organizationOf(context, apiKey),
    }),
  }),
);

defineMutation('createApiKey', {
  auth: ['OPERATOR', 'ORGANIZATION'],
  scope: 'api_keys:write',
  audits: 'API_KEY_CREATED',
  errors: [
    'KEY_LIMIT_REACHED',
    'KEY_RESTRICTED_TO_PROJECTS',
    'KEY_EXCEEDS_OWN_PERMISSIONS',
    'NAME_TAKEN',
    'ORGANIZATION_NOT_FOUND',
    'PROJECT_NOT_FOUND',
  ],
  description:
    'Creates an additional API key: at most 100 per project, at most 20 for the organization itself. The secret is returned in `issuedKey.secret` in this response only; send an `Idempotency-Key` to retry safely. With the operator key, this restores access to an organization that has lost all of its keys. Not idempotent.',
  inputDescription: 'The owner, name and restrictions of the new key.',
  inputTypeDescription:
    'Input of `createApiKey`. The new key cannot have more scopes or projects, a later expiry or more addresses than the key that creates it: FORBIDDEN.',
  input: (t) => ({
    projectId: t.id({
      description:
        'The project that the key gives access to. Absent or null: the key belongs to the organization.',
    }),
    organizationId: t.id({
      description:
        'The organization of the new key. Required with the operator key. Otherwise it defaults to the organization of the key.',
    }),
    name: t.string({
      required: true,
      description: '1 to 100 characters. Unique among the keys of a project.',
    }),
    scopes: t.field({
      type: ['Scope'],
      description:
        'The permissions of the key. `requiredScopes` returns those that a document needs. Scopes of the organization are for organization keys only. Absent or null: not limited to scopes, which never includes those whose `isImplied` in `apiKeyScopes` is false.',
    }),
    projectIds: t.idList({
      description:
        'Organization keys only: 1 to 100 projects that the key is restricted to. Absent or null: all projects, and operations on the organization itself.',
    }),
    allowedIps: t.stringList({ description: `${ALLOWED_IPS} Absent or null: any address.` }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When the key expires; must be in the future. Absent or null: never.',
    }),
  }),
  payload: CreateApiKeyPayload,
  resolve: async (_root, { input }, { context }) => ({ issuedKey: await createApiKey(context, input) }),
});

const UpdateApiKeyPayload = builder.simpleObject('UpdateApiKeyPayload', {
  description: 'Result of `updateApiKey`.',
  fields: (t) => ({ apiKey: t.field({ type: ApiKeyRef, description: 'The key after the change.' }) }),
});

defineMutation('updateApiKey', {
  auth: ['ORGANIZATION'],
  scope: 'api_keys:write',
  audits: 'API_KEY_UPDATED',
  errors: [
    'CHANGED_MEANWHILE',
    'API_KEY_NOT_FOUND',
    'CANNOT_REVOKE_LAST_ORGANIZATION_KEY',
    'KEY_EXCEEDS_OWN_PERMISSIONS',
    'NAME_TAKEN',
  ],
  description:
    'Changes the name, the allowed addresses or the state of a key; the secret stays valid. All server processes apply the change before the response is sent. The last enabled, unexpired key with access to the whole organization cannot be disabled.',
  inputDescription: 'The key and the fields to change.',
  inputTypeDescription: 'Input of `updateApiKey`. Absent fields keep their value.',
  input: (t) => ({
    id: t.id({
      required: true,
      description: 'The id of an active key of the organization or of one of its projects.',
    }),
    name: t.string({
      description: '1 to 100 characters. Unique among the keys of a project. Cannot be null.',
    }),
    allowedIps: t.stringList({ description: `${ALLOWED_IPS} Null: any address.` }),
    enabled: t.boolean({
      description: 'False: requests with the key are rejected with KEY_DISABLED. Cannot be null.',
    }),
    ...expectedUpdatedAtField(t),
  }),
  payload: UpdateApiKeyPayload,
  resolve: async (_root, { input }, { context }) => ({ apiKey: await updateApiKey(context, input) }),
});

const RotateApiKeyPayload = builder.simpleObject('RotateApiKeyPayload', {
  description: 'Result of `rotateApiKey`. The id of the key is unchanged.',
  fields: (t) => ({
    issuedKey: t.field({ type: IssuedApiKeyRef, description: 'The key and its new secret.' }),
  }),
});

defineMutation('rotateApiKey', {
  auth: ['ORGANIZATION'],
  scope: 'api_keys:write',
  audits: 'API_KEY_ROTATED',
  errors: ['API_KEY_NOT_FOUND', 'KEY_EXCEEDS_OWN_PERMISSIONS', 'SECRET_LIMIT_REACHED'],
  description:
    'Issues a new secret for a key. Its id, name, restrictions and references stay. At most 10 previous secrets can be valid at a time. The new secret is returned in this response only. Not idempotent.',
  inputDescription: 'The key to rotate, and the overlap.',
  inputTypeDescription: 'Input of `rotateApiKey`: the key, and how long its previous secrets stay valid.',
  input: (t) => ({
    id: t.id({
      required: true,
      description: 'The id of an active key of the organization or of one of its projects.',
    }),
    overlapSeconds: t.int({
      required: true,
      description:
        'How long previous secrets stay valid, 0 to 604800 seconds (7 days). 0: they are rejected from the response on.',
    }),
  }),
  payload: RotateApiKeyPayload,
  resolve: async (_root, { input }, { context }) => ({ issuedKey: await rotateApiKey(context, input) }),
});

const RevokeApiKeyPayload = builder.objectRef<ApiKey>('RevokeApiKeyPayload').implement({
  description: 'Result of `revokeApiKey`.',
  fields: (t) => ({
    revokedApiKeyId: t.exposeID('id', { description: 'The id of the revoked key.' }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'The project of the key. Null for an organization key.',
      resolve: (gone, _args, { context }) => projectOfKey(context, gone),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization of the key.',
      resolve: (gone, _args, { context }) => organizationOf(context, gone),
    }),
  }),
});

defineMutation('revokeApiKey', {
  auth: ['ORGANIZATION'],
  scope: 'api_keys:write',
  audits: 'API_KEY_REVOKED',
  errors: ['API_KEY_NOT_FOUND', 'CANNOT_REVOKE_LAST_ORGANIZATION_KEY', 'CHANGED_SINCE_PREVIEW'],
  description:
    'Revokes a key permanently. All of its secrets are rejected from the response on, by every server process. The last enabled, unexpired key with access to the whole organization cannot be revoked.',
  inputDescription: 'The key to revoke.',
  input: (t) => ({
    id: t.id({
      required: true,
      description: 'The id of an active key of the organization or of one of its projects.',
    }),
    expectedFingerprint: t.string({ description: EXPECTED_FINGERPRINT }),
  }),
  payload: RevokeApiKeyPayload,
  resolve: (_root, { input }, { context }) => revokeApiKey(context, input),
});
