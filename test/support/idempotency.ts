import { randomUUID } from 'node:crypto';
import { createEncryption } from '../../src/postgres/encryption/cipher.ts';
import type { Credentials } from './client.ts';
import type { TestDatabase } from './database.ts';
import { ENCRYPTION_KEY } from './encryption-key.ts';

export type Keyed = Credentials & { readonly 'idempotency-key': string };

/** The header of a mutation that is to be done once. */
export const withKey = (key: string = randomUUID()): Keyed => ({ 'idempotency-key': key });

type StoredRow = {
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly id: string;
  readonly status: number | null;
  readonly body: Buffer | null;
};

/** What is stored of the requests of an organization: status and body, opened. */
export async function storedAnswers(database: TestDatabase, organizationId: string) {
  const encryption = createEncryption(Buffer.from(ENCRYPTION_KEY, 'base64'), []);
  const rows = await database.query<StoredRow>(`
    SELECT organization_id AS "organizationId", project_id AS "projectId", id, status, body
    FROM idempotency_key WHERE organization_id = '${organizationId}' ORDER BY created_at, id`);
  return rows.map(({ status, body, ...place }) => ({
    status,
    body: body && encryption.open(body, { ...place, column: 'idempotency_key.body' }),
  }));
}

/** Puts another text, sealed, in the place of each kept answer of an organization. */
export async function keepAs(database: TestDatabase, organizationId: string, text: string): Promise<void> {
  const encryption = createEncryption(Buffer.from(ENCRYPTION_KEY, 'base64'), []);
  const rows = await database.query<Omit<StoredRow, 'status' | 'body'>>(`
    SELECT organization_id AS "organizationId", project_id AS "projectId", id
    FROM idempotency_key WHERE organization_id = '${organizationId}'`);
  for (const { organizationId, projectId, id } of rows) {
    const body = encryption.seal(text, { organizationId, projectId, id, column: 'idempotency_key.body' });
    await database.query({
      text: 'UPDATE idempotency_key SET body = $1 WHERE organization_id = $2 AND id = $3',
      values: [body, organizationId, id],
    });
  }
}
