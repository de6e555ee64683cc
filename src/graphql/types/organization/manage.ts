import { deleteOrganization } from '../../../domain/organization/delete.ts';
import {
  resumeOrganization,
  suspendOrganization,
  updateOrganization,
} from '../../../domain/organization/manage.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { OrganizationRef } from '../../refs.ts';

const UpdateOrganizationPayload = builder.simpleObject('UpdateOrganizationPayload', {
  description: 'Result of `updateOrganization`.',
  fields: (t) => ({
    organization: t.field({ type: OrganizationRef, description: 'The organization after the change.' }),
  }),
});

defineMutation('updateOrganization', {
  auth: ['OPERATOR', 'ORGANIZATION'],
  scope: 'organization:write',
  audits: 'ORGANIZATION_UPDATED',
  errors: ['CHANGED_MEANWHILE', 'KEY_RESTRICTED_TO_PROJECTS', 'ORGANIZATION_NOT_FOUND'],
  description: 'Renames an organization. Repeating it changes nothing.',
  inputDescription: 'The organization and the fields to change.',
  inputTypeDescription:
    'Input of `updateOrganization`. Absent fields keep their value; the name cannot be null.',
  input: (t) => ({
    id: t.id({
      description:
        'The id of the organization. Required with the operator key. Absent or null: the organization of the key, the only one that it can name.',
    }),
    name: t.string({ description: '1 to 100 characters. Not unique.' }),
    ...expectedUpdatedAtField(t),
  }),
  payload: UpdateOrganizationPayload,
  resolve: async (_root, { input }, { context }) => ({
    organization: await updateOrganization(context, input),
  }),
});

const SuspendOrganizationPayload = builder.simpleObject('SuspendOrganizationPayload', {
  description: 'Result of `suspendOrganization`.',
  fields: (t) => ({
    organization: t.field({ type: OrganizationRef, description: 'The suspended organization.' }),
  }),
});

defineMutation('suspendOrganization', {
  auth: ['OPERATOR'],
  audits: 'ORGANIZATION_SUSPENDED',
  errors: ['ORGANIZATION_NOT_FOUND'],
  description:
    'Suspends an organization. From the response on its keys are FORBIDDEN with the reason ORGANIZATION_SUSPENDED in every process, its MCP servers are closed, and its webhook deliveries wait. Nothing is deleted: `resumeOrganization` continues everything. For a suspended organization it changes the reason only.',
  inputDescription: 'The organization to suspend, and why.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of the organization.' }),
    reason: t.string({
      required: true,
      description:
        'Why, 1 to 500 characters. The organization can read it in its audit log when it is resumed.',
    }),
  }),
  payload: SuspendOrganizationPayload,
  resolve: async (_root, { input }, { context }) => ({
    organization: await suspendOrganization(context, input),
  }),
});

const ResumeOrganizationPayload = builder.simpleObject('ResumeOrganizationPayload', {
  description: 'Result of `resumeOrganization`.',
  fields: (t) => ({
    organization: t.field({ type: OrganizationRef, description: 'The resumed organization.' }),
  }),
});

defineMutation('resumeOrganization', {
  auth: ['OPERATOR'],
  audits: 'ORGANIZATION_RESUMED',
  errors: ['ORGANIZATION_NOT_FOUND'],
  description:
    'Resumes a suspended organization. From the response on its keys are accepted as before; webhook deliveries that waited are sent within minutes. Repeating it changes nothing.',
  inputDescription: 'The organization to resume.',
  input: (t) => ({ id: t.id({ required: true, description: 'The id of the organization.' }) }),
  payload: ResumeOrganizationPayload,
  resolve: async (_root, { input }, { context }) => ({
    organization: await resumeOrganization(context, input),
  }),
});

const DeleteOrganizationPayload = builder.simpleObject('DeleteOrganizationPayload', {
  description: 'Result of `deleteOrganization`.',
  fields: (t) => ({
    deletedOrganizationId: t.id({ description: 'The id of the deleted organization.' }),
  }),
});

defineMutation('deleteOrganization', {
  auth: ['OPERATOR'],
  audits: 'ORGANIZATION_DELETED',
  errors: ['ORGANIZATION_NOT_FOUND'],
  description:
    'Deletes an organization and everything in it permanently, its audit log included. Its keys are rejected from the response on; its rows are deleted in the background, regardless of their number. `Organization.counts` previews what is deleted. Only `operatorLog` keeps that the organization existed.',
  inputDescription: 'The organization to delete, and its name.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of the organization.' }),
    confirmName: t.string({
      required: true,
      description: 'The name of the organization, as a confirmation. BAD_USER_INPUT for any other text.',
    }),
  }),
  payload: DeleteOrganizationPayload,
  resolve: async (_root, { input }, { context }) => ({
    deletedOrganizationId: (await deleteOrganization(context, input)).id,
  }),
});
