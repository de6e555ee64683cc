import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { sha256 } from '../../../src/lib/sha256.ts';
import {
  applyMigrations,
  type Migration,
  MigrationError,
  readMigrations,
} from '../../../src/postgres/migrations.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';

const database = await createEmptyDatabase();
const pool = new pg.Pool({ connectionString: database.url });
// The database is dropped while PostgreSQL may still close the connections of the ended pool.
pool.on('error', ({ message }) => expect(message).toMatch(/terminating connection/));

vi.setConfig({ testTimeout: 15_000 });

afterAll(async () => {
  await pool.end();
  await database.drop();
});

describe('a folder of migrations', () => {
  it('gives the same migration with the line ends of any system', async () => {
    const windows = migration('20260101000000_first', 'CREATE TABLE note (\r\n  id INTEGER\r\n);\r\n');
    const unix = migration(windows.name, windows.sql.replaceAll('\r', ''));
    expect(await readMigrations(await folderWith(windows.name, windows.sql))).toEqual([unix]);
    await applyMigrations(pool, [windows]);
    expect(await applyMigrations(pool, [unix])).toEqual([]);
  });

  it('is refused when a migration would end its own transaction', async () => {
    const folder = await folderWith('20260101000000_first', 'BEGIN;\nSELECT 1;\nCOMMIT;\n');
    await expect(readMigrations(folder)).rejects.toThrow(/20260101000000_first contains "BEGIN;"/);
  });

  it('is refused when it or a script is missing', async () => {
    const folder = await folderWith('20260101000000_first', '');
    await mkdir(join(folder, '20260102000000_second'));
    await expect(readMigrations(folder)).rejects.toThrow(/20260102000000_second.*Restore the folder/);
    await expect(readMigrations(join(folder, 'nowhere'))).rejects.toThrow(MigrationError);
  });
});

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: sha256(sql).toString('hex') };
}

async function folderWith(name: string, sql: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'migration.sql'), sql);
  return folder;
}
