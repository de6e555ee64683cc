import { freshName } from '../fixtures.ts';
import { VerifyAuditLog } from '../operations/audit-chain.ts';
import * as operations from '../operations/foundation.ts';
import { type Refusal, refusal } from './refusal.ts';

/** The root fields of organizations, projects, keys and settings. */
export const foundationRefusals: Readonly<Record<string, Refusal>> = {
  'Query.viewer': refusal(['ORGANIZATION', 'PROJECT'], 'own', operations.Viewer, () => ({})),
  'Query.project': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.GetProject,
    ({ project }) => ({
      id: project.id,
    }),
  ),
  'Query.node': refusal(['ORGANIZATION', 'PROJECT'], 'null', operations.GetNode, ({ project }) => ({
    id: project.id,
  })),
  'Query.nodes': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'null',
    operations.GetNodes,
    ({ organization, project }) => ({ ids: [organization.id, project.id, organization.defaultProjectId] }),
  ),
  'Query.verifyAuditLog': refusal(['ORGANIZATION'], 'own', VerifyAuditLog, () => ({})),
  'Mutation.createOrganization': refusal(['OPERATOR'], 'no tenant', operations.CreateOrganization, () => ({
    input: { name: freshName('Organization') },
  })),
  'Mutation.createProject': refusal(['ORGANIZATION'], 'own', operations.CreateProject, () => ({
    input: { name: freshName('project'), shouldCreateApiKey: true },
  })),
  'Mutation.createProjects': refusal(['ORGANIZATION'], 'own', operations.CreateProjects, () => ({
    input: { projects: [{ name: freshName('project'), shouldCreateApiKey: true }] },
  })),
  'Mutation.updateProject': refusal(
    ['ORGANIZATION'],
    'not found',
    operations.UpdateProject,
    ({ project }) => ({
      input: { id: project.id, name: freshName('renamed'), isDefault: true },
    }),
  ),
  'Mutation.deleteProject': refusal(
    ['ORGANIZATION'],
    'not found',
    operations.DeleteProject,
    ({ project }) => ({
      input: { id: project.id },
    }),
  ),
  'Mutation.regenerateApiKey': refusal(
    ['ORGANIZATION'],
    'not found',
    operations.RegenerateApiKey,
    ({ project }) => ({ input: { projectId: project.id } }),
  ),
  'Mutation.updateProjectConfig': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'own',
    operations.UpdateProjectConfig,
    () => ({
      input: { displayName: freshName('Shown'), requireMcpApiKey: false },
    }),
  ),
};
