import { makeAuthConfig } from '../fixtures/auth-config.ts';
import { makeConnectedAccount, someAccount } from '../fixtures/connected-account.ts';
import { freshName, type World } from '../fixtures.ts';
import * as operations from '../operations/connected-account.ts';
import type { TestServer } from '../server.ts';
import { type Refusal, refusal } from './refusal.ts';

const idOfOne = async ({ project }: World, server: TestServer) =>
  (await makeConnectedAccount(server, project)).id;

/** The root fields of connected accounts. */
export const connectedAccountRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.createConnectedAccount': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.CreateConnectedAccount,
    async ({ project }, server) => ({
      input: {
        ...someAccount,
        authConfigId: (await makeAuthConfig(server, project)).id,
        userId: freshName('user'),
      },
    }),
  ),
  'Mutation.updateConnectedAccount': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.UpdateConnectedAccount,
    async (world, server) => ({
      input: { id: await idOfOne(world, server), alias: 'renamed', credentials: { access_token: 'new' } },
    }),
  ),
  'Mutation.setConnectedAccountStatus': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.SetConnectedAccountStatus,
    async (world, server) => ({ input: { id: await idOfOne(world, server), status: 'ACTIVE' as const } }),
  ),
  'Mutation.revokeConnectedAccount': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.RevokeConnectedAccount,
    async (world, server) => ({ input: { id: await idOfOne(world, server) } }),
  ),
  'Mutation.deleteConnectedAccount': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.DeleteConnectedAccount,
    async (world, server) => ({ input: { id: await idOfOne(world, server) } }),
  ),
};
