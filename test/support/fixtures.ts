import type { CreateProjectInput } from '../generated/graphql.ts';
import { type Credentials, operator, organizationKey, projectKey, run } from './client.ts';
import { CreateOrganization } from './operations/organization.ts';
import { CreateProject } from './operations/project.ts';
import type { TestServer } from './server.ts';

export type OrganizationWorld = {
  readonly id: string;
  readonly secret: string;
  /** The organization key, ready to send. */
  readonly credentials: Credentials;
  readonly defaultProjectId: string;
};

export type ProjectWorld = {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  /** The project key, ready to send. */
  readonly credentials: Credentials;
};

/** An organization and a project of it. */
export type World = { readonly organization: OrganizationWorld; readonly project: ProjectWorld };

let counter = 0;

/** A name that no other test has. */
export function freshName(stem = 'thing'): string {
  counter += 1;
  return `${stem}-${counter}`;
}

/** An organization of its own for a test: nothing that others do can be seen in it. */
export async function makeOrganization(
  server: TestServer,
  name = freshName('Organization'),
): Promise<OrganizationWorld> {
  const { createOrganization } = await run(server, CreateOrganization, { input: { name } }, operator);
  const { organization, issuedKey } = createOrganization;
  return {
    id: organization.id,
    secret: issuedKey.secret,
    credentials: organizationKey(issuedKey.secret),
    defaultProjectId: organization.defaultProject.id,
  };
}

/** A project with a key. */
export async function makeProject(
  server: TestServer,
  organization: OrganizationWorld,
  input: Partial<CreateProjectInput> = {},
): Promise<ProjectWorld> {
  const variables = { input: { name: freshName('project'), ...input, shouldCreateApiKey: true } };
  const { createProject } = await run(server, CreateProject, variables, organization.credentials);
  const { project, issuedKey } = createProject;
  if (!issuedKey) throw new Error('A key was asked for and none was issued.');
  return {
    id: project.id,
    name: project.name,
    secret: issuedKey.secret,
    credentials: projectKey(issuedKey.secret),
  };
}

export async function makeWorld(server: TestServer): Promise<World> {
  const organization = await makeOrganization(server);
  return { organization, project: await makeProject(server, organization) };
}
