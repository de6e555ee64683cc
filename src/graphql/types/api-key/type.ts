import { type ApiKeySecret, apiKeyById, lastUseOfKey, secretsOfKey } from '../../../domain/api-key/find.ts';
import type { IssuedKey } from '../../../domain/api-key/issue.ts';
import { regenerateApiKey } from '../../../domain/api-key/regenerate.ts';
import { projectOfKey } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { fieldHints } from '../../fast-path/field-hints.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { NULL_WHEN_REPLAYED } from '../../plugins/withheld-fields.ts';
import { ApiKeyRef, ProjectRef } from '../../refs.ts';

registerNode('key', ApiKeyRef.name, apiKeyById, 'config:read');

const ApiKeySecretRef = builder.objectRef<ApiKeySecret>('ApiKeySecret').implement({
  description: 'One of the secrets that open a key, as far as it can be shown.',
  fields: (t) => ({
    last4: t.exposeString('last4', { description: 'Its last 4 characters.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was issued.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on it is refused, while the key lives on. Null: it is the present one.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last accepted. May lag by a minute. Null: never.',
    }),
  }),
});

builder.objectType(ApiKeyRef, {
  interfaces: [NodeRef],
  description:
    'A live key, as far as it can be shown: its secret is known to whoever was given it, and to nobody else.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What people call it.' }),
    prefix: t.exposeString('prefix', { description: 'How the secret begins: its kind and 4 characters.' }),
    last4: t.exposeString('last4', { description: 'The last 4 characters of the secret.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was issued.' }),
    scopes: t.expose('scopes', {
      type: ['Scope'],
      nullable: true,
      description:
        'What it may do in its project. Null: everything. Keys of the organization have none: what they may do, no scope limits.',
    }),
    projectIds: t.exposeIDList('projectIds', {
      nullable: true,
      description: 'Of a key of the organization, the projects that it is pinned to. Null: all of them.',
    }),
    allowedIps: t.exposeStringList('allowedIps', {
      nullable: true,
      description:
        'The addresses and ranges (CIDR) from which it is accepted, each in its shortest form. Null: any.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on it is refused. Null: never.',
    }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it is accepted at all.' }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When its present secret was last accepted, here or by `verifyApiKey`. May lag by a minute. Null: never.',
      resolve: (key, _args, { context }) => lastUseOfKey(context, key),
    }),
    secrets: t.field({
      type: [ApiKeySecretRef],
      description: 'What opens it: the present secret, then former ones until they expire, the newest first.',
      resolve: (key, _args, { context }) => secretsOfKey(context, key),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      extensions: fieldHints.one('project'),
      description: 'The project that it opens. Null for a key of the organization.',
      resolve: (key, _args, { context }) => projectOfKey(context, key),
    }),
  }),
});

export const IssuedApiKeyRef = builder.objectRef<IssuedKey>('IssuedApiKey').implement({
  description: 'A key at the only moment when its secret can be read.',
  fields: (t) => ({
    secret: t.exposeString('secret', {
      extensions: fieldHints.secret,
      nullable: true,
      notKept: true,
      description: `What to send. Shown here once and stored nowhere: whoever loses it regenerates the key. ${NULL_WHEN_REPLAYED}`,
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      extensions: fieldHints.issued,
      description: 'The key as it is listed.',
      resolve: (issued) => issued.apiKey,
    }),
  }),
});

const RegenerateApiKeyInputRef = builder.inputType('RegenerateApiKeyInput', {
  description: 'Whose key is to be made anew.',
  fields: (t) => ({ projectId: t.id({ required: true, description: 'A project of the organization.' }) }),
});

const RegenerateApiKeyPayload = builder.simpleObject('RegenerateApiKeyPayload', {
  description: 'The project, which now has exactly one live key.',
  fields: (t) => ({
    project: t.field({ type: ProjectRef, extensions: fieldHints.subject, description: 'The project.' }),
    issuedKey: t.field({
      type: IssuedApiKeyRef,
      extensions: fieldHints.issuedKey,
      description: 'Its new key.',
    }),
  }),
});

builder.mutationField('regenerateApiKey', (t) =>
  t.field({
    type: RegenerateApiKeyPayload,
    extensions: fieldHints.write('regenerateApiKey'),
    auth: ['ORGANIZATION'],
    audits: 'API_KEY_REGENERATED',
    description:
      'Revokes every live key of a project and issues one, at once and together: when the answer arrives no old key is accepted any more.',
    args: { input: t.arg({ type: RegenerateApiKeyInputRef, required: true, description: 'Which project.' }) },
    resolve: (_root, { input }, { context }) => regenerateApiKey(context, input),
  }),
);
