import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrationsFolder } from '../../../src/app/context.ts';
import { createServer } from '../../../src/app/server.ts';
import { createEncryption } from '../../../src/postgres/encryption/cipher.ts';
import { applyMigrations, readMigrations } from '../../../src/postgres/migrations.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { organizationKey, run } from '../../support/client.ts';
import { type ColumnValues, fillTables } from '../../support/database/fill-tables.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';
import { ENCRYPTION_KEY } from '../../support/encryption-key.ts';
import { checksumOf, hashOf } from '../../support/fixtures/secrets.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { testConfig } from '../../support/server.ts';

const migrations = await readMigrations(migrationsFolder);

const body = `oak_${'0'.repeat(32)}`;
const SECRET = body + checksumOf(body);
const HASH = `'\\x${hashOf(SECRET).toString('hex')}'`;
const [keyId] = createEncryption(Buffer.from(ENCRYPTION_KEY, 'base64'), []).keyIds;

/** What the start or a key would not be content with. */
const special: ColumnValues = {
  organization_id: `'org_0000000000000000'`,
  'organization.id': `'org_0000000000000000'`,
  'organization.name': `'Old'`,
  'organization.suspended_at': 'NULL',
  'organization.suspension_reason': 'NULL',
  'project.id': `'proj_0000000000000000'`,
  'api_key.id': `'key_0000000000000000'`,
  'api_key.project_id': 'NULL',
  'api_key.hash': HASH,
  'secret_use.hash': HASH,
  'secret_route.hash': HASH,
  'api_key.revoked_at': 'NULL',
  'api_key.expires_at': 'NULL',
  'api_key.rotated_at': 'NULL',
  'api_key.project_ids': 'NULL',
  'api_key.allowed_ips': 'NULL',
  'api_key.scopes': 'NULL',
  'encryption_key.key_id': `'\\x${keyId?.toString('hex')}'`,
  // Its partitions are made by whoever folds.
  'usage_minute.bucket': `'2026-01-01T00:00:00Z'`,
};

/** The oldest; before webhooks, before the chain of the audit log, before usage, before weeks of it; and all but the last of
 *  today. */
const LEVELS = new Set([
  '20261120000000_foundation',
  '20261121023647_auth_configs',
  '20261121080000_api_keys',
  '20261121081000_audit_chain',
  '20261121083100_idempotency',
  migrations.at(-2)?.name ?? '',
]);

describe('a database that an earlier release left', () => {
  test.each([...LEVELS])('at %s starts, with every row of every table and its old key', async (level) => {
    const database = await createEmptyDatabase();
    const pool = createPool({ url: database.url, connectionsMax: 2 });
    onTestFinished(async () => {
      await pool.end();
      await database.drop();
    });
    const before = migrations.filter(({ name }) => name <= level);
    expect(before.at(-1)?.name).toBe(level);
    await applyMigrations(pool, before);
    if (before.some(({ name }) => name.endsWith('_usage'))) {
      await pool.query(`CREATE TABLE usage_minute_2026_01 PARTITION OF usage_minute
        FOR VALUES FROM ('2026-01-01T00:00:00Z') TO ('2026-02-01T00:00:00Z')`);
    }
    const tables = await fillTables(pool, special);
    const rowOf = async (table: string) =>
      (await pool.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM "${table}" t`))
        .rows;
    const old = await Promise.all(tables.map(async (table) => [table, await rowOf(table)] as const));

    const server = await createServer(testConfig(database), { log: pino({ level: 'silent' }) });
    try {
      for (const [table, [first]] of old) {
        // What a later migration takes away goes to a table of its own.
        const { revoked_at: _gone, ...kept } = first?.row ?? {};
        if (table === 'usage_pending') for (const former of ['id', 'position']) delete kept[former];
        const found = await rowOf(table);
        expect(
          found.map(({ row }) => row),
          table,
        ).toContainEqual(expect.objectContaining(kept));
      }
      const endpoint = { database, listen: server.listen, fetch: server.fetch };
      const { viewer } = await run(endpoint, Viewer, {}, organizationKey(SECRET));
      expect(viewer.organization.name).toBe('Old');
    } finally {
      await server.close();
    }
  });
});
