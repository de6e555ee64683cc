import { z } from 'zod';
import { deleteAuthConfigRow } from '../../data/auth-config.ts';
import type { ProjectRow } from '../../data/project.ts';
import { recordAudit } from '../audit-log.ts';
import { parseInput } from '../input.ts';
import { changeInside } from '../project/change-inside.ts';
import type { Scope } from '../scope.ts';
import type { AuthConfig } from './fields.ts';
import { authConfigToChange } from './update.ts';

const deleteAuthConfigInput = z.object({ id: z.string() });

/** Deletes an auth config for good. Throws NOT_FOUND. */
export async function deleteAuthConfig(
  scope: Scope,
  input: z.input<typeof deleteAuthConfigInput>,
): Promise<{ project: ProjectRow; authConfig: AuthConfig }> {
  const { id } = parseInput(deleteAuthConfigInput, input);
  return changeInside(scope, async (tx, project) => {
    const authConfig = await authConfigToChange(tx, project, id);
    await deleteAuthConfigRow(tx, authConfig);
    const { organizationId, projectId, toolkitSlug, name } = authConfig;
    await recordAudit(tx, scope, {
      action: 'AUTH_CONFIG_DELETED',
      organizationId,
      projectId,
      targetId: id,
      changes: { toolkitSlug, name },
    });
    return { project, authConfig };
  });
}
