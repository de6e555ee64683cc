import { makeProjectKey } from '../fixtures/api-key.ts';
import { freshName, type World } from '../fixtures.ts';
import * as operations from '../operations/api-key.ts';
import type { TestServer } from '../server.ts';
import { type Refusal, type Role, refusal } from './refusal.ts';

const idOfOne = async ({ organization, project }: World, server: TestServer) =>
  (await makeProjectKey(server, organization, project)).id;

/** The root fields of keys but the oldest one. */
export const apiKeyRefusals: Readonly<Record<string, Refusal>> = {
  'Query.verifyApiKey': refusal(['ORGANIZATION'], 'own', operations.VerifyApiKey, ({ project }) => ({
    secret: project.secret,
  })),
  'Query.requiredScopes': refusal(
    ['OPERATOR', 'ORGANIZATION', 'PROJECT'],
    'own',
    operations.RequiredScopes,
    () => ({ document: '{ viewer { kind } }' }),
  ),
  'Query.apiKeyScopes': refusal(
    ['OPERATOR', 'ORGANIZATION', 'PROJECT'],
    'own',
    operations.ApiKeyScopes,
    () => ({}),
  ),
  'Mutation.createApiKey': refusal(
    ['OPERATOR', 'ORGANIZATION'],
    'not found',
    operations.CreateApiKey,
    ({ organization, project }, _server, role: Role) => ({
      input: {
        organizationId: role === 'OPERATOR' ? organization.id : null,
        projectId: project.id,
        name: freshName('key'),
      },
    }),
  ),
  'Mutation.updateApiKey': refusal(
    ['ORGANIZATION'],
    'not found',
    operations.UpdateApiKey,
    async (world, server) => ({ input: { id: await idOfOne(world, server), enabled: false } }),
  ),
  'Mutation.rotateApiKey': refusal(
    ['ORGANIZATION'],
    'not found',
    operations.RotateApiKey,
    async (world, server) => ({ input: { id: await idOfOne(world, server), overlapSeconds: 0 } }),
  ),
  'Mutation.revokeApiKey': refusal(
    ['ORGANIZATION'],
    'not found',
    operations.RevokeApiKey,
    async (world, server) => ({ input: { id: await idOfOne(world, server) } }),
  ),
};
