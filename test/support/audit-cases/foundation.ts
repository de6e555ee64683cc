import { freshName, type World } from '../fixtures.ts';
import { RegenerateApiKey } from '../operations/api-key.ts';
import { CreateOrganization } from '../operations/organization.ts';
import {
  CreateProject,
  CreateProjects,
  DeleteProject,
  UpdateProject,
  UpdateProjectConfig,
} from '../operations/project.ts';
import { ArchiveProject } from '../operations/project-archive.ts';
import { type AuditCase, auditCase, type ExpectedEntry } from './audit-case.ts';

const ofProject = (
  action: string,
  { organization }: World,
  projectId: string,
  changes: object,
): ExpectedEntry => ({
  action,
  organization_id: organization.id,
  project_id: projectId,
  target_id: projectId,
  changes,
});

const creation = (shouldCreateApiKey: boolean) =>
  auditCase(
    'organization',
    CreateProject,
    () => ({ input: { name: freshName('project'), slug: freshName('slug'), shouldCreateApiKey } }),
    ({ createProject: { project, issuedKey } }, world, { input: { name, slug } }) =>
      ofProject('PROJECT_CREATED', world, project.id, {
        name,
        slug,
        environment: 'LIVE',
        apiKeyId: issuedKey?.apiKey.id ?? null,
      }),
  );

/** The mutations of organizations, projects, keys and settings, as somebody may do them. */
export const foundationAuditCases: Readonly<Record<string, AuditCase>> = {
  createOrganization: auditCase(
    'operator',
    CreateOrganization,
    () => ({ input: { name: freshName('Organization') } }),
    ({ createOrganization: { organization, issuedKey } }, _world, { input: { name } }) => ({
      action: 'ORGANIZATION_CREATED',
      organization_id: organization.id,
      project_id: null,
      target_id: organization.id,
      changes: { name, defaultProjectId: organization.defaultProject.id, apiKeyId: issuedKey.apiKey.id },
    }),
  ),
  'createProject with a key': creation(true),
  'createProject without a key': creation(false),
  createProjects: auditCase(
    'organization',
    CreateProjects,
    () => ({
      input: {
        projects: [{ name: freshName('project'), slug: freshName('slug'), environment: 'TEST' as const }],
      },
    }),
    ({ createProjects: { results } }, world, { input: { projects } }) => {
      const [{ name, slug } = { name: '', slug: '' }] = projects;
      return ofProject('PROJECT_CREATED', world, results[0]?.project?.id ?? '', {
        name,
        slug,
        environment: 'TEST',
        apiKeyId: null,
      });
    },
  ),
  updateProject: auditCase(
    'organization',
    UpdateProject,
    ({ project }) => ({ input: { id: project.id, name: freshName('renamed'), isDefault: true } }),
    (_data, world, { input }) =>
      ofProject('PROJECT_UPDATED', world, world.project.id, {
        name: { before: world.project.name, after: input.name },
        isDefault: { before: false, after: true },
      }),
  ),
  'deleteProject to the archive': auditCase(
    'organization',
    ArchiveProject,
    ({ project }) => ({ input: { id: project.id } }),
    ({ deleteProject: { archivedProject } }, world) => {
      const { id, name } = world.project;
      return ofProject('PROJECT_ARCHIVED', world, id, {
        name,
        slug: name,
        purgeAt: archivedProject?.purgeAt,
      });
    },
  ),
  'deleteProject permanently': auditCase(
    'organization',
    DeleteProject,
    ({ project }) => ({ input: { id: project.id, permanently: true } }),
    (_data, world) => {
      const { id, name } = world.project;
      return ofProject('PROJECT_DELETED', world, id, { name, slug: name });
    },
  ),
  regenerateApiKey: auditCase(
    'organization',
    RegenerateApiKey,
    ({ project }) => ({ input: { projectId: project.id } }),
    ({ regenerateApiKey: { issuedKey } }, world) =>
      ofProject('API_KEY_REGENERATED', world, world.project.id, { apiKeyId: issuedKey.apiKey.id }),
  ),
  updateProjectConfig: auditCase(
    'project',
    UpdateProjectConfig,
    () => ({
      input: { displayName: 'Shown', is2FAEnabled: false, logVisibilitySetting: 'SHOW_ALL' as const },
    }),
    (_data, world) =>
      ofProject('PROJECT_CONFIG_UPDATED', world, world.project.id, {
        displayName: { before: null, after: 'Shown' },
        is2FAEnabled: { before: true, after: false },
      }),
  ),
};
