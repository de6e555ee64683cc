import { resolve } from 'node:path';
import { readKeyFile } from '../postgres/embedded/encryption-key-file.ts';
import { externalPostgres, hasCluster, joinOrStart } from '../postgres/embedded/running.ts';
import { createEncryption } from '../postgres/encryption/cipher.ts';
import { createPool, requireConnection } from '../postgres/pool.ts';
import { dumpDatabase } from './dump.ts';
import { BackupError } from './error.ts';
import { writeBackupFile } from './file.ts';

export type BackupOptions = {
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Null: use the key in the data folder. */
  readonly encryptionKey: Buffer | null;
  readonly file: string;
  readonly release: string;
  /** Whether the file includes the encryption key. */
  readonly withKey: boolean;
  /** Cancels the backup, leaving no files behind. */
  readonly signal: AbortSignal;
};

export type Backup = { readonly bytes: number; readonly keyIds: readonly string[] };

/** Writes a consistent snapshot of the database into one file while servers continue. Throws BackupError on failure,
 *  and then there is no file. */
export async function createBackup(options: BackupOptions): Promise<Backup> {
  const { url, close } = await openDatabase(options);
  const pool = createPool({ url, connectionsMax: 2 });
  let keyIds: readonly string[] = [];
  const keyFor = async (neededIds: readonly string[]) => {
    keyIds = neededIds;
    return options.withKey ? exportableKey(options, neededIds) : undefined;
  };
  try {
    await requireConnection(pool);
    const { rows } = await pool.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isOurs"`);
    if (!rows[0]?.isOurs) throw new BackupError('The database does not contain Bailiwick data.');
    const lines = dumpDatabase(pool, {
      release: options.release,
      createdAt: new Date().toISOString(),
      keyFor,
    });
    return { bytes: await writeBackupFile(resolve(options.file), lines, options.signal), keyIds };
  } finally {
    await pool.end();
    await close();
  }
}

/** Joins the database of a running server, or starts one. Nothing is migrated: a backup is also made before an upgrade. */
async function openDatabase({ databaseUrl, dataDir }: BackupOptions) {
  if (databaseUrl !== null) return externalPostgres(databaseUrl);
  if (!hasCluster(dataDir))
    throw new BackupError(`${resolve(dataDir)} does not contain a database. Set DATA_DIR.`);
  return joinOrStart({ dataDir, durable: true });
}

async function exportableKey(options: BackupOptions, keyIds: readonly string[]): Promise<string> {
  const key = options.encryptionKey ?? (await readKeyFile(options.dataDir));
  const [id] = key ? createEncryption(key, []).keyIds : [];
  if (key && keyIds.every((neededId) => neededId === id?.toString('hex'))) return key.toString('base64');
  throw new BackupError(
    'The database also needs keys other than the current one, so the file would be incomplete. Run rotate-encryption-key, or omit --with-key.',
  );
}
