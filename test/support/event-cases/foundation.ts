import type { ProjectPartsFragment } from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeSession } from '../fixtures/session.ts';
import { makeTrigger } from '../fixtures/trigger.ts';
import { sendTest } from '../fixtures/webhook.ts';
import { freshName } from '../fixtures.ts';
import {
  CreateProject,
  DeleteProject,
  GetProject,
  RegenerateApiKey,
  UpdateProject,
  UpdateProjectConfig,
} from '../operations/foundation.ts';
import type { EventCase, EventCasesOf, ExpectedEvent } from './event-case.ts';

const told = (type: string, project: ProjectPartsFragment): ExpectedEvent => {
  const { id, name, slug, environment, isDefault, createdAt, updatedAt } = project;
  const data = { id, name, slug, environment, isDefault, createdAt, updatedAt };
  return { type: `project.${type}`, projectId: id, data };
};

const creation =
  (shouldCreateApiKey: boolean): EventCase =>
  async (server, { organization }) =>
  async () => {
    const variables = { input: { name: freshName('project'), shouldCreateApiKey } };
    const { createProject } = await run(server, CreateProject, variables, organization.credentials);
    return [told('created', createProject.project)];
  };

const renaming: EventCase =
  async (server, { organization, project }) =>
  async () => {
    const variables = { input: { id: project.id, name: freshName('renamed') } };
    const { updateProject } = await run(server, UpdateProject, variables, organization.credentials);
    return [told('updated', updateProject.project)];
  };

const promotion: EventCase =
  async (server, { organization, project }) =>
  async () => {
    const variables = { input: { id: project.id, isDefault: true } };
    const { credentials, defaultProjectId } = organization;
    const { updateProject } = await run(server, UpdateProject, variables, credentials);
    const demoted = await run(server, GetProject, { id: defaultProjectId }, credentials);
    return [told('updated', updateProject.project), told('updated', demoted.project)];
  };

/** Of what was in the project nothing is told. */
const deletion: EventCase = async (server, { organization, project }) => {
  await makeTrigger(server, project);
  await makeSession(server, project);
  const before = (await run(server, GetProject, {}, project.credentials)).project;
  return async () => {
    await run(server, DeleteProject, { input: { id: project.id } }, organization.credentials);
    return [told('deleted', before)];
  };
};

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
  PROJECT_DELETED: { 'a project that is deleted with all that it has': deletion },
  PROJECT_CONFIG_UPDATED: { 'settings that change': configuration },
  API_KEY_REGENERATED: { 'a key that is regenerated': regeneration },
  WEBHOOK_TEST: { 'a test': testing },
};
