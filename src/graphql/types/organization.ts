import { apiKeysOfOrganization } from '../../domain/api-key/find.ts';
import {
  createOrganization,
  currentOrganization,
  organizationById,
} from '../../domain/organization/organization.ts';
import { defaultProject, projectOfOrganization } from '../../domain/project/find.ts';
import { builder } from '../builder.ts';
import { fieldHints } from '../fast-path/field-hints.ts';
import { NodeRef, registerNode } from '../node.ts';
import { ApiKeyRef, OrganizationRef, ProjectRef } from '../refs.ts';
import { IssuedApiKeyRef } from './api-key/type.ts';

registerNode('org', OrganizationRef.name, organizationById);

builder.objectType(OrganizationRef, {
  description: 'A tenant: it owns projects, and its keys manage them.',
  interfaces: [NodeRef],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What people call it. Not unique.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When its own fields last changed.' }),
    defaultProject: t.field({
      type: ProjectRef,
      auth: ['OPERATOR', 'ORGANIZATION'],
      extensions: fieldHints.one('defaultProject'),
      description:
        'The project that an organization key means when it names none. There is always exactly one.',
      resolve: (organization, _args, { context }) => defaultProject(context, organization.id),
    }),
    apiKeys: t.field({
      type: [ApiKeyRef],
      extensions: fieldHints.many('apiKeys'),
      auth: ['OPERATOR', 'ORGANIZATION'],
      description:
        'The live keys that open the organization itself, oldest first. Keys of projects are found there.',
      resolve: (organization, _args, { context }) => apiKeysOfOrganization(context, organization.id),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      auth: ['OPERATOR', 'ORGANIZATION'],
      description:
        'One project by exactly one of its id, slug and name. Null: none such in this organization.',
      args: {
        id: t.arg.id({ description: 'Its id.' }),
        slug: t.arg.string({ description: 'Its slug.' }),
        name: t.arg.string({ description: 'Its name, in the same case.' }),
      },
      resolve: (organization, args, { context }) => projectOfOrganization(context, organization.id, args),
    }),
  }),
});

builder.queryField('organization', (t) =>
  t.field({
    type: OrganizationRef,
    auth: ['ORGANIZATION'],
    extensions: fieldHints.root('organization'),
    description: 'The organization of the key.',
    resolve: (_root, _args, { context }) => currentOrganization(context),
  }),
);

const CreateOrganizationInputRef = builder.inputType('CreateOrganizationInput', {
  description: 'A new tenant.',
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 100 characters. Need not be unique.' }),
  }),
});

const CreateOrganizationPayload = builder.simpleObject('CreateOrganizationPayload', {
  description: 'The new organization, with its default project in it.',
  fields: (t) => ({
    organization: t.field({ type: OrganizationRef, description: 'The organization.' }),
    issuedKey: t.field({
      type: IssuedApiKeyRef,
      description: 'Its first key: hand it to whoever will manage it.',
    }),
  }),
});

builder.mutationField('createOrganization', (t) =>
  t.field({
    type: CreateOrganizationPayload,
    auth: ['OPERATOR'],
    audits: 'ORGANIZATION_CREATED',
    description: 'Creates an organization with a default project and a key. Not idempotent.',
    args: {
      input: t.arg({ type: CreateOrganizationInputRef, required: true, description: 'What it is called.' }),
    },
    resolve: (_root, { input }, { context }) => createOrganization(context, input),
  }),
);
