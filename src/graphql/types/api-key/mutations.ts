import { createApiKey } from '../../../domain/api-key/create.ts';
import type { ApiKey } from '../../../domain/api-key/issue.ts';
import { revokeApiKey } from '../../../domain/api-key/revoke.ts';
import { rotateApiKey } from '../../../domain/api-key/rotate.ts';
import { updateApiKey } from '../../../domain/api-key/update.ts';
import { organizationOf } from '../../../domain/organization/organization.ts';
import { projectOfKey } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { ApiKeyEdge, newEdge } from '../../edges.ts';
import { ApiKeyRef, OrganizationRef, ProjectRef } from '../../refs.ts';
import { IssuedApiKeyRef } from './type.ts';

const ALLOWED_IPS =
  '1 to 100 IPv4 or IPv6 addresses and ranges such as `10.0.0.0/8`. Behind a proxy the server must know it: `TRUST_PROXY`.';

const CreateApiKeyInputRef = builder.inputType('CreateApiKeyInput', {
  description:
    'A new key. It cannot open more than the key that creates it, nor for longer, nor from elsewhere: FORBIDDEN.',
  fields: (t) => ({
    projectId: t.id({
      description: 'The project that it opens. Absent or null: it is a key of the organization.',
    }),
    organizationId: t.id({
      description: 'Needed with the operator key, which belongs to no organization. Else that of your key.',
    }),
    name: t.string({
      required: true,
      description: '1 to 100 characters. Unique among the keys of a project.',
    }),
    scopes: t.field({
      type: ['Scope'],
      description:
        'Of a key of a project: what it may do there. `requiredScopes` tells what a document needs. Absent or null: everything.',
    }),
    projectIds: t.idList({
      description:
        'Of a key of the organization: 1 to 100 projects that it is pinned to. Absent or null: all, and what concerns none.',
    }),
    allowedIps: t.stringList({ description: `${ALLOWED_IPS} Absent or null: from anywhere.` }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'From when on it is refused. Absent or null: never.',
    }),
  }),
});

const CreateApiKeyPayload = builder.simpleObject(
  'CreateApiKeyPayload',
  {
    description: 'The key.',
    fields: (t) => ({
      issuedKey: t.field({ type: IssuedApiKeyRef, description: 'The key, with its secret.' }),
    }),
  },
  (t) => ({
    apiKeyEdge: t.field({
      type: ApiKeyEdge,
      description: 'The key as an edge, for lists of clients.',
      resolve: ({ issuedKey: { apiKey } }) =>
        newEdge('apiKeys', apiKey.projectId ?? apiKey.organizationId, apiKey),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'Its project. Null: it is a key of the organization.',
      resolve: ({ issuedKey: { apiKey } }, _args, { context }) => projectOfKey(context, apiKey),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'Its organization.',
      resolve: ({ issuedKey: { apiKey } }, _args, { context }) => organizationOf(context, apiKey),
    }),
  }),
);

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: CreateApiKeyPayload,
    auth: ['OPERATOR', 'ORGANIZATION'],
    audits: 'API_KEY_CREATED',
    description:
      'Issues a key beside those that are there: up to 100 for a project, up to 20 for the organization itself. With the operator key, the way back into an organization that has lost all of its keys.',
    args: { input: t.arg({ type: CreateApiKeyInputRef, required: true, description: 'The key.' }) },
    resolve: async (_root, { input }, { context }) => ({ issuedKey: await createApiKey(context, input) }),
  }),
);

const UpdateApiKeyInputRef = builder.inputType('UpdateApiKeyInput', {
  description: 'What to change. What is absent stays.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A live key of the organization or of one of its projects.' }),
    name: t.string({
      description: '1 to 100 characters. Unique among the keys of a project. Cannot be null.',
    }),
    allowedIps: t.stringList({ description: `${ALLOWED_IPS} Null: from anywhere.` }),
    enabled: t.boolean({ description: 'Whether it is accepted. Cannot be null.' }),
  }),
});

const UpdateApiKeyPayload = builder.simpleObject('UpdateApiKeyPayload', {
  description: 'The key as it is now.',
  fields: (t) => ({ apiKey: t.field({ type: ApiKeyRef, description: 'The key.' }) }),
});

builder.mutationField('updateApiKey', (t) =>
  t.field({
    type: UpdateApiKeyPayload,
    auth: ['ORGANIZATION'],
    audits: 'API_KEY_UPDATED',
    description:
      'Changes a key and leaves its secret alone. When the answer arrives, every process goes by it. CONFLICT when no other key would open the whole organization.',
    args: { input: t.arg({ type: UpdateApiKeyInputRef, required: true, description: 'The changes.' }) },
    resolve: async (_root, { input }, { context }) => ({ apiKey: await updateApiKey(context, input) }),
  }),
);

const RotateApiKeyInputRef = builder.inputType('RotateApiKeyInput', {
  description: 'Which key, and how long its former secrets live.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A live key of the organization or of one of its projects.' }),
    overlapSeconds: t.int({
      required: true,
      description:
        'How long former secrets are still accepted, 0 to 604800 (7 days). With 0 none is, from the answer on.',
    }),
  }),
});

const RotateApiKeyPayload = builder.simpleObject('RotateApiKeyPayload', {
  description: 'The key under the same id.',
  fields: (t) => ({
    issuedKey: t.field({ type: IssuedApiKeyRef, description: 'The key, with its new secret.' }),
  }),
});

builder.mutationField('rotateApiKey', (t) =>
  t.field({
    type: RotateApiKeyPayload,
    auth: ['ORGANIZATION'],
    audits: 'API_KEY_ROTATED',
    description:
      'Gives a key a new secret. Its id, its name and what restricts it stay, and so does all that refers to it. Up to 10 former secrets may still live.',
    args: { input: t.arg({ type: RotateApiKeyInputRef, required: true, description: 'Which key.' }) },
    resolve: async (_root, { input }, { context }) => ({ issuedKey: await rotateApiKey(context, input) }),
  }),
);

const RevokeApiKeyInputRef = builder.inputType('RevokeApiKeyInput', {
  description: 'Which key.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A live key of the organization or of one of its projects.' }),
  }),
});

const RevokeApiKeyPayload = builder.objectRef<ApiKey>('RevokeApiKeyPayload').implement({
  description: 'What is gone, and what it belonged to.',
  fields: (t) => ({
    revokedApiKeyId: t.exposeID('id', { description: 'The id of the key that opens nothing any more.' }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'Its project, without it. Null: it was a key of the organization.',
      resolve: (gone, _args, { context }) => projectOfKey(context, gone),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'Its organization.',
      resolve: (gone, _args, { context }) => organizationOf(context, gone),
    }),
  }),
});

builder.mutationField('revokeApiKey', (t) =>
  t.field({
    type: RevokeApiKeyPayload,
    auth: ['ORGANIZATION'],
    audits: 'API_KEY_REVOKED',
    description:
      'Ends a key for good. When the answer arrives, no process accepts any of its secrets. CONFLICT when no other key would open the whole organization.',
    args: { input: t.arg({ type: RevokeApiKeyInputRef, required: true, description: 'Which key.' }) },
    resolve: (_root, { input }, { context }) => revokeApiKey(context, input),
  }),
);
