import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { lockAuthConfigRow, updateAuthConfigRow } from '../../repositories/auth-config.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import { credentialChangesInput, mergeCredentials } from '../core/credentials.ts';
import { authConfigNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { changedFields, changedNames, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import {
  type AuthConfig,
  authConfigName,
  authConfigStatus,
  openAuthConfigCredentials,
  sealAuthConfigCredentials,
} from './fields.ts';

const updateAuthConfigInput = z.object({
  id: z.string(),
  name: authConfigName.optional(),
  credentials: credentialChangesInput.optional(),
  expectedUpdatedAt,
});

export type UpdateAuthConfigInput = { readonly id: string } & {
  readonly [Field in keyof z.input<typeof updateAuthConfigInput>]?: unknown;
};

/** Updates the name of an auth config, and sets or removes (null) single credentials. Recorded only when something changes.
 *  Throws NOT_FOUND. */
export async function updateAuthConfig(
  context: RequestContext,
  input: UpdateAuthConfigInput,
): Promise<AuthConfig> {
  const {
    id,
    credentials: credentialChanges,
    expectedUpdatedAt: expected,
    ...updates
  } = parseInput(updateAuthConfigInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const before = await lockAuthConfigForUpdate(tx, project, id);
    requireUnchanged(before, expected);
    const present = openAuthConfigCredentials(context, before);
    const credentials = mergeCredentials(present, credentialChanges ?? {});
    const names = changedNames(present, credentials);
    const changes = { ...changedFields(before, updates), ...(names && { credentials: names }) };
    const update = () =>
      updateAuthConfigRow(tx, before, {
        ...updates,
        sealedCredentials: names ? sealAuthConfigCredentials(context, before, credentials) : undefined,
        updatedAt: changedAt(context, before),
      });
    return applyChange(tx, context, { action: 'AUTH_CONFIG_UPDATED', before, changes, update });
  });
}

const setAuthConfigStatusInput = z.object({ id: z.string(), status: authConfigStatus });

/** Enables or disables an auth config. Idempotent. Existing accounts stay unchanged; a disabled auth config accepts no new
 *  ones. Throws NOT_FOUND. */
export async function setAuthConfigStatus(
  context: RequestContext,
  input: z.input<typeof setAuthConfigStatusInput>,
): Promise<AuthConfig> {
  const { id, status } = parseInput(setAuthConfigStatusInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const before = await lockAuthConfigForUpdate(tx, project, id);
    const changes = changedFields(before, { status });
    const update = () => updateAuthConfigRow(tx, before, { status, updatedAt: changedAt(context, before) });
    return applyChange(tx, context, { action: 'AUTH_CONFIG_STATUS_SET', before, changes, update });
  });
}

/** Returns the auth config, locked until the transaction ends. Throws NOT_FOUND. */
export async function lockAuthConfigForUpdate(
  tx: AuthorizedTransaction,
  project: ProjectRow,
  id: string,
): Promise<AuthConfig> {
  const authConfig = idPrefix(id) === 'ac' && (await lockAuthConfigRow(tx, project, id));
  if (!authConfig) throw authConfigNotFound();
  return authConfig;
}
