import type { ProjectPartsFragment } from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { archive, restore } from '../fixtures/project-archive.ts';
import { purgeAll } from '../fixtures/purge.ts';
import { makeSession } from '../fixtures/session.ts';
import { makeTrigger } from '../fixtures/trigger.ts';
import { makeSubscription, sendTest } from '../fixtures/webhook.ts';
import { freshName, makeProject } from '../fixtures.ts';
import { RegenerateApiKey } from '../operations/api-key.ts';
import {
  CreateProject,
  DeleteProject,
  GetProject,
  UpdateProject,
  UpdateProjectConfig,
} from '../operations/project.ts';
import { ArchiveProject, PurgeProject } from '../operations/project-archive.ts';
import type { TestServer } from '../server.ts';
import type { EventCase, EventCasesOf, ExpectedEvent } from './event-case.ts';

const eventOf = (type: string, project: ProjectPartsFragment, more: object = {}): ExpectedEvent => {
  const { id, name, slug, environment, isDefault, createdAt, updatedAt } = project;
  const data = { id, name, slug, environment, isDefault, createdAt, updatedAt, ...more };
  return { type: `project.${type}`, projectId: id, data };
};

const creation =
  (shouldCreateApiKey: boolean): EventCase =>
  async (server, { organization }) =>
  async () => {
    const variables = { input: { name: freshName('project'), shouldCreateApiKey } };
    const { createProject } = await run(server, CreateProject, variables, organization.credentials);
    return [eventOf('created', createProject.project)];
  };

const renaming: EventCase =
  async (server, { organization, project }) =>
  async () => {
    const variables = { input: { id: project.id, name: freshName('renamed') } };
    const { updateProject } = await run(server, UpdateProject, variables, organization.credentials);
    return [eventOf('updated', updateProject.project)];
  };

const promotion: EventCase =
  async (server, { organization, project }) =>
  async () => {
    const variables = { input: { id: project.id, isDefault: true } };
    const { credentials, defaultProjectId } = organization;
    const { updateProject } = await run(server, UpdateProject, variables, credentials);
    const demoted = await run(server, GetProject, { id: defaultProjectId }, credentials);
    return [eventOf('updated', updateProject.project), eventOf('updated', demoted.project)];
  };

/** The deletion of the objects in the project emits no events. */
const deletion: EventCase = async (server, { organization, project }) => {
  await makeTrigger(server, project);
  await makeSession(server, project);
  const before = (await run(server, GetProject, {}, project.credentials)).project;
  return async () => {
    const input = { id: project.id, permanently: true };
    await run(server, DeleteProject, { input }, organization.credentials);
    return [eventOf('deleted', before)];
  };
};

/** In this release the archival emits the event of a deletion too. */
const archiving: EventCase = async (server, { organization, project }) => {
  await makeTrigger(server, project);
  await makeSession(server, project);
  const before = (await run(server, GetProject, {}, project.credentials)).project;
  return async () => {
    const variables = { input: { id: project.id } };
    const { deleteProject } = await run(server, ArchiveProject, variables, organization.credentials);
    const { archivedAt, purgeAt } = deleteProject.archivedProject ?? {};
    return [
      eventOf('archived', before, { archivedAt, purgeAt }),
      eventOf('deleted', before, { archived: true, purgeAt }),
    ];
  };
};

/** Of another project than the one that hears. */
const archivedIn: (...of: Parameters<EventCase>) => Promise<string> = async (server, world) => {
  const { id, credentials } = await makeProject(server, world.organization);
  await sendTest(server, { credentials }, await makeSubscription(server, { credentials }));
  return archive(server, world, id);
};

const restoring: EventCase = async (server, world) => {
  const id = await archivedIn(server, world);
  return async () => {
    const project = await restore(server, world, { id });
    return [eventOf('restored', project, { apiKeyCount: 1, webhookSubscriptionCount: 1 })];
  };
};

/** Told by the worker that deletes the last row. */
const purging: EventCase = async (server, world) => {
  const id = await archivedIn(server, world);
  const { credentials } = world.organization;
  const data = await archivedById(server, id);
  await run(server, PurgeProject, { input: { id } }, credentials);
  return async () => {
    await purgeAll(server);
    return [{ type: 'project.purged', projectId: id, data }];
  };
};

async function archivedById({ database }: TestServer, id: string) {
  const [row] = await database.query<Record<string, unknown>>(
    `SELECT id, name, slug, environment, is_default AS "isDefault", created_at AS "createdAt", updated_at AS "updatedAt",
      archived_at AS "archivedAt" FROM archived_project WHERE id = '${id}'`,
  );
  return JSON.parse(JSON.stringify(row));
}

const configuration: EventCase =
  async (server, { project }) =>
  async () => {
    const variables = { input: { displayName: freshName('Shown') } };
    const { updateProjectConfig } = await run(server, UpdateProjectConfig, variables, project.credentials);
    const data = updateProjectConfig.project.config;
    return [{ type: 'project.config.updated', projectId: project.id, data }];
  };

const regeneration: EventCase =
  async (server, { organization, project }) =>
  async () => {
    const variables = { input: { projectId: project.id } };
    const { regenerateApiKey } = await run(server, RegenerateApiKey, variables, organization.credentials);
    const { project: _, ...data } = regenerateApiKey.issuedKey.apiKey;
    return [{ type: 'api_key.regenerated', projectId: project.id, data }];
  };

const testing: EventCase =
  async (server, { organization }) =>
  async (listener) => {
    await sendTest(server, organization, listener);
    return [{ type: 'webhook.test', projectId: null, data: { webhookSubscriptionId: listener.id } }];
  };

/** What tells of projects, their settings and keys, and what tells nothing but that it works. */
export const foundationEventCases: EventCasesOf<
  | 'PROJECT_CREATED'
  | 'PROJECT_UPDATED'
  | 'PROJECT_DELETED'
  | 'PROJECT_ARCHIVED'
  | 'PROJECT_RESTORED'
  | 'PROJECT_PURGED'
  | 'PROJECT_CONFIG_UPDATED'
  | 'API_KEY_REGENERATED'
  | 'WEBHOOK_TEST'
> = {
  PROJECT_CREATED: {
    'a project that is created with a key': creation(true),
    'one that is created without': creation(false),
  },
  PROJECT_UPDATED: {
    'a project that is renamed': renaming,
    'two of which one gives the other the default mark': promotion,
  },
  PROJECT_DELETED: { 'a project that is deleted permanently with all that it has': deletion },
  PROJECT_ARCHIVED: { 'a project that is archived with all that it has': archiving },
  PROJECT_RESTORED: { 'a project that is restored': restoring },
  PROJECT_PURGED: { 'an archived project of which nothing is left': purging },
  PROJECT_CONFIG_UPDATED: { 'settings that change': configuration },
  API_KEY_REGENERATED: { 'a key that is regenerated': regeneration },
  WEBHOOK_TEST: { 'a test': testing },
};
