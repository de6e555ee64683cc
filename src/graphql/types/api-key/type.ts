import { apiKeyDeletion } from '../../../domain/api-key/deletion-preview.ts';
import {
  type ApiKeySecret,
  apiKeyById,
  lastUseOfKey,
  plannedKeys,
  secretsOfKey,
} from '../../../domain/api-key/find.ts';
import type { IssuedKey } from '../../../domain/api-key/issue.ts';
import { regenerateApiKey } from '../../../domain/api-key/regenerate.ts';
import { plannedProjects, projectOfKey } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ofPayload, planned, plannedWrite } from '../../plan/planned-field.ts';
import { NULL_WHEN_REPLAYED } from '../../plugins/withheld-fields.ts';
import { ApiKeyRef, ProjectRef } from '../../refs.ts';
import { defineDeletionPreview } from '../deletion-preview.ts';

registerNode('key', ApiKeyRef.name, apiKeyById, plannedKeys.node);

defineDeletionPreview(ApiKeyRef, apiKeyDeletion, {
  auth: ['ORGANIZATION'],
  scope: 'api_keys:read',
  mutation: 'revokeApiKey',
});

const ApiKeySecretRef = builder.objectRef<ApiKeySecret>('ApiKeySecret').implement({
  description: 'A valid secret of a key, identified by its last characters.',
  fields: (t) => ({
    last4: t.exposeString('last4', { description: 'The last 4 characters of the secret.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the secret was issued.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the secret expires; the key itself stays valid. Null: it is the current secret.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the secret last authenticated a request. Updated within a minute. Null: never.',
    }),
  }),
});

builder.objectType(ApiKeyRef, {
  interfaces: [NodeRef],
  description: 'An active API key. The secret itself is not stored; only a hash of it is.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Display name. Unique among the keys of a project.' }),
    prefix: t.exposeString('prefix', {
      description: 'The first characters of the secret: its kind and 4 characters, such as `ak_1a2B`.',
    }),
    last4: t.exposeString('last4', { description: 'The last 4 characters of the secret.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the key was issued.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description:
        'When the name, the allowed addresses or the state last changed or the secret was rotated. For older changes of a key that was issued before they were recorded: the time of the upgrade.',
    }),
    scopes: t.expose('scopes', {
      type: ['Scope'],
      nullable: true,
      description:
        'The permissions of the key, of an organization key also in each project that it can access. Null: the key is not limited to scopes; `Viewer.scopes` lists what that means.',
    }),
    projectIds: t.exposeIDList('projectIds', {
      nullable: true,
      description: 'Organization keys only: the projects that the key is restricted to. Null: all projects.',
    }),
    allowedIps: t.exposeStringList('allowedIps', {
      nullable: true,
      description:
        'The addresses and CIDR ranges from which the key is accepted, in normalized form. Null: any address.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the key expires. Null: never.',
    }),
    enabled: t.exposeBoolean('enabled', {
      description: 'False: requests with the key are rejected with KEY_DISABLED.',
    }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      extensions: planned({ kind: 'column', property: 'lastUsedAt' }),
      description:
        'When the current secret last authenticated a request or was verified by `verifyApiKey`. Updated within a minute. Null: never.',
      resolve: (key, _args, { context }) => lastUseOfKey(context, key),
    }),
    secrets: t.field({
      type: [ApiKeySecretRef],
      description:
        'The valid secrets of the key: the current one, then previous ones until they expire, newest first.',
      resolve: (key, _args, { context }) => secretsOfKey(context, key),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      extensions: planned(plannedProjects.ofRow),
      description: 'The project that the key gives access to. Null for an organization key.',
      resolve: (key, _args, { context }) => projectOfKey(context, key),
    }),
  }),
});

export const IssuedApiKeyRef = builder.objectRef<IssuedKey>('IssuedApiKey').implement({
  description: 'A key together with its secret, as only the mutation that issues it returns it.',
  fields: (t) => ({
    secret: t.exposeString('secret', {
      nullable: true,
      notKept: true,
      description: `The secret to send in \`x-api-key\` (project keys) or \`x-org-api-key\` (organization keys). Shown only once and not stored: if it is lost, rotate or regenerate the key. ${NULL_WHEN_REPLAYED}`,
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      extensions: ofPayload,
      description: 'The key without its secret, as lists return it.',
      resolve: (issued) => issued.apiKey,
    }),
  }),
});

const RegenerateApiKeyPayload = builder.simpleObject('RegenerateApiKeyPayload', {
  description: 'Result of `regenerateApiKey`. The project has exactly one active key now.',
  fields: (t) => ({
    project: t.field({
      type: ProjectRef,
      extensions: ofPayload,
      description: 'The project of the key.',
    }),
    issuedKey: t.field({
      type: IssuedApiKeyRef,
      extensions: ofPayload,
      description: 'The new key and its secret.',
    }),
  }),
});

defineMutation('regenerateApiKey', {
  auth: ['ORGANIZATION'],
  scope: 'api_keys:write',
  audits: 'API_KEY_REGENERATED',
  errors: ['KEY_EXCEEDS_OWN_PERMISSIONS', 'PROJECT_NOT_FOUND'],
  extensions: plannedWrite(regenerateApiKey),
  description:
    'Revokes all active keys of a project and issues a new one, in one transaction: the previous keys are rejected from the response on. The new secret is returned in this response only. Not idempotent.',
  inputDescription: 'The project whose keys to replace.',
  input: (t) => ({
    projectId: t.id({ required: true, description: 'The id of a project of the organization.' }),
  }),
  payload: RegenerateApiKeyPayload,
  resolve: (_root, { input }, { context }) => regenerateApiKey(context, input),
});
