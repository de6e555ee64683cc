import type { ConnectedAccountPartsFragment, CreateConnectedAccountInput } from '../generated/graphql.ts';
import { makeAuthConfig } from './auth-config.ts';
import { run } from './client.ts';
import { CreateConnectedAccount } from './operations/connected-account.ts';
import type { TestServer } from './server.ts';
import { freshName, type ProjectWorld } from './world.ts';

/** What a test that does not care asks for. */
export const someAccount = {
  status: 'ACTIVE',
  credentials: { access_token: 'token-of-the-tests' },
} as const;

/** An account of a new user, of a new auth config unless one is given. */
export async function makeConnectedAccount(
  server: TestServer,
  project: Pick<ProjectWorld, 'credentials'>,
  input: Partial<CreateConnectedAccountInput> = {},
): Promise<ConnectedAccountPartsFragment> {
  const authConfigId = input.authConfigId ?? (await makeAuthConfig(server, project)).id;
  const variables = { input: { ...someAccount, userId: freshName('user'), ...input, authConfigId } };
  const { createConnectedAccount } = await run(
    server,
    CreateConnectedAccount,
    variables,
    project.credentials,
  );
  return createConnectedAccount.connectedAccount;
}
