import type { TriggerPartsFragment, UpsertTriggerInput } from '../generated/graphql.ts';
import { run } from './client.ts';
import { makeConnectedAccount } from './connected-account.ts';
import { UpsertTrigger } from './operations/trigger.ts';
import type { TestServer } from './server.ts';
import { freshName, type ProjectWorld } from './world.ts';

/** A trigger under a new slug, of a new account unless one is given. */
export async function makeTrigger(
  server: TestServer,
  project: Pick<ProjectWorld, 'credentials'>,
  input: Partial<UpsertTriggerInput> = {},
): Promise<TriggerPartsFragment> {
  const connectedAccountId = input.connectedAccountId ?? (await makeConnectedAccount(server, project)).id;
  const variables = { input: { slug: freshName('event'), ...input, connectedAccountId } };
  return (await run(server, UpsertTrigger, variables, project.credentials)).upsertTrigger.trigger;
}
