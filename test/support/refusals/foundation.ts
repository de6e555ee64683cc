import { freshName } from '../fixtures.ts';
import { RegenerateApiKey } from '../operations/api-key.ts';
import { VerifyAuditLog } from '../operations/audit-log.ts';
import { GetNode, GetNodes } from '../operations/node.ts';
import { CreateOrganization } from '../operations/organization.ts';
import {
  CreateProject,
  CreateProjects,
  DeleteProject,
  GetProject,
  UpdateProject,
  UpdateProjectConfig,
} from '../operations/project.ts';
import { Viewer } from '../operations/viewer.ts';
import { type Refusal, refusal } from './refusal.ts';

/** The root fields of organizations, projects, keys and settings. */
export const foundationRefusals: Readonly<Record<string, Refusal>> = {
  'Query.viewer': refusal(['ORGANIZATION', 'PROJECT'], 'own', Viewer, () => ({})),
  'Query.project': refusal(['ORGANIZATION', 'PROJECT'], 'not found', GetProject, ({ project }) => ({
    id: project.id,
  })),
  'Query.node': refusal(['ORGANIZATION', 'PROJECT'], 'null', GetNode, ({ project }) => ({
    id: project.id,
  })),
  'Query.nodes': refusal(['ORGANIZATION', 'PROJECT'], 'null', GetNodes, ({ organization, project }) => ({
    ids: [organization.id, project.id, organization.defaultProjectId],
  })),
  'Query.verifyAuditLog': refusal(['ORGANIZATION'], 'own', VerifyAuditLog, () => ({})),
  'Mutation.createOrganization': refusal(['OPERATOR'], 'no tenant', CreateOrganization, () => ({
    input: { name: freshName('Organization') },
  })),
  'Mutation.createProject': refusal(['ORGANIZATION'], 'own', CreateProject, () => ({
    input: { name: freshName('project'), shouldCreateApiKey: true },
  })),
  'Mutation.createProjects': refusal(['ORGANIZATION'], 'own', CreateProjects, () => ({
    input: { projects: [{ name: freshName('project'), shouldCreateApiKey: true }] },
  })),
  'Mutation.updateProject': refusal(['ORGANIZATION'], 'not found', UpdateProject, ({ project }) => ({
    input: { id: project.id, name: freshName('renamed'), isDefault: true },
  })),
  'Mutation.deleteProject': refusal(['ORGANIZATION'], 'not found', DeleteProject, ({ project }) => ({
    input: { id: project.id },
  })),
  'Mutation.regenerateApiKey': refusal(['ORGANIZATION'], 'not found', RegenerateApiKey, ({ project }) => ({
    input: { projectId: project.id },
  })),
  'Mutation.updateProjectConfig': refusal(['ORGANIZATION', 'PROJECT'], 'own', UpdateProjectConfig, () => ({
    input: { displayName: freshName('Shown'), requireMcpApiKey: false },
  })),
};
