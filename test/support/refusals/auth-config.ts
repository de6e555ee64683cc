import { makeAuthConfig, someAuthConfig } from '../fixtures/auth-config.ts';
import { freshName, type World } from '../fixtures.ts';
import * as operations from '../operations/auth-config.ts';
import type { TestServer } from '../server.ts';
import { type Refusal, refusal } from './refusal.ts';

const idOfOne = async ({ project }: World, server: TestServer) => (await makeAuthConfig(server, project)).id;

/** The root fields of auth configs. */
export const authConfigRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.createAuthConfig': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'own',
    operations.CreateAuthConfig,
    () => ({
      input: { ...someAuthConfig, name: freshName('Auth config') },
    }),
  ),
  'Mutation.updateAuthConfig': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.UpdateAuthConfig,
    async (world, server) => ({
      input: { id: await idOfOne(world, server), name: freshName('renamed'), credentials: { key: 'new' } },
    }),
  ),
  'Mutation.setAuthConfigStatus': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.SetAuthConfigStatus,
    async (world, server) => ({ input: { id: await idOfOne(world, server), status: 'DISABLED' as const } }),
  ),
  'Mutation.deleteAuthConfig': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.DeleteAuthConfig,
    async (world, server) => ({ input: { id: await idOfOne(world, server) } }),
  ),
};
