import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import type { NewProject, ProjectDefaults } from '../../repositories/project/create.ts';
import { lockProject, type ProjectRow, updateProjectRow } from '../../repositories/project/project.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import { projectNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { actingProject, visibleProjects } from '../core/tenancy.ts';
import { changedFields, parseInput, storableUrl } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { projectDisplayName } from './naming.ts';

/** Projects of organizations that are created from this instant on require a key at their MCP endpoint by default. */
export const MCP_API_KEY_SINCE = new Date('2026-03-05T00:00:00Z');

const httpsUrl = storableUrl
  .refine(({ protocol }) => protocol === 'https:', 'must be an https URL')
  .transform(({ href }) => href);

const setting = z.boolean({ error: 'cannot be null' }).optional();

export const projectConfigInput = z.object({
  displayName: projectDisplayName.nullable().optional(),
  logoUrl: httpsUrl.nullable().optional(),
  is2FAEnabled: setting,
  maskSecretKeysInConnectedAccount: setting,
  logVisibilitySetting: z.enum(['SHOW_ALL', 'DONT_STORE_DATA'], { error: 'cannot be null' }).optional(),
  requireMcpApiKey: setting,
});

/** Unparsed input. */
export type ProjectConfigInput = { readonly [Field in keyof z.input<typeof projectConfigInput>]?: unknown };

type NewProjectInput = Pick<
  ProjectRow,
  'id' | 'organizationId' | 'name' | 'slug' | 'isDefault' | 'environment'
> & {
  readonly config: z.output<typeof projectConfigInput>;
  readonly now: Date;
};

/** Returns a project that is not stored yet, with defaults for absent settings. Null for the MCP key: the default depends
 *  on when the organization was created. */
export function newProject({
  id,
  organizationId,
  name,
  slug,
  isDefault,
  environment,
  config,
  now,
}: NewProjectInput): NewProject {
  return {
    id,
    organizationId,
    name,
    slug,
    isDefault,
    environment,
    createdAt: now,
    updatedAt: now,
    displayName: config.displayName ?? null,
    logoUrl: config.logoUrl ?? null,
    is2FAEnabled: config.is2FAEnabled ?? true,
    maskSecretKeysInConnectedAccount: config.maskSecretKeysInConnectedAccount ?? true,
    logVisibilitySetting: config.logVisibilitySetting ?? 'SHOW_ALL',
    requireMcpApiKey: config.requireMcpApiKey ?? null,
    mcpApiKeySince: MCP_API_KEY_SINCE,
    configUpdatedAt: now,
    hasQuota: false,
  };
}

/** Returns a new project as it was stored. */
export function createdProject(
  { mcpApiKeySince: _, ...project }: NewProject,
  { requireMcpApiKey }: ProjectDefaults,
): ProjectRow {
  return { ...project, requireMcpApiKey };
}

const updateConfigInput = projectConfigInput.extend({ expectedUpdatedAt });

type UpdateConfigInput = ProjectConfigInput & { readonly expectedUpdatedAt?: unknown };

/** Updates the settings that are present, of the project that the request acts in; null clears the display name and the logo. Recorded
 *  only when something changes. Throws BAD_USER_INPUT and then changes nothing. */
export async function updateProjectConfig(
  context: RequestContext,
  input: UpdateConfigInput,
): Promise<ProjectRow> {
  const { expectedUpdatedAt: expected, ...config } = parseInput(updateConfigInput, input);
  const owner = actingProject(context);
  const visible = visibleProjects(context.actor);
  const update = async (tx: AuthorizedTransaction) => {
    const before = await lockProject(tx, visible, owner.projectId);
    if (!before) throw projectNotFound();
    requireUnchanged({ updatedAt: before.configUpdatedAt }, expected);
    return changeConfig(tx, context, before, config);
  };
  const updated = await context.db.transaction(update, owner);
  if (updated.logVisibilitySetting !== 'SHOW_ALL') context.storesCallData.delete(owner.projectId);
  return updated;
}

/** Changes the settings that are present, of a project that the transaction has locked. */
export async function changeConfig(
  tx: AuthorizedTransaction,
  context: RequestContext,
  before: ProjectRow,
  config: Omit<z.output<typeof updateConfigInput>, 'expectedUpdatedAt'>,
): Promise<ProjectRow> {
  return applyChange(tx, context, {
    action: 'PROJECT_CONFIG_UPDATED',
    before,
    changes: changedFields(before, config),
    update: () =>
      updateProjectRow(tx, before, {
        ...config,
        configUpdatedAt: changedAt(context, { updatedAt: before.configUpdatedAt }),
      }),
    event: (after) => ({
      type: 'project.config.updated',
      organizationId: after.organizationId,
      projectId: after.id,
      data: configData(after),
    }),
  });
}

/** Returns the settings as events contain them. */
function configData(project: ProjectRow): object {
  return {
    displayName: project.displayName,
    logoUrl: project.logoUrl,
    is2FAEnabled: project.is2FAEnabled,
    maskSecretKeysInConnectedAccount: project.maskSecretKeysInConnectedAccount,
    logVisibilitySetting: project.logVisibilitySetting,
    requireMcpApiKey: project.requireMcpApiKey,
    updatedAt: project.configUpdatedAt,
  };
}
