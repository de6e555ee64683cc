import { projectOf } from '../../../domain/project/find.ts';
import { deleteTrigger } from '../../../domain/trigger/delete.ts';
import { accountOfTrigger, triggerById } from '../../../domain/trigger/find.ts';
import { setTriggerEnabled } from '../../../domain/trigger/set-enabled.ts';
import { upsertTrigger } from '../../../domain/trigger/upsert.ts';
import { builder } from '../../builder.ts';
import { edgeIn, newEdge, TriggerEdge } from '../../edges.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ConnectedAccountRef, ProjectRef, TriggerRef } from '../../refs.ts';

registerNode('ti', TriggerRef.name, triggerById, 'triggers:read');

builder.objectType(TriggerRef, {
  description: 'Watches a connected account for one kind of event.',
  interfaces: [NodeRef],
  fields: (t) => ({
    slug: t.exposeString('slug', {
      description:
        'The kind of event, such as `github_commit`, in lower case. Unique in the account. Never changes.',
    }),
    connectedAccount: t.field({
      type: ConnectedAccountRef,
      scope: 'connected_accounts:read',
      description: 'The account that it watches, and with which it is deleted. Never changes.',
      resolve: (trigger, _args, { context }) => accountOfTrigger(context, trigger),
    }),
    userId: t.exposeString('userId', {
      description: 'For whom it watches: the owner of the account, unless somebody else was named.',
    }),
    config: t.expose('config', { type: 'JSONObject', description: 'What the kind of event wants to know.' }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it watches.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When a field last changed.' }),
  }),
});

const UpsertTriggerInputRef = builder.inputType('UpsertTriggerInput', {
  description: 'A trigger as it shall be. Nothing here can be null.',
  fields: (t) => ({
    slug: t.string({
      required: true,
      description: '1 to 128 characters out of a-z, 0-9, _, - and . (full stop). Capitals become small.',
    }),
    connectedAccountId: t.id({ required: true, description: 'A connected account of the project, ACTIVE.' }),
    userId: t.string({
      description:
        '1 to 256 characters. With `is2FAEnabled` on, FORBIDDEN unless this user owns the account. Absent: the owner of the account, or who it is already.',
    }),
    config: t.field({
      type: 'JSONObject',
      description:
        'At most 16 KiB of JSON, nested at most 64 deep, without names such as `__proto__` or `constructor`. Takes the place of the whole config. Absent: empty, or what it is already.',
    }),
    enabled: t.boolean({ description: 'Absent: true, or what it is already.' }),
  }),
});

const UpsertTriggerPayload = builder.simpleObject(
  'UpsertTriggerPayload',
  {
    description: 'The trigger as it is now.',
    fields: (t) => ({
      trigger: t.field({ type: TriggerRef, description: 'The trigger.' }),
      wasCreated: t.boolean({ description: 'Whether it is new. False: the account had it already.' }),
    }),
  },
  (t) => ({
    triggerEdge: t.field({
      type: TriggerEdge,
      description: edgeIn('Project.triggers'),
      resolve: ({ trigger }) => newEdge('triggers', trigger.projectId, trigger),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'Its project.',
      resolve: ({ trigger }, _args, { context }) => projectOf(context, trigger),
    }),
  }),
);

builder.mutationField('upsertTrigger', (t) =>
  t.field({
    type: UpsertTriggerPayload,
    auth: ['PROJECT'],
    audits: 'TRIGGER_CREATED',
    scope: 'triggers:write',
    description:
      'Creates the trigger that an account has under a slug, or changes the one that is there. CONFLICT when the account is not ACTIVE. Idempotent.',
    args: { input: t.arg({ type: UpsertTriggerInputRef, required: true, description: 'The trigger.' }) },
    resolve: (_root, { input }, { context }) => upsertTrigger(context, input),
  }),
);

const SetTriggerEnabledInputRef = builder.inputType('SetTriggerEnabledInput', {
  description: 'Which trigger, and whether it shall watch.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A trigger of the project.' }),
    enabled: t.boolean({ required: true, description: 'Whether it shall watch.' }),
  }),
});

const SetTriggerEnabledPayload = builder.simpleObject('SetTriggerEnabledPayload', {
  description: 'The trigger as it is now.',
  fields: (t) => ({ trigger: t.field({ type: TriggerRef, description: 'The trigger.' }) }),
});

builder.mutationField('setTriggerEnabled', (t) =>
  t.field({
    type: SetTriggerEnabledPayload,
    auth: ['PROJECT'],
    audits: 'TRIGGER_UPDATED',
    scope: 'triggers:write',
    description:
      'Enables or disables a trigger. CONFLICT when it is to be enabled and its account is not ACTIVE. Idempotent.',
    args: {
      input: t.arg({ type: SetTriggerEnabledInputRef, required: true, description: 'What to set.' }),
    },
    resolve: async (_root, { input }, { context }) => ({ trigger: await setTriggerEnabled(context, input) }),
  }),
);

const DeleteTriggerInputRef = builder.inputType('DeleteTriggerInput', {
  description: 'What to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'A trigger of the project.' }) }),
});

const DeleteTriggerPayload = builder.simpleObject('DeleteTriggerPayload', {
  description: 'What is left.',
  fields: (t) => ({
    deletedTriggerId: t.id({ description: 'The id of the trigger that is gone.' }),
    project: t.field({ type: ProjectRef, description: 'Its project, without it.' }),
  }),
});

builder.mutationField('deleteTrigger', (t) =>
  t.field({
    type: DeleteTriggerPayload,
    auth: ['PROJECT'],
    audits: 'TRIGGER_DELETED',
    scope: 'triggers:write',
    description: 'Deletes a trigger for good.',
    args: { input: t.arg({ type: DeleteTriggerInputRef, required: true, description: 'What to delete.' }) },
    resolve: async (_root, { input }, { context }) => {
      const { project, trigger } = await deleteTrigger(context, input);
      return { deletedTriggerId: trigger.id, project };
    },
  }),
);
