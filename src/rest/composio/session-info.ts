import { z } from 'zod';
import { viewerKey } from '../../domain/api-key/find.ts';
import type { ApiKey } from '../../domain/api-key/issue.ts';
import { currentOrganization, type Organization } from '../../domain/organization/organization.ts';
import { type Project, projectOfKey } from '../../domain/project/find.ts';
import { instant } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { maskedSecret, projectRow, shownProject } from './project-row.ts';

const autoId = z.literal(0).meta({ description: 'Always 0: objects have no numbers.' });

const sessionProject = projectRow
  .extend({
    auto_id: autoId,
    nano_id: z.string(),
    org: z.object({ id: z.string(), name: z.string(), plan: z.string() }),
  })
  .meta({ id: 'SessionProject' });

const sessionKey = z
  .object({
    auto_id: autoId,
    id: z.string(),
    name: z.string(),
    project_id: z.string().meta({ description: 'Empty for an organization key.' }),
    org_member_id: z.string(),
    created_at: instant,
    updated_at: instant,
    deleted_at: z.null(),
    key: z.string().meta({ description: 'The first and the last characters of the secret.' }),
    deleted: z.literal(false),
  })
  .meta({ id: 'SessionKey' });

const sessionInfo = z
  .object({
    project: sessionProject.nullable().meta({ description: 'Null for an organization key.' }),
    api_key: sessionKey,
    org_member: z.object({
      id: z.string().meta({ description: 'The id of the key.' }),
      email: z.string(),
      name: z.string(),
      role: z.literal('api_key'),
      metadata: z.object({}),
    }),
  })
  .meta({ id: 'SessionInfo' });

const keyInfo = (key: ApiKey): z.input<typeof sessionKey> => ({
  auto_id: 0,
  id: key.id,
  name: key.name,
  project_id: key.projectId ?? '',
  org_member_id: key.id,
  created_at: key.createdAt.toISOString(),
  updated_at: (key.rotatedAt ?? key.createdAt).toISOString(),
  deleted_at: null,
  key: maskedSecret(key),
  deleted: false,
});

/** The key, also in the place of the person that the other product shows. */
const callerInfo = (key: ApiKey) => ({
  api_key: keyInfo(key),
  org_member: { id: key.id, email: '', name: key.name, role: 'api_key' as const, metadata: {} },
});

const projectInfo = (project: Project, { id, name }: Organization): z.input<typeof sessionProject> => ({
  ...shownProject.of(project),
  auto_id: 0,
  nano_id: project.id,
  org: { id, name, plan: '' },
});

const getSessionInfo = defineRoute({
  method: 'GET',
  path: '/auth/session/info',
  operationId: 'getSessionInfo',
  tag: 'Session',
  summary: 'Get the caller',
  description: 'Returns the key of the request and the project that it gives access to.',
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: null,
  twin: 'Query.viewer',
  answer: sessionInfo,
  run: async ({ context }) => {
    const key = viewerKey(context);
    const [project, organization] = await Promise.all([
      projectOfKey(context, key),
      currentOrganization(context),
    ]);
    return { project: project && projectInfo(project, organization), ...callerInfo(key) };
  },
});

export const sessionInfoRoutes: readonly Route[] = [getSessionInfo];
