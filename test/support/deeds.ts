import type { TypedDocumentString } from '../generated/graphql.ts';
import { type Answer, type Credentials, operator, run, send } from './client.ts';
import {
  CreateOrganization,
  CreateProject,
  DeleteProject,
  RegenerateApiKey,
  UpdateProject,
  UpdateProjectConfig,
} from './operations.ts';
import type { TestServer } from './server.ts';
import {
  freshName,
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from './world.ts';

/** An organization and a project of it. */
export type World = { readonly organization: OrganizationWorld; readonly project: ProjectWorld };

/** What the entry of a deed says beside its id, its time and its request. */
export type Told = {
  readonly action: string;
  readonly organization_id: string;
  readonly project_id: string | null;
  readonly target_id: string;
  readonly changes: object;
};

export type Deed = {
  readonly actor: 'operator' | 'organization' | 'project';
  readonly attempt: (server: TestServer, world: World, headers?: Credentials) => Promise<Answer<unknown>>;
  /** Does it, and tells what must be recorded. */
  readonly perform: (server: TestServer, world: World, headers: Credentials) => Promise<Told>;
};

function deed<Data, Variables>(
  actor: Deed['actor'],
  document: TypedDocumentString<Data, Variables>,
  variablesOf: (world: World) => Variables,
  told: (data: Data, world: World, variables: Variables) => Told,
): Deed {
  return {
    actor,
    attempt: (server, world, headers = {}) =>
      send(server, document, variablesOf(world), { ...credentialsOf(world, actor), ...headers }),
    perform: async (server, world, headers) => {
      const variables = variablesOf(world);
      const data = await run(server, document, variables, { ...credentialsOf(world, actor), ...headers });
      return told(data, world, variables);
    },
  };
}

export const credentialsOf = ({ organization, project }: World, actor: Deed['actor']): Credentials =>
  ({ operator, organization: organization.credentials, project: project.credentials })[actor];

const ofProject = (action: string, { organization }: World, projectId: string, changes: object): Told => ({
  action,
  organization_id: organization.id,
  project_id: projectId,
  target_id: projectId,
  changes,
});

const creation = (shouldCreateApiKey: boolean) =>
  deed(
    'organization',
    CreateProject,
    () => ({ input: { name: freshName('project'), slug: freshName('slug'), shouldCreateApiKey } }),
    ({ createProject: { project, issuedKey } }, world, { input: { name, slug } }) =>
      ofProject('PROJECT_CREATED', world, project.id, { name, slug, apiKeyId: issuedKey?.apiKey.id ?? null }),
  );

/** Every mutation, as somebody may do it. */
export const deeds: Readonly<Record<string, Deed>> = {
  createOrganization: deed(
    'operator',
    CreateOrganization,
    () => ({ input: { name: freshName('Organization') } }),
    ({ createOrganization: { organization, issuedKey } }, _world, { input: { name } }) => ({
      action: 'ORGANIZATION_CREATED',
      organization_id: organization.id,
      project_id: null,
      target_id: organization.id,
      changes: { name, defaultProjectId: organization.defaultProject.id, apiKeyId: issuedKey.apiKey.id },
    }),
  ),
  'createProject with a key': creation(true),
  'createProject without a key': creation(false),
  updateProject: deed(
    'organization',
    UpdateProject,
    ({ project }) => ({ input: { id: project.id, name: freshName('renamed'), isDefault: true } }),
    (_data, world, { input }) =>
      ofProject('PROJECT_UPDATED', world, world.project.id, {
        name: { before: world.project.name, after: input.name },
        isDefault: { before: false, after: true },
      }),
  ),
  deleteProject: deed(
    'organization',
    DeleteProject,
    ({ project }) => ({ input: { id: project.id } }),
    (_data, world) => {
      const { id, name } = world.project;
      return ofProject('PROJECT_DELETED', world, id, { name, slug: name });
    },
  ),
  regenerateApiKey: deed(
    'organization',
    RegenerateApiKey,
    ({ project }) => ({ input: { projectId: project.id } }),
    ({ regenerateApiKey: { issuedKey } }, world) =>
      ofProject('API_KEY_REGENERATED', world, world.project.id, { apiKeyId: issuedKey.apiKey.id }),
  ),
  updateProjectConfig: deed(
    'project',
    UpdateProjectConfig,
    () => ({
      input: { displayName: 'Shown', is2FAEnabled: false, logVisibilitySetting: 'SHOW_ALL' as const },
    }),
    (_data, world) =>
      ofProject('PROJECT_CONFIG_UPDATED', world, world.project.id, {
        displayName: { before: null, after: 'Shown' },
        is2FAEnabled: { before: true, after: false },
      }),
  ),
};

export async function makeWorld(server: TestServer): Promise<World> {
  const organization = await makeOrganization(server);
  return { organization, project: await makeProject(server, organization) };
}
