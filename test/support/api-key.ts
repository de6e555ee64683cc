import type { ApiKeyDetailsFragment, CreateApiKeyInput } from '../generated/graphql.ts';
import { type Credentials, organizationKey, projectKey, run } from './client.ts';
import { CreateApiKey } from './operations/api-key.ts';
import type { TestServer } from './server.ts';
import { freshName, type OrganizationWorld, type ProjectWorld } from './world.ts';

export type KeyWorld = ApiKeyDetailsFragment & {
  readonly secret: string;
  /** The key, ready to send. */
  readonly credentials: Credentials;
};

/** A further key of the organization, or of a project where the input names one. */
export async function makeKey(
  server: TestServer,
  { credentials }: Pick<OrganizationWorld, 'credentials'>,
  input: Partial<CreateApiKeyInput> = {},
): Promise<KeyWorld> {
  const variables = { input: { name: freshName('key'), ...input } };
  const { createApiKey } = await run(server, CreateApiKey, variables, credentials);
  const { secret, apiKey } = createApiKey.issuedKey;
  const ready = input.projectId ? projectKey(secret) : organizationKey(secret);
  return { ...apiKey, secret, credentials: ready };
}

/** A further key of a project. */
export async function makeProjectKey(
  server: TestServer,
  organization: OrganizationWorld,
  { id: projectId }: ProjectWorld,
  input: Partial<CreateApiKeyInput> = {},
): Promise<KeyWorld> {
  return makeKey(server, organization, { projectId, ...input });
}
