import type { TestServer } from './server.ts';

/** Revokes the keys that fulfil a condition, behind the server's back. */
export async function revokeKeys({ database }: TestServer, condition: string): Promise<void> {
  await database.query(`
    WITH gone AS (DELETE FROM api_key WHERE ${condition} RETURNING *)
    INSERT INTO revoked_key SELECT id, organization_id, project_id, name, prefix, last4, hash, created_at, now() FROM gone`);
}
