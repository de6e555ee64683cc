import { z } from 'zod';
import { apiKeysOfProject, plannedKeys } from '../../domain/api-key/find.ts';
import { regenerateApiKey } from '../../domain/api-key/regenerate.ts';
import { visibleOrganization } from '../../domain/core/tenancy.ts';
import { planPage, planRow, withRows } from '../../domain/plan/answer.ts';
import { createProject } from '../../domain/project/create.ts';
import { deleteProject } from '../../domain/project/delete.ts';
import { plannedProjects, resolveProject } from '../../domain/project/find.ts';
import { countProjects, listProjects, plannedProjectList } from '../../domain/project/list.ts';
import { projectName } from '../../domain/project/naming.ts';
import { instant, queryBoolean } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { COUNTED_MAX, describePage, pageFields, pageQuery, presentPage, requestedPage } from './page.ts';
import { configBody, configInput } from './project-config.ts';
import { maskedKey, projectRow, shownKey, shownProject } from './project-row.ts';

const PROJECTS_MAX = 50;
const OLDER_PROJECTS_MAX = 1_000;
const ROWS_A_POINT = 100;

const projectWithKeys = projectRow.extend({ api_keys: z.array(maskedKey) }).meta({ id: 'ProjectWithKeys' });

const projectId = { nano_id: z.string().meta({ description: 'The id of a project, `proj_…`.' }) };

/** Reads at most one more than the largest exact total. */
const pageOfProjects = planPage(plannedProjectList, { ...shownProject.plan, countMax: COUNTED_MAX + 1 });

const projectAndKeys = planRow<{ readonly id: string }>(
  plannedProjects.requested,
  withRows(shownProject.plan, { key: 'api_keys', rows: plannedKeys.ofProject, plan: shownKey.plan }),
);

const newProject = defineRoute({
  method: 'POST',
  path: '/org/owner/project/new',
  operationId: 'createProject',
  tag: 'Projects',
  summary: 'Create a project',
  description:
    'Creates a project and, on request, its first API key, whose secret is returned in this answer only. 409 for a name that is taken.',
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  twin: 'Mutation.createProject',
  audits: 'PROJECT_CREATED',
  notKept: ['api_key'],
  body: {
    name: projectName,
    should_create_api_key: z.boolean().default(false),
    config: configBody.optional().meta({ description: 'Initial settings. Absent ones get their default.' }),
  },
  answer: z.object({ id: z.string(), name: z.string(), api_key: z.string().nullable() }),
  run: async ({ context, body }) => {
    const { project, issuedKey } = await createProject(context, {
      name: body.name,
      shouldCreateApiKey: body.should_create_api_key,
      config: body.config && configInput(body.config),
    });
    return { id: project.id, name: project.name, api_key: issuedKey?.secret ?? null };
  },
});

const projectsIn = (limitMax: number): readonly Route[] => {
  const list = defineRoute({
    method: 'GET',
    path: '/org/owner/project/list',
    operationId: 'listProjects',
    tag: 'Projects',
    summary: 'List projects',
    description: 'Lists the projects of the organization, newest first.',
    auth: ['ORGANIZATION'],
    scope: 'projects:read',
    twin: 'Organization.projects',
    query: pageQuery(limitMax),
    answer: z.object({ data: z.array(projectRow), ...pageFields }),
    run: async ({ context, query, headers }) => {
      const { organizationId } = visibleOrganization(context.actor);
      const page = requestedPage(query);
      const { limit: first, after } = page;
      await context.charge(pointsOfRows(first));
      const [{ rows, next }, total] = await Promise.all([
        listProjects(context, organizationId, { first, after, sizeMax: limitMax }).then(withNext),
        countProjects(context, organizationId, {}, COUNTED_MAX + 1),
      ]);
      return { data: rows.map(shownProject.of), ...describePage(page, { next, total }, headers) };
    },
    plan: ({ context, query, headers }) => {
      const page = requestedPage(query);
      const read = pageOfProjects(context, { first: page.limit, after: page.after });
      return read && { read, present: (json) => presentPage(page, json, headers) };
    },
  });
  return [list, { ...list, path: '/org/projects', operationId: 'listProjectsByOtherPath' }];
};

const getProject = defineRoute({
  method: 'GET',
  path: '/org/owner/project/{nano_id}',
  operationId: 'getProject',
  tag: 'Projects',
  summary: 'Get a project',
  description: 'Returns a project with its live keys, masked.',
  auth: ['ORGANIZATION'],
  scope: 'config:read',
  twin: 'Project.apiKeys',
  params: projectId,
  answer: projectWithKeys,
  run: async ({ context, params }) => {
    const { nano_id: id } = params;
    const owner = { ...visibleOrganization(context.actor), id };
    const [project, keys] = await Promise.all([
      resolveProject(context, { id }),
      apiKeysOfProject(context, owner, {}),
    ]);
    return { ...shownProject.of(project), api_keys: keys.map(shownKey.of) };
  },
  plan: ({ context, params }) => {
    const read = projectAndKeys(context, { id: params.nano_id });
    return read && { read, present: (json) => json };
  },
});

const removeProject = defineRoute({
  method: 'DELETE',
  path: '/org/owner/project/{nano_id}',
  operationId: 'deleteProject',
  tag: 'Projects',
  summary: 'Delete a project',
  description:
    'Archives a project: its keys are rejected from the answer on. The header `x-bailiwick-purge-at` tells until when it can be restored. 409 for the default project and for the last one.',
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  twin: 'Mutation.deleteProject',
  audits: 'PROJECT_ARCHIVED',
  params: projectId,
  query: {
    revoke_on_delete: queryBoolean.optional().meta({
      description:
        'True: deletes the project permanently, with the credentials of its connected accounts. A key that is limited to scopes needs `projects:purge`.',
    }),
  },
  answer: z.object({ status: z.literal('success') }),
  run: async ({ context, params, query, headers }) => {
    const input = { id: params.nano_id, permanently: query.revoke_on_delete ?? false };
    const { archivedProject } = await deleteProject(context, input);
    if (archivedProject) headers.set('x-bailiwick-purge-at', archivedProject.purgeAt.toISOString());
    return { status: 'success' as const };
  },
});

const regenerateKey = defineRoute({
  method: 'POST',
  path: '/org/owner/project/{nano_id}/regenerate_api_key',
  operationId: 'regenerateApiKey',
  tag: 'Projects',
  summary: 'Replace the keys of a project',
  description:
    'Revokes every key of a project and issues a new one, in one transaction. The secret is returned in this answer only.',
  auth: ['ORGANIZATION'],
  scope: 'api_keys:write',
  twin: 'Mutation.regenerateApiKey',
  audits: 'API_KEY_REGENERATED',
  notKept: ['api_key.key'],
  params: projectId,
  answer: z.object({
    api_key: z.object({ id: z.string(), name: z.string(), key: z.string(), created_at: instant }),
    message: z.string(),
  }),
  run: async ({ context, params }) => {
    const { issuedKey } = await regenerateApiKey(context, { projectId: params.nano_id });
    return {
      api_key: { ...shownKey.of(issuedKey.apiKey), key: issuedKey.secret },
      message: 'Every earlier key of the project is revoked.',
    };
  },
});

export const projectRoutes: readonly Route[] = [
  newProject,
  ...projectsIn(PROJECTS_MAX),
  getProject,
  removeProject,
  regenerateKey,
];

/** The routes that differ below `/api/v3`. */
export const olderProjectRoutes = projectsIn(OLDER_PROJECTS_MAX);

/** The points of a page beyond the one of each request. */
const pointsOfRows = (count: number) => Math.ceil(count / ROWS_A_POINT) - 1;

/** Returns the rows of a page and the cursor of the next one. */
function withNext<Row>({
  rows,
  hasNextPage,
  cursorOf,
}: {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly cursorOf: (row: Row) => string;
}) {
  const last = rows.at(-1);
  return { rows, next: hasNextPage && last !== undefined ? cursorOf(last) : null };
}
