import { z } from 'zod';
import { invalidValue } from '../../domain/core/errors.ts';
import { deleteProject } from '../../domain/project/delete.ts';
import {
  createDisplayedProject,
  displayNameOf,
  updateDisplayedProject,
} from '../../domain/project/display-name.ts';
import { type Project, requireRequestedProject, resolveProject } from '../../domain/project/find.ts';
import { listProjectsFrom } from '../../domain/project/list.ts';
import { newProjectSlug, projectDisplayName, projectSlug } from '../../domain/project/naming.ts';
import { instant, queryBoolean, queryInteger } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { REQUIRED } from './failure.ts';
import { projectIdParam, shownProjectId } from './ids.ts';

const shownEnvironment = { LIVE: 'live', TEST: 'test' } as const;
const ownEnvironment = { live: 'LIVE', test: 'TEST' } as const;
const environment = z.enum(['live', 'test']);

const projectRow = z
  .object({
    id: z.string(),
    org_id: z.string(),
    name: z.string(),
    slug: z.string(),
    is_default: z.boolean(),
    environment,
    created_at: instant,
  })
  .meta({ id: 'CodeSparProject' });

const projectOf = (project: Project): z.input<typeof projectRow> => ({
  id: shownProjectId(project.id),
  org_id: project.organizationId,
  name: displayNameOf(project),
  slug: project.slug,
  is_default: project.isDefault,
  environment: shownEnvironment[project.environment],
  created_at: project.createdAt.toISOString(),
});

const shared = { tag: 'CodeSpar projects' } as const;

const list = defineRoute({
  ...shared,
  method: 'GET',
  path: '/projects',
  operationId: 'listProjects',
  summary: 'List projects',
  description:
    'Lists the projects of the organization, newest first. `projects` and `data` are the same: clients read one or the other.',
  auth: ['ORGANIZATION'],
  scope: 'projects:read',
  twin: 'Organization.projects',
  query: {
    is_default: queryBoolean.optional().meta({ description: 'True: the default project only.' }),
    limit: queryInteger(1, 100).default(50),
    offset: queryInteger(0, 1_000_000).default(0),
  },
  answer: z.object({
    projects: z.array(projectRow),
    data: z.array(projectRow),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
  }),
  run: async ({ context, query: { is_default: isDefault = null, ...window } }) => {
    await requireRequestedProject(context);
    const { rows, total } = await listProjectsFrom(context, { isDefault, ...window });
    const projects = rows.map(projectOf);
    return { projects, data: projects, total, ...window };
  },
});

const create = defineRoute({
  ...shared,
  method: 'POST',
  path: '/projects',
  operationId: 'createProject',
  summary: 'Create a project',
  description:
    'Creates a project. Names can be equal, slugs cannot. The name is the `displayName` of the project in the GraphQL API, and also its `name` where that is free and valid.',
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  twin: 'Mutation.createProject',
  audits: 'PROJECT_CREATED',
  status: 201,
  body: {
    name: z
      .string({ error: REQUIRED })
      .trim()
      .min(1, REQUIRED)
      .pipe(projectDisplayName)
      .meta({ maxLength: 128 }),
    slug: newProjectSlug.optional().meta({ description: 'Absent: derived from the name.' }),
    environment: environment.optional().meta({ description: 'Absent: live.' }),
  },
  answer: projectRow,
  run: async ({ context, body: { name, slug, environment: sent = 'live' } }) => {
    await requireRequestedProject(context);
    const input = { displayName: name, slug, environment: ownEnvironment[sent] };
    return projectOf((await createDisplayedProject(context, input)).project);
  },
});

const get = defineRoute({
  ...shared,
  method: 'GET',
  path: '/projects/{id}',
  operationId: 'getProject',
  summary: 'Get a project',
  description: 'Returns a project. A key of a project can read its own.',
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: null,
  twin: 'Query.project',
  params: { id: projectIdParam },
  answer: projectRow,
  run: async ({ context, params }) => {
    await requireRequestedProject(context);
    return projectOf(await resolveProject(context, params));
  },
});

/** Throws BAD_USER_INPUT for an empty body. */
function requireChange(body: object): void {
  if (Object.values(body).some((value) => value !== undefined)) return;
  throw invalidValue('body', 'The body changes nothing.', 'Send name, slug or is_default.');
}

const update = defineRoute({
  ...shared,
  method: 'PATCH',
  path: '/projects/{id}',
  operationId: 'updateProject',
  summary: 'Update a project',
  description:
    'Changes the name or the slug of a project, or makes it the default: the previous default is demoted in the same transaction.',
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  twin: 'Mutation.updateProject',
  audits: 'PROJECT_UPDATED',
  params: { id: projectIdParam },
  body: {
    name: projectDisplayName.optional().meta({ minLength: 1, maxLength: 128 }),
    slug: projectSlug.optional(),
    is_default: z
      .literal(true, { error: 'can only be true: make another project the default instead' })
      .optional(),
  },
  answer: projectRow,
  run: async ({ context, params, body }) => {
    requireChange(body);
    const { name: displayName, slug, is_default: isDefault } = body;
    await requireRequestedProject(context);
    return projectOf(await updateDisplayedProject(context, { ...params, displayName, slug, isDefault }));
  },
});

const remove = defineRoute({
  ...shared,
  method: 'DELETE',
  path: '/projects/{id}',
  operationId: 'deleteProject',
  summary: 'Delete a project',
  description:
    'Deletes a project with its keys, triggers, sessions and connections by moving it to the archive, from which `restoreProject` returns it within the retention period. 409 `cannot_delete_default` and `cannot_delete_last_project`: make another project the default first.',
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  twin: 'Mutation.deleteProject',
  audits: 'PROJECT_ARCHIVED',
  status: 204,
  params: { id: projectIdParam },
  answer: null,
  run: async ({ context, params }) => {
    await requireRequestedProject(context);
    await deleteProject(context, params);
    return null;
  },
});

export const projectRoutes: readonly Route[] = [list, create, get, update, remove];
