import { makeAuthConfig, someAuthConfig } from '../fixtures/auth-config.ts';
import { freshName } from '../fixtures.ts';
import {
  CreateAuthConfig,
  DeleteAuthConfig,
  SetAuthConfigStatus,
  UpdateAuthConfig,
} from '../operations/auth-config.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

/** The mutations of auth configs, as somebody may do them. */
export const authConfigAuditCases: Readonly<Record<string, AuditCase>> = {
  createAuthConfig: auditCase(
    'project',
    CreateAuthConfig,
    () => ({ input: { ...someAuthConfig, name: freshName('Auth config') } }),
    ({ createAuthConfig: { authConfig } }, world, { input: { toolkitSlug, name, authScheme } }) =>
      inProject('AUTH_CONFIG_CREATED', world, authConfig.id, {
        toolkitSlug,
        name,
        authScheme,
        isManaged: false,
        credentialNames: ['client_id', 'client_secret'],
      }),
  ),
  updateAuthConfig: auditCase(
    'project',
    UpdateAuthConfig,
    async ({ project }, server) => {
      const { id } = await makeAuthConfig(server, project, { name: 'before' });
      return { input: { id, name: 'after', credentials: { client_secret: null, scope: 'all-of-it' } } };
    },
    (_data, world, { input: { id } }) =>
      inProject('AUTH_CONFIG_UPDATED', world, id, {
        name: { before: 'before', after: 'after' },
        credentials: {
          before: ['client_id', 'client_secret'],
          after: ['client_id', 'scope'],
          set: ['scope'],
          removed: ['client_secret'],
        },
      }),
  ),
  setAuthConfigStatus: auditCase(
    'project',
    SetAuthConfigStatus,
    async ({ project }, server) => {
      const { id } = await makeAuthConfig(server, project);
      return { input: { id, status: 'DISABLED' as const } };
    },
    (_data, world, { input: { id } }) =>
      inProject('AUTH_CONFIG_STATUS_SET', world, id, { status: { before: 'ENABLED', after: 'DISABLED' } }),
  ),
  deleteAuthConfig: auditCase(
    'project',
    DeleteAuthConfig,
    async ({ project }, server) => {
      const { id } = await makeAuthConfig(server, project, { name: 'doomed' });
      return { input: { id } };
    },
    (_data, world, { input: { id } }) =>
      inProject('AUTH_CONFIG_DELETED', world, id, {
        toolkitSlug: 'github',
        name: 'doomed',
        connectedAccountCount: 0,
      }),
  ),
};
