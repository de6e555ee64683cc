import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { lockAuthConfigShared } from '../../repositories/auth-config.ts';
import { insertConnectedAccount } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { AuthConfig } from '../auth-config/fields.ts';
import { credentialsInput } from '../core/credentials.ts';
import { authConfigNotFound, DomainError } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { accountEvent } from '../events/connected-account.ts';
import { emitEvent } from '../events/emit.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { releaseAlias } from './alias.ts';
import { sealAccountCredentials } from './credentials.ts';
import {
  accountAlias,
  accountExpiresAt,
  accountUserId,
  type ConnectedAccount,
  explainConflict,
} from './fields.ts';

const createConnectedAccountInput = z.object({
  authConfigId: z.string(),
  userId: accountUserId,
  alias: accountAlias.nullish(),
  status: z.enum(['INITIATED', 'ACTIVE'], { error: 'must be INITIATED or ACTIVE' }).nullish(),
  credentials: credentialsInput.nullish(),
  expiresAt: accountExpiresAt.nullish(),
});

export type CreateConnectedAccountInput = {
  readonly [Field in keyof z.input<typeof createConnectedAccountInput>]?: unknown;
};

/** Creates an account of a user with the toolkit of an auth config, which must be enabled. Not idempotent. Throws NOT_FOUND
 *  for the auth config, and CONFLICT when it is disabled or the alias is taken. */
export async function createConnectedAccount(
  context: RequestContext,
  input: CreateConnectedAccountInput,
): Promise<ConnectedAccount> {
  const { authConfigId, credentials, ...settings } = parseInput(createConnectedAccountInput, input);
  const creation = inProjectTransaction(context, async (tx, project) => {
    const { organizationId, projectId, toolkitSlug } = await enabledAuthConfig(tx, project, authConfigId);
    const { userId, alias = null, status, expiresAt = null } = settings;
    const id = context.newId('ca');
    await releaseAlias(tx, context, { organizationId, projectId, toolkitSlug, userId, alias });
    await recordAudit(tx, context, {
      action: 'CONNECTED_ACCOUNT_CREATED',
      organizationId,
      projectId,
      targetId: id,
      changes: {
        authConfigId,
        toolkitSlug,
        userId,
        alias,
        status: status ?? 'INITIATED',
        expiresAt,
        credentialNames: Object.keys(credentials ?? {}),
      },
    });
    const account = await insertConnectedAccount(tx, {
      id,
      organization_id: organizationId,
      project_id: projectId,
      auth_config_id: authConfigId,
      toolkit_slug: toolkitSlug,
      user_id: userId,
      alias,
      status: status ?? 'INITIATED',
      status_reason: null,
      credentials: sealAccountCredentials(context, { organizationId, projectId, id }, credentials ?? {}),
      expires_at: expiresAt,
      created_at: context.now(),
      updated_at: context.now(),
    });
    await emitEvent(tx, context, accountEvent('connected_account.created', account, context.now()));
    return account;
  });
  return creation.catch(explainConflict);
}

/** Returns the auth config, locked against changes until the transaction ends. Throws NOT_FOUND, and CONFLICT when it is
 *  disabled. */
async function enabledAuthConfig(
  tx: AuthorizedTransaction,
  project: ProjectRow,
  id: string,
): Promise<AuthConfig> {
  const authConfig = idPrefix(id) === 'ac' && (await lockAuthConfigShared(tx, project, id));
  if (!authConfig) throw authConfigNotFound();
  requireEnabled(authConfig);
  return authConfig;
}

/** Throws CONFLICT for a disabled auth config, whose accounts cannot become active. */
export function requireEnabled({ status }: AuthConfig): void {
  if (status === 'ENABLED') return;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'AUTH_CONFIG_DISABLED',
    message: 'The auth config is disabled.',
    suggestedFix: 'Enable it first: setAuthConfigStatus(input: { id, status: ENABLED }).',
  });
}
