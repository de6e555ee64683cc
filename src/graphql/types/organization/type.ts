import { apiKeysOfOrganization, plannedKeys } from '../../../domain/api-key/find.ts';
import {
  createOrganization,
  organizationById,
  plannedOrganizationNode,
  plannedRequestedOrganization,
  requestedOrganization,
} from '../../../domain/organization/organization.ts';
import { defaultProject, plannedProjects, projectOfOrganization } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { ApiKeyRef, OrganizationRef, ProjectRef } from '../../refs.ts';
import { keyFilterArgs } from '../api-key/filter.ts';
import { IssuedApiKeyRef } from '../api-key/type.ts';

registerNode('org', OrganizationRef.name, organizationById, plannedOrganizationNode);

builder.objectType(OrganizationRef, {
  description: 'A tenant. It owns projects, which its keys manage.',
  interfaces: [NodeRef],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Display name. Not unique.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the organization was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When a field of the organization itself last changed.',
    }),
    suspendedAt: t.expose('suspendedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when the keys of the organization are rejected. Null: they are accepted.',
    }),
    suspensionReason: t.exposeString('suspensionReason', {
      nullable: true,
      description: 'The reason that the operator gave. Null: the organization is not suspended.',
    }),
    defaultProject: t.field({
      type: ProjectRef,
      auth: ['OPERATOR', 'ORGANIZATION'],
      scope: 'projects:read',
      extensions: planned(plannedProjects.default),
      description:
        'The project used for requests with an organization key that select none. Every organization has exactly one.',
      resolve: (organization, _args, { context }) => defaultProject(context, organization.id),
    }),
    apiKeys: t.field({
      type: [ApiKeyRef],
      extensions: planned(plannedKeys.ofOrganization),
      auth: ['OPERATOR', 'ORGANIZATION'],
      scope: 'api_keys:read',
      description:
        'Active keys of the organization itself, oldest first. Keys of projects are in `Project.apiKeys`.',
      args: keyFilterArgs(t.arg),
      resolve: (organization, args, { context }) => apiKeysOfOrganization(context, organization.id, args),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      auth: ['OPERATOR', 'ORGANIZATION'],
      scope: 'projects:read',
      extensions: planned(plannedProjects.ofOrganization),
      description:
        'Returns a project by exactly one of id, slug and name. Null: no such project in the organization.',
      args: {
        id: t.arg.id({ description: 'The id of the project, prefix `proj_`.' }),
        slug: t.arg.string({ description: 'The slug of the project.' }),
        name: t.arg.string({ description: 'The name of the project, case-sensitive.' }),
      },
      resolve: (organization, args, { context }) => projectOfOrganization(context, organization.id, args),
    }),
  }),
});

builder.queryField('organization', (t) =>
  t.field({
    type: OrganizationRef,
    auth: ['OPERATOR', 'ORGANIZATION'],
    scope: 'organization:read',
    extensions: planned(plannedRequestedOrganization),
    description:
      'Returns the organization of the key, or with the operator key the one with the given id. The operator key reads its own fields and counts, and nothing that the organization contains. NOT_FOUND when it does not exist.',
    args: {
      id: t.arg.id({
        description:
          'The id of the organization. Required with the operator key. Absent or null: that of the key.',
      }),
    },
    resolve: (_root, { id }, { context }) => requestedOrganization(context, id),
  }),
);

const CreateOrganizationPayload = builder.simpleObject('CreateOrganizationPayload', {
  description: 'Result of `createOrganization`, including the default project in `organization`.',
  fields: (t) => ({
    organization: t.field({ type: OrganizationRef, description: 'The new organization.' }),
    issuedKey: t.field({
      type: IssuedApiKeyRef,
      description: 'The first key of the organization, for its administrator.',
    }),
  }),
});

defineMutation('createOrganization', {
  auth: ['OPERATOR'],
  audits: 'ORGANIZATION_CREATED',
  errors: [],
  description:
    'Creates an organization with a default project and an organization key. The secret of the key is returned in this response only. Not idempotent.',
  inputDescription: 'The organization to create.',
  input: (t) => ({
    name: t.string({ required: true, description: '1 to 100 characters. Not unique.' }),
  }),
  payload: CreateOrganizationPayload,
  resolve: (_root, { input }, { context }) => createOrganization(context, input),
});
