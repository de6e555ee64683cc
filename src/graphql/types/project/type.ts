import { apiKeysOfProject } from '../../../domain/api-key/find.ts';
import { currentOrganization, organizationOf } from '../../../domain/organization/organization.ts';
import { createProject } from '../../../domain/project/create.ts';
import { deleteProject } from '../../../domain/project/delete.ts';
import { projectById, resolveProject } from '../../../domain/project/find.ts';
import { updateProject } from '../../../domain/project/update.ts';
import { builder } from '../../builder.ts';
import { edgeIn, newEdge, ProjectEdge } from '../../edges.ts';
import { fieldHints } from '../../fast-path/field-hints.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ApiKeyRef, OrganizationRef, ProjectConfigRef, ProjectRef } from '../../refs.ts';
import { IssuedApiKeyRef } from '../api-key/type.ts';
import { ProjectConfigInputRef } from './config.ts';

registerNode('proj', ProjectRef.name, projectById);

builder.objectType(ProjectRef, {
  description:
    'An isolated environment, such as staging, production or one client, with keys and settings of its own.',
  interfaces: [NodeRef],
  fields: (t) => ({
    name: t.exposeString('name', { description: '3 to 75 characters, unique in the organization.' }),
    slug: t.exposeString('slug', {
      description: 'A short name for addresses, unique in the organization. Stays when the name changes.',
    }),
    isDefault: t.exposeBoolean('isDefault', {
      description: 'Whether it is the one that an organization key means when it names none.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When its name, slug or default mark last changed. The config keeps its own time.',
    }),
    organization: t.field({
      type: OrganizationRef,
      extensions: fieldHints.one('organization'),
      description: 'Who owns it.',
      resolve: (project, _args, { context }) => organizationOf(context, project),
    }),
    config: t.field({
      type: ProjectConfigRef,
      scope: 'config:read',
      extensions: fieldHints.same,
      description: 'How the things in it behave.',
      resolve: (project) => project,
    }),
    apiKeys: t.field({
      type: [ApiKeyRef],
      scope: 'config:read',
      extensions: fieldHints.many('apiKeys'),
      description: 'Its live keys, oldest first. Empty until one is issued.',
      resolve: (project, _args, { context }) => apiKeysOfProject(context, project),
    }),
  }),
});

builder.queryField('project', (t) =>
  t.field({
    type: ProjectRef,
    auth: ['ORGANIZATION', 'PROJECT'],
    extensions: fieldHints.root('project'),
    description:
      'One project. A project key always means its own one, whatever the header says. An organization key means the one that is named here, else the one in the header `x-project-id`, else the default one. NOT_FOUND for any that the key cannot see.',
    args: {
      id: t.arg.id({ description: 'Its id. Not together with slug.' }),
      slug: t.arg.string({ description: 'Its slug. Not together with id.' }),
    },
    resolve: (_root, args, { context }) => resolveProject(context, args),
  }),
);

const CreateProjectInputRef = builder.inputType('CreateProjectInput', {
  description: 'A new project.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: '3 to 75 characters out of a-z, A-Z, 0-9, _ and -. Unique in the organization.',
    }),
    slug: t.string({
      description:
        '1 to 64 characters out of a-z, 0-9, _ and -. Unique in the organization; `default` is reserved. Absent or null: made from the name.',
    }),
    shouldCreateApiKey: t.boolean({ defaultValue: false, description: 'Whether to issue a key at once.' }),
    config: t.field({
      type: ProjectConfigInputRef,
      description: 'Settings to start with. Absent or null: the defaults.',
    }),
  }),
});

const CreateProjectPayload = builder.simpleObject(
  'CreateProjectPayload',
  {
    description: 'The new project.',
    fields: (t) => ({
      project: t.field({ type: ProjectRef, extensions: fieldHints.subject, description: 'The project.' }),
      issuedKey: t.field({
        type: IssuedApiKeyRef,
        nullable: true,
        extensions: fieldHints.issuedKey,
        description: 'Its key. Null unless `shouldCreateApiKey` was true.',
      }),
    }),
  },
  (t) => ({
    projectEdge: t.field({
      type: ProjectEdge,
      description: edgeIn('Organization.projects'),
      resolve: ({ project }) => newEdge('projects', project.organizationId, project),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'Its organization.',
      resolve: ({ project }, _args, { context }) => organizationOf(context, project),
    }),
  }),
);

builder.mutationField('createProject', (t) =>
  t.field({
    type: CreateProjectPayload,
    extensions: fieldHints.write('createProject'),
    auth: ['ORGANIZATION'],
    audits: 'PROJECT_CREATED',
    description:
      'Creates a project with its settings and, if asked, its first key. CONFLICT when the name is taken.',
    args: { input: t.arg({ type: CreateProjectInputRef, required: true, description: 'What to create.' }) },
    resolve: (_root, { input }, { context }) => createProject(context, input),
  }),
);

const UpdateProjectInputRef = builder.inputType('UpdateProjectInput', {
  description: 'What to change. What is absent stays as it is; nothing here can be null.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A project of the organization.' }),
    name: t.string({ description: 'As when it is created. The slug does not follow.' }),
    slug: t.string({ description: 'As when it is created.' }),
    isDefault: t.boolean({
      description:
        'true makes it the default project in place of the present one. Cannot be false: promote another.',
    }),
  }),
});

const UpdateProjectPayload = builder.simpleObject('UpdateProjectPayload', {
  description: 'The project as it is now.',
  fields: (t) => ({ project: t.field({ type: ProjectRef, description: 'The project.' }) }),
});

builder.mutationField('updateProject', (t) =>
  t.field({
    type: UpdateProjectPayload,
    auth: ['ORGANIZATION'],
    audits: 'PROJECT_UPDATED',
    description: 'Renames a project, gives it another slug, or makes it the default one.',
    args: { input: t.arg({ type: UpdateProjectInputRef, required: true, description: 'What to change.' }) },
    resolve: async (_root, { input }, { context }) => ({ project: await updateProject(context, input) }),
  }),
);

const DeleteProjectInputRef = builder.inputType('DeleteProjectInput', {
  description: 'What to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'A project of the organization.' }) }),
});

const DeleteProjectPayload = builder.simpleObject('DeleteProjectPayload', {
  description: 'What is left.',
  fields: (t) => ({
    deletedProjectId: t.id({ description: 'The id of the project that is gone.' }),
    organization: t.field({ type: OrganizationRef, description: 'Its organization, without it.' }),
  }),
});

builder.mutationField('deleteProject', (t) =>
  t.field({
    type: DeleteProjectPayload,
    auth: ['ORGANIZATION'],
    audits: 'PROJECT_DELETED',
    description:
      'Deletes a project and everything in it for good; its keys stop at once, and nothing in it can be read from then on, however much it is. CONFLICT for the last and for the default project.',
    args: { input: t.arg({ type: DeleteProjectInputRef, required: true, description: 'What to delete.' }) },
    resolve: async (_root, { input }, { context }) => {
      const { id } = await deleteProject(context, input);
      return { deletedProjectId: id, organization: await currentOrganization(context) };
    },
  }),
);
