import { createEncryption, type Encryption } from '../../../src/postgres/encryption/cipher.ts';
import type { TestDatabase } from './test-database.ts';

const organizationId = 'org_sealed';
const projectId = 'proj_sealed';

export const authConfigId = 'ac_sealed';

const accountId = (index: number) => `ca_${String(index).padStart(5, '0')}`;

const placeOf = (id: string) => ({ organizationId, projectId, id }) as const;

/** A project with an auth config and so many accounts, each with a text of its own, sealed with this key. */
export async function insertSealedRows(database: TestDatabase, key: Buffer, count: number): Promise<void> {
  const encryption = createEncryption(key, []);
  const hex = (sealed: Buffer) => `'\\x${sealed.toString('hex')}'`;
  const own = `'${organizationId}', '${projectId}'`;
  const accounts = Array.from({ length: count }, (_, index) => {
    const id = accountId(index);
    const sealed = encryption.seal(`text of ${id}`, {
      ...placeOf(id),
      column: 'connected_account.credentials',
    });
    return `('${id}', ${own}, '${authConfigId}', 'github', 'jane', 'ACTIVE', ${hex(sealed)}, now(), now())`;
  });
  const place = { ...placeOf(authConfigId), column: 'auth_config.credentials' } as const;
  const sealed = hex(encryption.seal(`text of ${authConfigId}`, place));
  await database.query(`
    INSERT INTO organization VALUES ('${organizationId}', 'Sealed', now(), now());
    INSERT INTO project VALUES ('${projectId}', '${organizationId}', 'sealed', 'sealed', true, now(), now(),
      NULL, NULL, true, true, 'SHOW_ALL', true, now());
    INSERT INTO encryption_key VALUES ('\\x${encryption.keyIds[0]?.toString('hex')}', now());
    INSERT INTO auth_config VALUES
      ('${authConfigId}', ${own}, 'github', 'sealed', 'OAUTH2', ${sealed}, false, 'ENABLED', now(), now());
    INSERT INTO connected_account
      (id, organization_id, project_id, auth_config_id, toolkit_slug, user_id, status, credentials, created_at, updated_at)
      VALUES ${accounts.join(', ')};`);
}

/** How many sealed rows this encryption opens, each with its own text. */
export async function countReadable(database: TestDatabase, encryption: Encryption): Promise<number> {
  const rows = await database.query<{ id: string; column: 'auth_config.credentials'; sealed: Buffer }>(`
    SELECT id, 'auth_config.credentials' AS "column", credentials AS sealed FROM auth_config
    UNION ALL SELECT id, 'connected_account.credentials', credentials FROM connected_account`);
  return rows.filter(({ id, column, sealed }) => {
    try {
      return encryption.open(sealed, { ...placeOf(id), column }) === `text of ${id}`;
    } catch {
      return false;
    }
  }).length;
}
