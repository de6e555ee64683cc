import { purgeStep } from '../../src/domain/purge/step.ts';
import { openScope } from './audit-chain.ts';
import type { TestServer } from './server.ts';

/** Does what a worker does with deleted things, until there is nothing left to do. Says in how many steps. */
export async function purgeAll({ database }: Pick<TestServer, 'database'>): Promise<number> {
  const { scope: context, close } = await openScope(database);
  try {
    let stepCount = 0;
    while (await purgeStep(context)) stepCount += 1;
    return stepCount;
  } finally {
    await close();
  }
}

/** Stores that many accounts of an auth config, the first of them with an alias of its own, behind the API. */
export async function storeAccounts(
  { database }: Pick<TestServer, 'database'>,
  authConfigId: string,
  count: number,
): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(`
    INSERT INTO connected_account (organization_id, project_id, id, auth_config_id, toolkit_slug, user_id, alias, status,
      credentials, created_at, updated_at)
    SELECT organization_id, project_id, 'ca_' || left(md5(id || n), 16), id, toolkit_slug, 'user-' || n,
      'alias-' || n, 'ACTIVE', credentials, created_at + n * interval '1 ms', now()
    FROM auth_config, generate_series(1, ${count}) n WHERE id = '${authConfigId}' RETURNING id`);
  return rows.map(({ id }) => id);
}

/** Stores that many triggers of an account, behind the API. */
export async function storeTriggers(
  { database }: Pick<TestServer, 'database'>,
  accountId: string,
  count: number,
): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(`
    INSERT INTO trigger (organization_id, project_id, id, slug, connected_account_id, user_id, config, enabled, created_at, updated_at)
    SELECT organization_id, project_id, 'ti_' || left(md5(id || n), 16), 'event-' || n, id, user_id, '{}', true,
      now(), now()
    FROM connected_account, generate_series(1, ${count}) n WHERE id = '${accountId}' RETURNING id`);
  return rows.map(({ id }) => id);
}
