import { makeProjectKey } from '../fixtures/api-key.ts';
import { freshName, type World } from '../fixtures.ts';
import { CreateApiKey, RevokeApiKey, RotateApiKey, UpdateApiKey } from '../operations/api-key.ts';
import type { TestServer } from '../server.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

const keyOf = ({ organization, project }: World, server: TestServer) =>
  makeProjectKey(server, organization, project);

/** The mutations of keys but the oldest one, as somebody may do them. */
export const apiKeyAuditCases: Readonly<Record<string, AuditCase>> = {
  'createApiKey of a project': auditCase(
    'organization',
    CreateApiKey,
    ({ project }) => ({
      input: {
        projectId: project.id,
        name: freshName('key'),
        scopes: ['triggers:read'],
        allowedIps: ['10.0.0.0/8'],
        expiresAt: '2099-01-01T00:00:00.000Z',
      },
    }),
    ({ createApiKey: { issuedKey } }, world, { input: { projectId: _, ...given } }) =>
      inProject('API_KEY_CREATED', world, issuedKey.apiKey.id, { ...given, projectIds: null }),
  ),
  'createApiKey of the organization, by the operator': auditCase(
    'operator',
    CreateApiKey,
    ({ organization }) => ({ input: { organizationId: organization.id, name: freshName('key') } }),
    ({ createApiKey: { issuedKey } }, world, { input: { name } }) => ({
      ...inProject('API_KEY_CREATED', world, issuedKey.apiKey.id, {
        name,
        scopes: null,
        projectIds: null,
        allowedIps: null,
        expiresAt: null,
      }),
      project_id: null,
    }),
  ),
  updateApiKey: auditCase(
    'organization',
    UpdateApiKey,
    async (world, server) => {
      const { id } = await keyOf(world, server);
      return { input: { id, allowedIps: ['10.0.0.1'], enabled: false } };
    },
    (_data, world, { input: { id } }) =>
      inProject('API_KEY_UPDATED', world, id, {
        allowedIps: { before: null, after: ['10.0.0.1'] },
        enabled: { before: true, after: false },
      }),
  ),
  rotateApiKey: auditCase(
    'organization',
    RotateApiKey,
    async (world, server) => {
      const { id, last4 } = await keyOf(world, server);
      return { input: { id, overlapSeconds: 60 }, last4 };
    },
    ({ rotateApiKey: { issuedKey } }, world, { input: { id, overlapSeconds }, last4 }) =>
      inProject('API_KEY_ROTATED', world, id, {
        last4: { before: last4, after: issuedKey.apiKey.last4 },
        overlapSeconds,
      }),
  ),
  revokeApiKey: auditCase(
    'organization',
    RevokeApiKey,
    async (world, server) => {
      const { id, name, last4 } = await keyOf(world, server);
      return { input: { id }, expected: { name, last4 } };
    },
    (_data, world, { input: { id }, expected }) =>
      inProject('API_KEY_REVOKED', world, id, { ...expected, cause: 'REQUESTED' }),
  ),
};
