import { projectOf } from '../../../domain/project/find.ts';
import { deleteTrigger } from '../../../domain/trigger/delete.ts';
import {
  accountOfTrigger,
  plannedAccountOfTrigger,
  plannedTriggerNode,
  triggerById,
} from '../../../domain/trigger/find.ts';
import { setTriggerEnabled } from '../../../domain/trigger/set-enabled.ts';
import { upsertTrigger } from '../../../domain/trigger/upsert.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { defineEdge, edgeIn, newEdge } from '../../edges.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { ConnectedAccountRef, ProjectRef, TriggerRef } from '../../refs.ts';

export const TriggerEdge = defineEdge(TriggerRef, 'Project.triggers', 'A trigger');

registerNode('ti', TriggerRef.name, triggerById, plannedTriggerNode);

builder.objectType(TriggerRef, {
  description: 'Subscribes to one kind of event of a connected account.',
  interfaces: [NodeRef],
  fields: (t) => ({
    slug: t.exposeString('slug', {
      description:
        'The kind of event in lower case, such as `github_commit`. Unique per connected account. Immutable.',
    }),
    connectedAccount: t.field({
      type: ConnectedAccountRef,
      scope: 'connected_accounts:read',
      extensions: planned(plannedAccountOfTrigger),
      description:
        'The connected account whose events the trigger receives. Deleting the account deletes the trigger. Immutable.',
      resolve: (trigger, _args, { context }) => accountOfTrigger(context, trigger),
    }),
    userId: t.exposeString('userId', {
      description: 'Your own id of the end user: the owner of the account, unless another user was passed.',
    }),
    config: t.expose('config', {
      type: 'JSONObject',
      description: 'Event-specific configuration, at most 16 KiB. Example: `{"repo": "acme/api"}`.',
    }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether the trigger is active.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the trigger was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When a field last changed.' }),
  }),
});

const UpsertTriggerPayload = builder.simpleObject(
  'UpsertTriggerPayload',
  {
    description: 'Result of `upsertTrigger`.',
    fields: (t) => ({
      trigger: t.field({ type: TriggerRef, description: 'The trigger after the change.' }),
      wasCreated: t.boolean({ description: 'True: the trigger was created. False: it existed before.' }),
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
      description: 'The project of the trigger.',
      resolve: ({ trigger }, _args, { context }) => projectOf(context, trigger),
    }),
  }),
);

defineMutation('upsertTrigger', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'triggers:write',
  project: 'REQUIRED',
  audits: 'TRIGGER_CREATED',
  errors: [
    'CHANGED_MEANWHILE',
    'ACCOUNT_NOT_ACTIVE',
    'CONNECTED_ACCOUNT_NOT_FOUND',
    'PROJECT_NOT_FOUND',
    'USER_MISMATCH',
  ],
  description:
    'Creates a trigger, or updates the existing one with the same slug and connected account. Idempotent.',
  inputDescription: 'The trigger to create or update.',
  inputTypeDescription: 'Input of `upsertTrigger`. No field of the trigger can be null.',
  input: (t) => ({
    slug: t.string({
      required: true,
      description:
        '1 to 128 characters, `[a-z0-9_.-]`; upper case is converted to lower case. Example: `github_commit`.',
    }),
    connectedAccountId: t.id({
      required: true,
      description: 'The id of an ACTIVE connected account of the project.',
    }),
    userId: t.string({
      description:
        'Your own id of the end user, 1 to 256 characters. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent: the owner of the account, or unchanged for an existing trigger.',
    }),
    config: t.field({
      type: 'JSONObject',
      description:
        'At most 16 KiB of JSON, nested at most 64 levels deep, without names such as `__proto__` or `constructor`. Replaces the whole config. Example: `{"repo": "acme/api"}`. Absent: empty, or unchanged for an existing trigger.',
    }),
    enabled: t.boolean({
      description: 'Whether the trigger is active. Absent: true, or unchanged for an existing trigger.',
    }),
    ...expectedUpdatedAtField(t),
  }),
  payload: UpsertTriggerPayload,
  resolve: (_root, { input }, { context }) => upsertTrigger(context, input),
});

const SetTriggerEnabledPayload = builder.simpleObject('SetTriggerEnabledPayload', {
  description: 'Result of `setTriggerEnabled`.',
  fields: (t) => ({ trigger: t.field({ type: TriggerRef, description: 'The trigger after the change.' }) }),
});

defineMutation('setTriggerEnabled', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'triggers:write',
  project: 'REQUIRED',
  audits: 'TRIGGER_UPDATED',
  errors: ['ACCOUNT_NOT_ACTIVE', 'PROJECT_NOT_FOUND', 'TRIGGER_NOT_FOUND'],
  description: 'Enables or disables a trigger. Enabling requires an ACTIVE connected account. Idempotent.',
  inputDescription: 'The trigger and its new state.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a trigger of the project.' }),
    enabled: t.boolean({ required: true, description: 'Whether the trigger is active.' }),
  }),
  payload: SetTriggerEnabledPayload,
  resolve: async (_root, { input }, { context }) => ({ trigger: await setTriggerEnabled(context, input) }),
});

const DeleteTriggerPayload = builder.simpleObject('DeleteTriggerPayload', {
  description: 'Result of `deleteTrigger`.',
  fields: (t) => ({
    deletedTriggerId: t.id({ description: 'The id of the deleted trigger.' }),
    project: t.field({ type: ProjectRef, description: 'The project of the trigger.' }),
  }),
});

defineMutation('deleteTrigger', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'triggers:write',
  project: 'REQUIRED',
  audits: 'TRIGGER_DELETED',
  errors: ['PROJECT_NOT_FOUND', 'TRIGGER_NOT_FOUND'],
  description: 'Deletes a trigger permanently.',
  inputDescription: 'The trigger to delete.',
  input: (t) => ({ id: t.id({ required: true, description: 'The id of a trigger of the project.' }) }),
  payload: DeleteTriggerPayload,
  resolve: async (_root, { input }, { context }) => {
    const { project, trigger } = await deleteTrigger(context, input);
    return { deletedTriggerId: trigger.id, project };
  },
});
