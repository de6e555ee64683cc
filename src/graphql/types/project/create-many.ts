import { currentOrganization } from '../../../domain/organization/organization.ts';
import {
  createProjects,
  type ProjectError,
  type ProjectResult,
} from '../../../domain/project/create-many.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { ErrorReasonRef } from '../../errors.ts';
import { OrganizationRef, ProjectRef } from '../../refs.ts';
import { IssuedApiKeyRef } from '../api-key/type.ts';
import { CreateProjectInputRef, newProjectEdge, ProjectEdge } from './type.ts';

const ProjectErrorRef = builder.objectRef<ProjectError>('CreateProjectError').implement({
  description: 'Why a project was not created: the same as the error of `createProject` for it.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'The class of the error, such as `BAD_USER_INPUT` or `CONFLICT`, as in `extensions.code`.',
    }),
    reason: t.expose('reason', { type: ErrorReasonRef, description: 'The machine-readable cause.' }),
    message: t.exposeString('message', { description: 'The cause for a person.' }),
    field: t.exposeString('field', {
      nullable: true,
      description:
        'The field of the project in the input, such as `name`. Null: it concerns no single field.',
    }),
    suggestedFix: t.exposeString('suggestedFix', {
      nullable: true,
      description: 'What to change. Null: the message says it.',
    }),
  }),
});

const ProjectResultRef = builder.objectRef<ProjectResult>('CreateProjectResult').implement({
  description: 'What became of one project of `createProjects`. Either `project` or `error` is null.',
  fields: (t) => ({
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'The new project. Null: it was not created.',
      resolve: ({ created }) => created?.project,
    }),
    projectEdge: t.field({
      type: ProjectEdge,
      nullable: true,
      description:
        'The new project as an edge of `Organization.projects` in its default order, for client-side caches. Null: it was not created.',
      resolve: ({ created }) => created && newProjectEdge(created.project),
    }),
    issuedKey: t.field({
      type: IssuedApiKeyRef,
      nullable: true,
      description:
        'The first key of the project, with its secret. Null unless `shouldCreateApiKey` was true and the project was created.',
      resolve: ({ created }) => created?.issuedKey,
    }),
    error: t.field({
      type: ProjectErrorRef,
      nullable: true,
      description: 'Why the project was not created. Null: it was.',
      resolve: ({ error }) => error,
    }),
  }),
});

const CreateProjectsPayload = builder.simpleObject(
  'CreateProjectsPayload',
  {
    description: 'Result of `createProjects`.',
    fields: (t) => ({
      results: t.field({
        type: [ProjectResultRef],
        description: 'One result for each project of the input, in the same order.',
      }),
    }),
  },
  (t) => ({
    createdCount: t.int({
      description: 'How many projects were created.',
      resolve: ({ results }) => results.filter(({ created }) => created !== null).length,
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization of the projects.',
      resolve: (_payload, _args, { context }) => currentOrganization(context),
    }),
  }),
);

defineMutation('createProjects', {
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  audits: 'PROJECT_CREATED',
  errors: [
    'BATCH_REJECTED',
    'KEY_RESTRICTED_TO_PROJECTS',
    'KEY_EXCEEDS_OWN_PERMISSIONS',
    'NAME_TAKEN',
    'SLUG_RESERVED',
    'SLUG_TAKEN',
  ],
  description:
    'Creates up to 100 projects in one transaction, each as `createProject` does: with its own audit entry, its own event and a point of the rate limit. Each project has a result of its own: an invalid or taken name is reported there, and the others are created, unless `atomic` is true. Secrets are returned in this response only; send an `Idempotency-Key` to retry safely.',
  inputDescription: 'The projects to create.',
  input: (t) => ({
    projects: t.field({
      type: [CreateProjectInputRef],
      required: true,
      description: '1 to 100 projects. The request body cannot exceed 100 KiB in total.',
    }),
    atomic: t.boolean({
      defaultValue: false,
      description:
        'True: all of them or none. When one is rejected, the others are not created and have the error reason BATCH_REJECTED.',
    }),
  }),
  payload: CreateProjectsPayload,
  resolve: async (_root, { input }, { context }) => ({ results: await createProjects(context, input) }),
});
