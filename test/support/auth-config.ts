import type { AuthConfigPartsFragment, CreateAuthConfigInput } from '../generated/graphql.ts';
import { run } from './client.ts';
import { CreateAuthConfig } from './operations/auth-config.ts';
import type { TestServer } from './server.ts';
import { freshName, type ProjectWorld } from './world.ts';

/** What a test that does not care asks for. */
export const someAuthConfig = {
  toolkitSlug: 'github',
  authScheme: 'OAUTH2',
  credentials: { client_id: 'client-of-the-tests', client_secret: 'secret-of-the-tests' },
} as const;

export async function makeAuthConfig(
  server: TestServer,
  { credentials }: Pick<ProjectWorld, 'credentials'>,
  input: Partial<CreateAuthConfigInput> = {},
): Promise<AuthConfigPartsFragment> {
  const variables = { input: { ...someAuthConfig, name: freshName('Auth config'), ...input } };
  return (await run(server, CreateAuthConfig, variables, credentials)).createAuthConfig.authConfig;
}
