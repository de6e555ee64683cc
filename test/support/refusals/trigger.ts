import { makeConnectedAccount } from '../fixtures/connected-account.ts';
import { makeTrigger } from '../fixtures/trigger.ts';
import type { World } from '../fixtures.ts';
import * as operations from '../operations/trigger.ts';
import type { TestServer } from '../server.ts';
import { type Refusal, refusal } from './refusal.ts';

const idOfOne = async ({ project }: World, server: TestServer) => (await makeTrigger(server, project)).id;

/** The root fields of triggers. */
export const triggerRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.upsertTrigger': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.UpsertTrigger,
    async ({ project }, server) => ({
      input: { slug: 'github_commit', connectedAccountId: (await makeConnectedAccount(server, project)).id },
    }),
  ),
  'Mutation.setTriggerEnabled': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.SetTriggerEnabled,
    async (world, server) => ({ input: { id: await idOfOne(world, server), enabled: false } }),
  ),
  'Mutation.deleteTrigger': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.DeleteTrigger,
    async (world, server) => ({ input: { id: await idOfOne(world, server) } }),
  ),
};
