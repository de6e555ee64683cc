import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEncryption, sealedColumns } from '../../../src/postgres/encryption/cipher.ts';
import { openEncryption } from '../../../src/postgres/encryption/keys.ts';
import { type RotationReport, rotateEncryptionKeys } from '../../../src/postgres/encryption/rotate.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { authConfigId, countReadable, insertSealedRows } from '../../support/database/encrypted-rows.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database/test-database.ts';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const withBoth = createEncryption(newKey, [oldKey]);
const withNew = createEncryption(newKey, []);

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, connectionsMax: 2 });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

/** Records the reports of a rotation. `onProgress` runs during a report. */
function listener(onProgress: (done: number) => void = () => {}) {
  const refused: string[] = [];
  const progress: string[] = [];
  const report: RotationReport = {
    progress: (column, done, total) => {
      progress.push(`${column} ${done}/${total}`);
      onProgress(done);
    },
    failed: (why) => refused.push(why),
  };
  return { report, refused, progress };
}

const keyIds = async () =>
  (await database.query<{ id: Buffer }>('SELECT key_id AS id FROM encryption_key')).map(({ id }) => id);

describe('rotation of the encryption key', () => {
  test('covers every bytea column, except those of hashes', async () => {
    const columns = await database.query<{ name: string }>(`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'bytea' ORDER BY name`);
    const hashes = ['api_key', 'rotated_secret', 'revoked_key', 'secret_route', 'secret_use'].map(
      (table) => `${table}.hash`,
    );
    hashes.push('archived_key.hash', 'encryption_key.key_id', 'idempotency_key.request_hash');
    hashes.push('audit_seal.hash', 'audit_seal.previous_hash', 'audit_chain.hash', 'audit_chain.anchor_hash');
    const sealed = sealedColumns.map(({ column }) => column);
    expect(columns.map(({ name }) => name)).toEqual([...hashes, ...sealed].toSorted());
  });

  test('re-encrypts everything with the new key in batches, and removes the old one', async () => {
    await insertSealedRows(database, oldKey, 450);
    const source = { encryptionKey: newKey, previousEncryptionKeys: [oldKey], dataDir: 'unused' };
    const encryption = await openEncryption(pool, source);
    const { report, refused, progress } = listener();
    expect(await keyIds()).toHaveLength(2);
    expect(await countReadable(database, withNew)).toBe(0);
    expect(await rotateEncryptionKeys(pool, encryption, report)).toBe(true);
    expect(await countReadable(database, withNew)).toBe(451);
    expect(refused).toEqual([]);
    expect(progress).toEqual([
      'auth_config.credentials 1/1',
      'connected_account.credentials 200/450',
      'connected_account.credentials 400/450',
      'connected_account.credentials 450/450',
    ]);
    expect(await keyIds()).toEqual(withNew.keyIds);
  });

  test('changes nothing when it runs again', async () => {
    await insertSealedRows(database, oldKey, 3);
    await rotateEncryptionKeys(pool, withBoth, listener().report);
    const versions = 'SELECT id, xmin::text FROM connected_account ORDER BY id';
    const before = await database.query(versions);
    const { report, progress } = listener();
    expect(await rotateEncryptionKeys(pool, withBoth, report)).toBe(true);
    expect(progress).toEqual([]);
    expect(await database.query(versions)).toEqual(before);
  });

  test('continues where an earlier run was interrupted', async () => {
    await insertSealedRows(database, oldKey, 450);
    const broken = listener(() => {
      throw new Error('ended');
    });
    await expect(rotateEncryptionKeys(pool, withBoth, broken.report)).rejects.toThrow('ended');
    expect(await countReadable(database, withNew)).toBe(1);
    expect(await countReadable(database, withBoth)).toBe(451);
    expect(await keyIds()).toHaveLength(1);
    const { report, progress } = listener();
    expect(await rotateEncryptionKeys(pool, withBoth, report)).toBe(true);
    expect(progress[0]).toBe('connected_account.credentials 200/450');
    expect(await countReadable(database, withNew)).toBe(451);
  });

  test('does not wait for locked rows, and processes them later', async () => {
    await insertSealedRows(database, oldKey, 3);
    const client = await pool.connect();
    await client.query(`BEGIN; SELECT FROM connected_account WHERE id = 'ca_00001' FOR UPDATE`);
    let isReleased = false;
    const { report, refused } = listener((done) => {
      if (done < 2 || isReleased) return;
      isReleased = true;
      client.query('COMMIT').then(() => client.release());
    });
    expect(await rotateEncryptionKeys(pool, withBoth, report)).toBe(true);
    expect(isReleased).toBe(true);
    expect(refused).toEqual([]);
    expect(await countReadable(database, withNew)).toBe(4);
  });

  test('does not overwrite a value that was written concurrently', async () => {
    await insertSealedRows(database, oldKey, 1);
    const id = 'ca_00000';
    const place = { organizationId: 'org_sealed', projectId: 'proj_sealed', id };
    const written = withBoth.seal('written meanwhile', { ...place, column: 'connected_account.credentials' });
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('UPDATE connected_account SET credentials = $1 WHERE id = $2', [written, id]);
    let isReleased = false;
    const { report } = listener((done) => {
      if (done > 0 || isReleased) return;
      isReleased = true;
      client.query('COMMIT').then(() => client.release());
    });
    expect(await rotateEncryptionKeys(pool, withBoth, report)).toBe(true);
    expect(isReleased).toBe(true);
    const rows = await database.query<{ credentials: Buffer }>('SELECT credentials FROM connected_account');
    expect(rows.map(({ credentials }) => credentials.equals(written))).toEqual([true]);
  });
});

describe('rotation of the encryption key does not', () => {
  test('remove a key while a row cannot be decrypted, which stays unchanged', async () => {
    await insertSealedRows(database, oldKey, 3);
    await database.query(`UPDATE connected_account SET credentials = 'rubbish' WHERE id = 'ca_00001'`);
    const { report, refused } = listener();
    expect(await rotateEncryptionKeys(pool, withBoth, report)).toBe(false);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain('connected_account.credentials of ca_00001 cannot be opened');
    expect(await countReadable(database, withNew)).toBe(3);
    expect(await keyIds()).toHaveLength(1);
    const left = await database.query(`SELECT FROM connected_account WHERE credentials = 'rubbish'`);
    expect(left).toHaveLength(1);
    expect(JSON.stringify(refused)).not.toContain(`text of ${authConfigId}`);
  });
});
