import { z } from 'zod';
import { insertAuthConfig } from '../../repositories/auth-config.ts';
import { recordAudit } from '../audit-log/record.ts';
import { credentialsInput } from '../core/credentials.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput, toolkitSlug } from '../core/validation.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { type AuthConfig, authConfigName, authSchemes, sealAuthConfigCredentials } from './fields.ts';

const createAuthConfigInput = z.object({
  toolkitSlug,
  name: authConfigName,
  authScheme: z.enum(authSchemes),
  credentials: credentialsInput.nullish(),
  isManaged: z.boolean().nullish(),
});

export type CreateAuthConfigInput = {
  readonly [Field in keyof z.input<typeof createAuthConfigInput>]?: unknown;
};

/** Creates an auth config in the actor's project, enabled. Not idempotent. */
export async function createAuthConfig(
  context: RequestContext,
  input: CreateAuthConfigInput,
): Promise<AuthConfig> {
  const { credentials, isManaged, ...settings } = parseInput(createAuthConfigInput, input);
  return inProjectTransaction(context, async (tx, { organizationId, id: projectId }) => {
    const id = context.newId('ac');
    await recordAudit(tx, context, {
      action: 'AUTH_CONFIG_CREATED',
      organizationId,
      projectId,
      targetId: id,
      changes: {
        ...settings,
        isManaged: isManaged ?? false,
        credentialNames: Object.keys(credentials ?? {}),
      },
    });
    return insertAuthConfig(tx, {
      id,
      organization_id: organizationId,
      project_id: projectId,
      toolkit_slug: settings.toolkitSlug,
      name: settings.name,
      auth_scheme: settings.authScheme,
      credentials: sealAuthConfigCredentials(context, { organizationId, projectId, id }, credentials ?? {}),
      is_managed: isManaged ?? false,
      status: 'ENABLED',
      created_at: context.now(),
      updated_at: context.now(),
    });
  });
}
