import { apiKeysOfProject, plannedKeys } from '../../../domain/api-key/find.ts';
import { organizationOf, plannedOrganization } from '../../../domain/organization/organization.ts';
import { createProject } from '../../../domain/project/create.ts';
import { type Project, plannedProjects, projectById, resolveProject } from '../../../domain/project/find.ts';
import { updateProject } from '../../../domain/project/update.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { defineEdge, edgeIn, newEdge } from '../../edges.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ofPayload, planned, plannedWrite } from '../../plan/planned-field.ts';
import { ApiKeyRef, OrganizationRef, ProjectConfigRef, ProjectRef } from '../../refs.ts';
import { keyFilterArgs } from '../api-key/filter.ts';
import { IssuedApiKeyRef } from '../api-key/type.ts';
import { ProjectConfigInputRef } from './config.ts';

export const ProjectEdge = defineEdge(ProjectRef, 'Organization.projects', 'A project');

/** Returns the edge of a new project in the list of its organization. */
export const newProjectEdge = (project: Project) => newEdge('projects', project.organizationId, project);

registerNode('proj', ProjectRef.name, projectById, plannedProjects.node);

export const ProjectEnvironmentEnum = builder.enumType('ProjectEnvironment', {
  description:
    'Whether a project is for production or for tests. A mark for clients, which changes no rule of the API.',
  values: {
    LIVE: { description: 'Production: its users and data are real.' },
    TEST: { description: 'Development and tests.' },
  } as const,
});

builder.objectType(ProjectRef, {
  description:
    'An isolated environment, such as staging, production or a single customer, with its own keys and settings.',
  interfaces: [NodeRef],
  fields: (t) => ({
    name: t.exposeString('name', {
      description: '3 to 75 characters, `[a-zA-Z0-9_-]`, unique in the organization.',
    }),
    slug: t.exposeString('slug', {
      description: 'Short name for URLs, unique in the organization. Does not change with the name.',
    }),
    environment: t.expose('environment', {
      type: ProjectEnvironmentEnum,
      description: 'Whether the project is for production or for tests.',
    }),
    isDefault: t.exposeBoolean('isDefault', {
      description: 'Whether requests with an organization key that select no project use this one.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the project was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description:
        'When the name, slug, environment or default mark last changed. The config has its own `updatedAt`.',
    }),
    organization: t.field({
      type: OrganizationRef,
      extensions: planned(plannedOrganization),
      description: 'The organization that owns the project.',
      resolve: (project, _args, { context }) => organizationOf(context, project),
    }),
    config: t.field({
      type: ProjectConfigRef,
      scope: 'config:read',
      extensions: planned({ kind: 'same' }),
      description: 'Project settings: credential masking, tool call storage, ownership check, MCP access.',
      resolve: (project) => project,
    }),
    apiKeys: t.field({
      type: [ApiKeyRef],
      scope: 'config:read',
      extensions: planned(plannedKeys.ofProject),
      description: 'Active keys of the project, oldest first. Empty until one is issued.',
      args: keyFilterArgs(t.arg),
      resolve: (project, args, { context }) => apiKeysOfProject(context, project, args),
    }),
  }),
});

builder.queryField('project', (t) =>
  t.field({
    type: ProjectRef,
    auth: ['ORGANIZATION', 'PROJECT'],
    scope: null,
    extensions: planned(plannedProjects.requested),
    description:
      'Returns a project. With a project key: always its own project, regardless of the header. With an organization key: the project selected by an argument, otherwise by the header `x-project-id`, otherwise the default project. NOT_FOUND when the project is not visible to the key.',
    args: {
      id: t.arg.id({ description: 'The id of the project. Cannot be combined with `slug`.' }),
      slug: t.arg.string({ description: 'The slug of the project. Cannot be combined with `id`.' }),
    },
    resolve: (_root, args, { context }) => resolveProject(context, args),
  }),
);

const CreateProjectPayload = builder.simpleObject(
  'CreateProjectPayload',
  {
    description: 'Result of `createProject`.',
    fields: (t) => ({
      project: t.field({ type: ProjectRef, extensions: ofPayload, description: 'The new project.' }),
      issuedKey: t.field({
        type: IssuedApiKeyRef,
        nullable: true,
        extensions: ofPayload,
        description:
          'The first key of the project, with its secret. Null unless `shouldCreateApiKey` was true.',
      }),
    }),
  },
  (t) => ({
    projectEdge: t.field({
      type: ProjectEdge,
      description: edgeIn('Organization.projects'),
      resolve: ({ project }) => newProjectEdge(project),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization of the project.',
      resolve: ({ project }, _args, { context }) => organizationOf(context, project),
    }),
  }),
);

export const CreateProjectInputRef = defineMutation('createProject', {
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  audits: 'PROJECT_CREATED',
  errors: [
    'KEY_RESTRICTED_TO_PROJECTS',
    'KEY_EXCEEDS_OWN_PERMISSIONS',
    'NAME_TAKEN',
    'ORGANIZATION_NOT_FOUND',
    'SLUG_RESERVED',
    'SLUG_TAKEN',
  ],
  extensions: plannedWrite(createProject),
  description:
    'Creates a project with its settings and, on request, its first API key. The secret of the key is returned in this response only; send an `Idempotency-Key` to retry safely. Not idempotent.',
  inputDescription: 'The project to create.',
  input: (t) => ({
    name: t.string({
      required: true,
      description: '3 to 75 characters, `[a-zA-Z0-9_-]`. Unique in the organization.',
    }),
    slug: t.string({
      description:
        '1 to 64 characters, `[a-z0-9_-]`. Unique in the organization; `default` is reserved. Absent or null: derived from the name.',
    }),
    environment: t.field({
      type: ProjectEnvironmentEnum,
      description: 'Whether the project is for production or for tests. Absent or null: LIVE.',
    }),
    shouldCreateApiKey: t.boolean({
      defaultValue: false,
      description: 'Whether to issue an API key for the project.',
    }),
    config: t.field({
      type: ProjectConfigInputRef,
      description: 'Initial settings. Absent or null: the defaults.',
    }),
  }),
  payload: CreateProjectPayload,
  resolve: (_root, { input }, { context }) => createProject(context, input),
});

const UpdateProjectPayload = builder.simpleObject('UpdateProjectPayload', {
  description: 'Result of `updateProject`.',
  fields: (t) => ({ project: t.field({ type: ProjectRef, description: 'The project after the change.' }) }),
});

defineMutation('updateProject', {
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  audits: 'PROJECT_UPDATED',
  errors: [
    'CHANGED_MEANWHILE',
    'KEY_RESTRICTED_TO_PROJECTS',
    'NAME_TAKEN',
    'PROJECT_NOT_FOUND',
    'SLUG_RESERVED',
    'SLUG_TAKEN',
  ],
  description:
    'Renames a project, changes its slug or environment, or makes it the default project. Repeating it changes nothing.',
  inputDescription: 'The project and the fields to change.',
  inputTypeDescription:
    'Input of `updateProject`. Absent fields keep their value; no field to change can be null.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a project of the organization.' }),
    name: t.string({
      description:
        '3 to 75 characters, `[a-zA-Z0-9_-]`. Unique in the organization. The slug does not change with it.',
    }),
    slug: t.string({
      description: '1 to 64 characters, `[a-z0-9_-]`. Unique in the organization; `default` is reserved.',
    }),
    environment: t.field({
      type: ProjectEnvironmentEnum,
      description: 'Whether the project is for production or for tests.',
    }),
    isDefault: t.boolean({
      description:
        'True makes this the default project in place of the current one. Cannot be false: make another project the default instead.',
    }),
    ...expectedUpdatedAtField(t),
  }),
  payload: UpdateProjectPayload,
  resolve: async (_root, { input }, { context }) => ({ project: await updateProject(context, input) }),
});
