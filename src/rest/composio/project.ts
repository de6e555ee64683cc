import { z } from 'zod';
import { apiKeysOfProject } from '../../domain/api-key/find.ts';
import type { ApiKey } from '../../domain/api-key/issue.ts';
import { createProject } from '../../domain/project/create.ts';
import { type Project, resolveProject } from '../../domain/project/find.ts';
import { projectName } from '../../domain/project/naming.ts';
import { instant } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';

const maskedKey = z
  .object({ id: z.string(), name: z.string(), key: z.string(), created_at: instant })
  .meta({ id: 'MaskedApiKey' });

const projectRow = z
  .object({
    id: z.string(),
    org_id: z.string(),
    name: z.string(),
    email: z.string(),
    created_at: instant,
    updated_at: instant,
    webhook_url: z.null(),
    event_webhook_url: z.null(),
    webhook_secret: z.null(),
    triggers_enabled: z.literal(true),
    last_subscribed_at: z.null(),
    is_new_webhook: z.literal(true),
    webhook_version: z.literal('V3'),
    deleted: z.literal(false),
  })
  .meta({ id: 'Project' });

const projectWithKeys = projectRow.extend({ api_keys: z.array(maskedKey) }).meta({ id: 'ProjectWithKeys' });

export const keyOf = ({ id, name, prefix, last4, createdAt }: ApiKey): z.input<typeof maskedKey> => ({
  id,
  name,
  key: `${prefix.slice(0, prefix.indexOf('_') + 1)}…${last4}`,
  created_at: createdAt.toISOString(),
});

export const projectOf = (project: Project): z.input<typeof projectRow> => ({
  id: project.id,
  org_id: project.organizationId,
  name: project.name,
  email: '',
  created_at: project.createdAt.toISOString(),
  updated_at: project.updatedAt.toISOString(),
  webhook_url: null,
  event_webhook_url: null,
  webhook_secret: null,
  triggers_enabled: true,
  last_subscribed_at: null,
  is_new_webhook: true,
  webhook_version: 'V3',
  deleted: false,
});

const newProject = defineRoute({
  method: 'POST',
  path: '/org/owner/project/new',
  operationId: 'createProject',
  tag: 'Projects',
  summary: 'Create a project',
  description: 'Creates a project and, on request, its first API key, whose secret is returned once.',
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  twin: 'Mutation.createProject',
  audits: 'PROJECT_CREATED',
  notKept: ['api_key'],
  body: {
    name: projectName,
    should_create_api_key: z.boolean().default(false),
  },
  answer: z.object({ id: z.string(), name: z.string(), api_key: z.string().nullable() }),
  run: async ({ context, body }) => {
    const { project, issuedKey } = await createProject(context, {
      name: body.name,
      shouldCreateApiKey: body.should_create_api_key,
    });
    return { id: project.id, name: project.name, api_key: issuedKey?.secret ?? null };
  },
});

const getProject = defineRoute({
  method: 'GET',
  path: '/org/owner/project/{nano_id}',
  operationId: 'getProject',
  tag: 'Projects',
  summary: 'Get a project',
  description: 'Returns a project with its live keys, masked.',
  auth: ['ORGANIZATION'],
  scope: 'config:read',
  twin: 'Query.project',
  params: { nano_id: z.string() },
  answer: projectWithKeys,
  run: async ({ context, params }) => {
    const project = await resolveProject(context, { id: params.nano_id });
    const keys = await apiKeysOfProject(context, project);
    return { ...projectOf(project), api_keys: keys.map(keyOf) };
  },
});

export const projectRoutes: readonly Route[] = [newProject, getProject];
